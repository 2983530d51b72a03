// Training is not lost: a reload comes back where it was, a closed page is offered, two windows keep theirs, and what fails deletes nothing.
import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { npyFile } from '../../data/npy-file.ts';
import { failOnComplaints, openLab } from './lab-page.ts';

test.setTimeout(120_000);
test.use({ viewport: { width: 1440, height: 900 } });

const forgive = failOnComplaints();

const PRESET = 'Train it yourself';

const stepOf = async (page: Page) => Number((await page.getByTestId('step').textContent())?.replaceAll(/\D/g, ''));
const boundOf = (page: Page) => page.locator('[data-scalar=heldOutElbo]').first().textContent();
const notices = (page: Page) => page.getByRole('alertdialog');
const preset = (page: Page) => page.getByRole('region', { name: 'Presets' }).getByRole('button', { pressed: true });

async function openTraining(page: Page): Promise<void> {
  await page.goto('/');
  await openLab(page, 'Autoencoders', 'plane');
  await page.getByRole('button', { name: new RegExp(`^${PRESET}`) }).click();
  await expect(preset(page)).toContainText(PRESET);
}

/** Trains until so many steps were taken that they are worth keeping, and goes on. */
async function train(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await expect.poll(() => keptIn(page), { timeout: 60_000 }).not.toEqual([]);
}

async function pause(page: Page): Promise<number> {
  await page.getByRole('button', { name: 'Pause' }).click();
  let last = -1;
  let still = 0;
  // Steps that were asked for may come in late on a busy machine.
  await expect
    .poll(
      async () => {
        const before = last;
        last = await stepOf(page);
        still = last === before ? still + 1 : 0;
        return still;
      },
      { intervals: [800], timeout: 30_000 },
    )
    .toBeGreaterThanOrEqual(3);
  return last;
}

interface Stored {
  readonly title?: string;
  readonly step?: number;
  readonly session?: number;
  readonly pixels?: number;
}

/** What lies in the storage, read past the page’s own code: of a session’s text and of images only their length. */
const stored = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<Stored[]>((resolve, reject) => {
        const opening = indexedDB.open('keyval-store');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const database = opening.result;
          if (!database.objectStoreNames.contains('keyval')) return resolve([]);
          const asked = database.transaction('keyval').objectStore('keyval').getAll();
          asked.onsuccess = () => {
            database.close();
            resolve(
              asked.result.map(({ title, step, session, images }) => ({
                title,
                step,
                session: session?.length,
                pixels: images?.training.pixels.length,
              })),
            );
          };
        };
      }),
  );

/** Steps of the runs that are kept. */
const keptIn = async (page: Page) => (await stored(page)).flatMap(({ title, step }) => (title ? [step] : []));

/** The length of all sessions’ texts, and how many pixels there are of each set. */
const keptParts = async (page: Page) => {
  const parts = await stored(page);
  return [parts.reduce((sum, { session = 0 }) => sum + session, 0), parts.flatMap(({ pixels }) => pixels ?? [])];
};

async function keptSheet(page: Page) {
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Kept training…' }).click();
  const sheet = page.getByRole('dialog', { name: 'Kept training' });
  await expect(sheet).toBeVisible();
  return sheet;
}

const another = async (context: BrowserContext) => {
  const page = await context.newPage();
  await page.setViewportSize({ width: 1440, height: 900 });
  return page;
};

test('a reload in the midst of training loses no step, and comes back to the lab, the preset and the numbers', async ({ page }) => {
  await openTraining(page);
  await train(page);
  const running = await stepOf(page);
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Autoencoders' })).toBeVisible({ timeout: 30_000 });
  await expect(preset(page)).toContainText(PRESET);
  await expect.poll(() => stepOf(page)).toBeGreaterThanOrEqual(running);
  await expect(notices(page)).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Undo' })).toBeDisabled();
  // Paused and looked at, it is the same again to the last digit.
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  const step = await pause(page);
  expect(step).toBeGreaterThan(running);
  const bound = await boundOf(page);
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Autoencoders' })).toBeVisible({ timeout: 30_000 });
  await expect.poll(() => stepOf(page)).toBe(step);
  expect(await boundOf(page)).toBe(bound);
  // It is one run still.
  expect(await keptIn(page)).toHaveLength(1);
});

test('images of one’s own are kept once, beside what every checkpoint writes, and come back with the run', async ({ page }) => {
  const [count, side] = [4000, 24];
  const pixels = Uint8Array.from({ length: count * side * side }, (_, i) => (i * i) % 251);
  await openTraining(page);
  await page.evaluate(
    async (base64) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], 'mine.npy'));
      window.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, cancelable: true }));
    },
    Buffer.from(npyFile([count, side, side], pixels)).toString('base64'),
  );
  const taken = page.getByText('mine.npy: 3200 images of 24 × 24, and 800 held out', { exact: true });
  await expect(taken).toBeVisible();
  await train(page);
  const step = await pause(page);
  await expect.poll(() => keptIn(page)).toEqual([step]);
  const bound = await boundOf(page);
  const [textLength, sets] = await keptParts(page);
  expect(textLength).toBeLessThan(20_000);
  expect(sets).toEqual([3200 * side * side]);
  await page.reload();
  await expect(taken).toBeVisible({ timeout: 30_000 });
  await expect.poll(() => stepOf(page)).toBe(step);
  expect(await boundOf(page)).toBe(bound);
  await (await keptSheet(page)).getByRole('button', { name: /^Delete/ }).click();
  await expect.poll(() => keptParts(page)).toEqual([0, []]);
});

