// One page for the cases of a file that need none of their own: to load one costs more than most cases do.
import { test as base, expect, type Page } from '@playwright/test';

let standing: { readonly file: string; readonly page: Page } | undefined;

/** A case on the page that the last one left. Where a case fails, the next ones begin on a page of their own: so does their process. */
export const test = base.extend({
  page: async ({ browser }, use, { file }) => {
    if (standing?.file !== file) {
      await standing?.page.context().close();
      standing = { file, page: await (await browser.newContext()).newPage() };
    }
    await use(standing.page);
  },
});

/** Whether nothing was opened on it yet. */
export const isNew = (page: Page): boolean => page.url() === 'about:blank';

/** Takes a page that was used back to a preset, the lab’s first if none is named, as it is when it has just been chosen. */
export async function backTo(page: Page, title?: string): Promise<void> {
  await page.keyboard.press('Escape');
  // The space bar is the run’s where nothing has the focus.
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.mouse.move(0, 0);
  const dismiss = page.getByRole('region', { name: /notices/i }).getByRole('button', { name: 'Dismiss' });
  // A word that goes by itself may be gone before it is pressed.
  await expect(async () => {
    if ((await dismiss.count()) > 0) await dismiss.first().click({ timeout: 1000 });
    await expect(dismiss).toHaveCount(0, { timeout: 100 });
  }).toPass();
  const presets = page.getByRole('toolbar', { name: 'Presets' }).getByRole('button');
  const preset = (title === undefined ? presets : presets.filter({ hasText: title })).first();
  await preset.click();
  await expect(preset).toHaveAttribute('aria-pressed', 'true');
  await expect(page.locator('[data-stale]')).toHaveAttribute('data-stale', 'false', { timeout: 30_000 });
  await page.mouse.move(0, 0);
}
