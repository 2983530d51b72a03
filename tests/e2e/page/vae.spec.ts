// The VAE lab as a person meets it: train, explore, draw, take away, come back.
import { readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { unzipSync } from 'fflate';
import { hashOf } from '../../../renderer/link.ts';
import { expectTrainingShown } from '../same-numbers.ts';

test.setTimeout(120_000);
test.use({ viewport: { width: 1440, height: 900 } });

const complaints: string[] = [];

const openLab = async (page: Page) => {
  await page.getByText('Autoencoders', { exact: true }).first().click();
  await expect(page.locator('.page:not([aria-busy]) [data-plot="plane"] svg').first()).toBeVisible({ timeout: 30_000 });
};

test.beforeEach(async ({ page }) => {
  complaints.length = 0;
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  await page.goto('/');
  await openLab(page);
});

test.afterEach(() => expect(complaints).toEqual([]));

const stepOf = async (page: Page) => Number((await page.getByTestId('step').textContent())?.replaceAll(/\D/g, ''));
const scalar = async (page: Page, name: string) =>
  Number((await page.locator(`.readouts [data-scalar=${name}]`).textContent())?.replace('−', '-'));

const train = async (page: Page, steps: number) => {
  const from = await stepOf(page);
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await expect.poll(() => stepOf(page), { timeout: 60_000 }).toBeGreaterThan(from + steps);
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByRole('button', { name: 'Train', exact: true })).toBeVisible();
  // The steps that were asked for come in, and the checkpoint is kept.
  let last = -1;
  const still = async () => {
    const before = last;
    last = await stepOf(page);
    return last === before;
  };
  await expect.poll(still, { intervals: [1000], timeout: 20_000 }).toBe(true);
};

test('trains on real digits, and hands the networks out', async ({ page }) => {
  const before = await scalar(page, 'heldOutElbo');
  await train(page, 60);
  expect(await scalar(page, 'heldOutElbo')).toBeGreaterThan(before + 200);
  await page.getByRole('button', { name: 'Export' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'Model for ONNX runtimes' }).click();
  const files = unzipSync(readFileSync(await (await download).path()));
  expect(Object.keys(files).sort()).toEqual(['decoder.onnx', 'encoder.onnx', 'model-card.md']);
});

test('shows the image of the point that is dragged, and takes the drag back without training again', async ({ page }) => {
  await train(page, 20);
  const step = await stepOf(page);
  const picture = () => page.locator('[data-plot="decoded"] canvas').evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
  const first = await picture();
  await page.locator('[data-plot="plane"]').getByRole('slider', { name: 'the code that is decoded' }).focus();
  await page.keyboard.press('PageUp');
  await expect.poll(picture).not.toBe(first);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(picture).toBe(first);
  expect(await stepOf(page)).toBe(step);
});

test('codes what is drawn, and says what it is worth', async ({ page }) => {
  await train(page, 20);
  const sheet = page.locator('canvas.sheet');
  await sheet.scrollIntoViewIfNeeded();
  const box = await sheet.boundingBox();
  if (!box) throw new Error('there is no sheet');
  await page.mouse.move(box.x + box.width * 0.5, box.y + box.height * 0.2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.5, box.y + box.height * 0.8, { steps: 5 });
  await page.mouse.up();
  await expect(page.locator('.readouts [data-scalar=drawnElbo]')).toBeVisible();
  await page.getByRole('tab', { name: 'Its bound' }).click();
  await expect(page.locator('[data-plot="drawnTerms"]')).toContainText('accuracy');
});

test('goes on with training after the page was closed', async ({ page }) => {
  await train(page, 20);
  const [step, bound] = [await stepOf(page), await scalar(page, 'heldOutElbo')];
  await page.reload();
  await openLab(page);
  await page.getByRole('button', { name: 'Go on from there' }).click();
  await expect.poll(() => stepOf(page), { timeout: 20_000 }).toBe(step);
  expect(await scalar(page, 'heldOutElbo')).toBe(bound);
});

test('trains in a browser to the numbers of Node, threads or not', ({ page }) =>
  expectTrainingShown(page, async (session) => {
    await page.goto(`/${await hashOf(session)}`);
    await page.reload();
  }));