test('a page that is closed is offered by the next one until that is answered, and goes on at its step', async ({ page, context }) => {
  await openTraining(page);
  await train(page);
  const step = await pause(page);
  await page.close({ runBeforeUnload: true });
  forgive(page);
  const next = await another(context);
  await next.clock.install();
  await next.goto('/');
  const offer = notices(next).filter({ hasText: 'The run of Autoencoders that you left is kept.' });
  await expect(offer).toBeVisible();
  // A word without an offer goes by itself, an offer does not.
  await next.evaluate(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(['{'], 'broken.json'));
    window.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, cancelable: true }));
  });
  await expect(notices(next)).toHaveCount(2);
  await next.clock.fastForward(60_000);
  await expect(notices(next)).toHaveCount(1);
  await expect(offer).toBeVisible();
  await offer.getByRole('button', { name: 'Open it' }).click();
  await expect.poll(() => stepOf(next), { timeout: 30_000 }).toBe(step);
  await expect(notices(next)).toHaveCount(0);
});

test('two windows that train the same lab keep a run each', async ({ page, context }) => {
  await openTraining(page);
  await train(page);
  const first = await pause(page);
  const other = await another(context);
  await openTraining(other);
  // What another window has open is not offered.
  await expect(notices(other)).toHaveCount(0);
  await other.getByRole('button', { name: 'Train', exact: true }).click();
  await expect.poll(() => keptIn(other), { timeout: 60_000 }).toHaveLength(2);
  const second = await pause(other);
  await expect.poll(async () => (await keptIn(page)).toSorted()).toEqual([first, second].toSorted());
  const sheet = await keptSheet(page);
  await expect(sheet.getByText(/^step /)).toHaveCount(2);
  // The newest comes first; deleting takes the one that was meant.
  await expect(sheet.getByText(/^step /).first()).toContainText(`step ${second.toLocaleString('en')} · `);
  await sheet
    .getByRole('button', { name: /^Delete/ })
    .first()
    .click();
  await expect(sheet.getByText(/^step /)).toHaveCount(1);
  expect(await keptIn(page)).toEqual([first]);
});

test('goes on from the list; a run that is damaged says so in one line, and stays', async ({ page }) => {
  await openTraining(page);
  await train(page);
  const step = await pause(page);
  await page.getByRole('button', { name: 'Reset', exact: true }).click();
  await expect.poll(() => stepOf(page)).toBeLessThan(step);
  await (await keptSheet(page)).getByRole('button', { name: /^Go on/ }).click();
  await expect.poll(() => stepOf(page), { timeout: 30_000 }).toBe(step);
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const opening = indexedDB.open('keyval-store');
        opening.onsuccess = () => {
          const transaction = opening.result.transaction('keyval', 'readwrite');
          const store = transaction.objectStore('keyval');
          const cursor = store.openCursor();
          cursor.onsuccess = () => {
            const at = cursor.result;
            if (!at) return;
            if (at.value.checkpoint) at.update({ ...at.value, checkpoint: { ...at.value.checkpoint, bytes: new Uint8Array(9) } });
            at.continue();
          };
          transaction.oncomplete = () => {
            opening.result.close();
            resolve();
          };
        };
      }),
  );
  await page.getByRole('button', { name: 'Reset', exact: true }).click();
  await expect.poll(() => stepOf(page)).toBeLessThan(step);
  await (await keptSheet(page)).getByRole('button', { name: /^Go on/ }).click();
  await expect(notices(page)).toContainText('checkpoint: expected');
  expect(await stepOf(page)).toBeLessThan(step);
  expect(await keptIn(page)).toEqual([step]);
});

test('says once that the storage is full, and trains on', async ({ page }) => {
  await page.addInitScript(() => {
    IDBObjectStore.prototype.put = () => {
      Object.assign(window, { refused: ((window as { refused?: number }).refused ?? 0) + 1 });
      throw new DOMException('no room', 'QuotaExceededError');
    };
    // A notice goes by itself after a while: they are counted as they come.
    const told: string[] = [];
    Object.assign(window, { told });
    new MutationObserver((records) => {
      for (const node of records.flatMap(({ addedNodes }) => [...addedNodes]))
        if (node instanceof Element && node.textContent?.includes('Training is not kept')) told.push(node.textContent);
    }).observe(document, { subtree: true, childList: true });
  });
  await openTraining(page);
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await expect(notices(page)).toContainText('Training is not kept: the storage of this page is full.', { timeout: 60_000 });
  await expect.poll(() => page.evaluate(() => (window as { refused?: number }).refused ?? 0), { timeout: 30_000 }).toBeGreaterThan(2);
  expect(await page.evaluate(() => (window as unknown as { told: string[] }).told.length)).toBe(1);
  const step = await stepOf(page);
  await expect.poll(() => stepOf(page)).toBeGreaterThan(step);
});
