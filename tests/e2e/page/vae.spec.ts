// The VAE lab as a person meets it: train, explore, draw, take away, come back.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { encode as encodePng } from 'fast-png';
import { unzipSync } from 'fflate';
import { encode as encodeJpeg } from 'jpeg-js';
import { hashOf } from '../../../renderer/link.ts';
import { expectTrainingShown } from '../same-numbers.ts';
import { failOnComplaints, openLab } from './lab-page.ts';
import { backTo, isNew, test } from './one-page.ts';

test.setTimeout(120_000);
test.use({ viewport: { width: 1440, height: 900 } });

const openAutoencoders = (page: Page) => openLab(page, 'Autoencoders', 'plane');

/** Networks that have learnt nothing yet, on digits. */
const fromTheStart = async (page: Page) => {
  await page
    .getByRole('button', { name: /^Train it yourself/ })
    .or(page.getByText('Train it yourself', { exact: true }))
    .first()
    .click();
  await expect.poll(() => stepOf(page), { timeout: 20_000 }).toBe(10);
  await page.getByRole('button', { name: 'Reset', exact: true }).click();
  await expect.poll(() => scalar(page, 'heldOutElbo')).toBeLessThan(-500);
};

failOnComplaints();

test.beforeEach(async ({ page }) => {
  if (!isNew(page)) return backTo(page);
  await page.goto('/');
  await openAutoencoders(page);
});

const stepOf = async (page: Page) => Number((await page.getByTestId('step').textContent())?.replaceAll(/\D/g, ''));
const scalar = async (page: Page, name: string) =>
  Number((await page.locator(`[aria-label=Readouts] [data-scalar=${name}]`).textContent())?.replace('−', '-'));

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

/** What a button’s dialog is answered with. */
const choose = async (page: Page, button: string, files: string | string[]) => {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: button }).click();
  await (await chooser).setFiles(files);
};

test('opens on networks that have learnt, codes over what the decoder makes of each place', async ({ page }) => {
  expect(await scalar(page, 'heldOutElbo')).toBeGreaterThan(-165);
  await expect(page.locator('[data-plot="plane"] canvas')).toBeVisible();
  // No card is without its picture.
  const empty = await page
    .locator('main [data-plot] figure')
    .evaluateAll((figures) => figures.filter((one) => one.querySelector('svg') === null).length);
  expect(empty).toBe(0);
});

test('trains on real digits, hands the networks out, and begins with them again', async ({ page }, info) => {
  await fromTheStart(page);
  const before = await scalar(page, 'heldOutElbo');
  await train(page, 60);
  expect(await scalar(page, 'heldOutElbo')).toBeGreaterThan(before + 200);
  await page.getByRole('button', { name: 'Export' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'Model for ONNX runtimes' }).click();
  const zip = info.outputPath('vae-onnx.zip');
  await (await download).saveAs(zip);
  const files = unzipSync(readFileSync(zip));
  expect(Object.keys(files).sort()).toEqual(['decoder.onnx', 'encoder.onnx', 'model-card.md']);

  await page.getByRole('button', { name: 'Reset', exact: true }).click();
  await expect.poll(() => scalar(page, 'heldOutElbo')).toBe(before);
  const parts = ['encoder.onnx', 'decoder.onnx'].map((name) => {
    writeFileSync(info.outputPath(name), files[name] as Uint8Array);
    return info.outputPath(name);
  });
  await choose(page, 'Open a model…', parts.slice(0, 1));
  await expect(page.getByText('expected encoder and decoder, both files or the zip of them, got encoder.onnx alone')).toBeVisible();
  expect(await scalar(page, 'heldOutElbo')).toBe(before);
  await choose(page, 'Open a model…', parts);
  await expect.poll(() => scalar(page, 'heldOutElbo')).toBeGreaterThan(before + 200);
  const bound = await scalar(page, 'heldOutElbo');
  await page.getByLabel('Undo').click();
  await expect.poll(() => scalar(page, 'heldOutElbo')).toBe(before);
  // Dropped, the zip is told from one of images by what it holds.
  await page.evaluate(
    (bytes) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([Uint8Array.from(bytes)], 'vae-onnx.zip'));
      window.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, cancelable: true }));
    },
    Array.from(readFileSync(zip)),
  );
  await expect.poll(() => scalar(page, 'heldOutElbo'), { timeout: 30_000 }).toBe(bound);
});

test('learns from a folder of JPEGs and PNGs, whose folders are classes', async ({ page }, info) => {
  const folder = info.outputPath('faces');
  for (let i = 0; i < 20; i += 1) {
    const grey = Uint8Array.from({ length: 64 }, (_, at) => (at * (i + 3)) % 256);
    const rgba = Uint8Array.from({ length: 256 }, (_, at) => (at % 4 === 3 ? 255 : (grey[at >> 2] as number)));
    const kind = i % 2 ? 'glad' : 'sad';
    mkdirSync(join(folder, kind), { recursive: true });
    const bytes =
      i % 3 ? encodeJpeg({ width: 8, height: 8, data: rgba }, 95).data : encodePng({ width: 8, height: 8, data: grey, channels: 1 });
    writeFileSync(join(folder, kind, `${i}.${i % 3 ? 'jpg' : 'png'}`), bytes);
  }
  writeFileSync(join(folder, 'notes.txt'), 'nothing');
  await fromTheStart(page);
  await choose(page, 'Open a folder…', folder);
  await expect(page.getByText('faces: 16 images of 8 × 8, and 4 held out', { exact: true })).toBeVisible();
  await expect(
    page
      .locator('[data-plot="plane"]')
      .getByText(/^(glad|sad)$/)
      .first(),
  ).toBeVisible();
  // A batch an epoch.
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await expect.poll(() => stepOf(page)).toBe(30);
});

test('shows the image of the point that is dragged, and takes the drag back without training again', async ({ page }) => {
  await train(page, 10);
  const step = await stepOf(page);
  const picture = () => page.locator('[data-plot="decoded"] canvas').evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
  const first = await picture();
  await page.locator('[data-plot="plane"]').getByRole('slider', { name: 'the code that is decoded' }).focus();
  await page.keyboard.press('PageUp');
  await expect.poll(picture).not.toBe(first);
  await page.getByLabel('Undo').click();
  await expect.poll(picture).toBe(first);
  expect(await stepOf(page)).toBe(step);
});

test('codes what is drawn in the card of drawings, and says what it is worth', async ({ page }) => {
  await page.getByRole('tab', { name: 'Drawing' }).click();
  const card = page.locator('[data-plot="drawing"]');
  await expect(card).toContainText('Draw a digit');
  await expect(page.locator('[data-param=drawn]')).toHaveCount(0);
  const pad = card.locator('canvas[tabindex]');
  const box = await pad.boundingBox();
  if (!box) throw new Error('there is no sheet');
  await page.mouse.move(box.x + box.width * 0.5, box.y + box.height * 0.2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.5, box.y + box.height * 0.8, { steps: 5 });
  await page.mouse.up();
  await expect(page.locator('[aria-label=Readouts] [data-scalar=drawnElbo]')).toBeVisible();
  await expect(card.locator('figure svg').first()).toBeVisible();
  await expect(card).not.toContainText('Draw a digit');
  await page.getByRole('tab', { name: 'Its bound' }).click();
  await expect(page.locator('[data-plot="drawnTerms"]')).toContainText('accuracy');
  await card.getByRole('button', { name: /^Clear/ }).click();
  await expect(card).toContainText('Draw a digit');
  await expect(page.locator('[data-plot="drawnTerms"]')).toContainText('draw one under Drawing');
});

for (const { tab, plot, button, seen } of [
  { tab: 'Bits back', plot: 'coding', button: 'Code 20 images', seen: 'by the bound' },
  { tab: 'Neighbours', plot: 'neighbours', button: 'Lay out the map', seen: '7' },
  { tab: 'Evidence', plot: 'evidence', button: 'Anneal in 100 temperatures', seen: 'what it lacks' },
]) {
  test(`fills ${tab} on the spot`, async ({ page }) => {
    await page.getByRole('tab', { name: tab }).click();
    const card = page.locator(`[data-plot="${plot}"]`);
    await expect(card.locator('figure svg')).toHaveCount(0);
    await card.getByRole('button', { name: button }).click();
    await expect(card.locator('figure svg').first()).toBeVisible({ timeout: 30_000 });
    await expect(card).toContainText(seen);
    await expect(card.getByRole('button', { name: button })).toHaveCount(0);
    // As any change of values, it can be taken back.
    await page.getByLabel('Undo').click();
    await expect(card.getByRole('button', { name: button })).toBeVisible();
  });
}

test('trains in a browser to the numbers of Node, threads or not', ({ page }) =>
  expectTrainingShown(page, async (session) => {
    await page.goto(`/${await hashOf(session)}`);
    await page.reload();
  }));
