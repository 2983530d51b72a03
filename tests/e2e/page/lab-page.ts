// What every test of a page begins and ends with: it opens, and nothing was complained of.
import { expect, type Page, test } from '@playwright/test';

/**
 * Fails each test of a file on anything its page complained of: errors, refused styles and scripts, unanswered promises. Returns what forgives
 * a page all it has said so far, for one that was closed on purpose.
 */
export function failOnComplaints(): (page: Page) => void {
  const complaints = new WeakMap<Page, string[]>();
  test.beforeEach(({ page }) => {
    // The page of the case before: it is listened to already.
    if (complaints.has(page)) return;
    const heard: string[] = [];
    complaints.set(page, heard);
    page.on('pageerror', (error) => heard.push(error.message));
    page.on('console', (message) => message.type() === 'error' && heard.push(message.text()));
  });
  test.afterEach(({ page }) => expect(complaints.get(page)).toEqual([]));
  return (page) => void complaints.set(page, []);
}

/** Goes to a lab and waits until its first picture is there, however slow the machine. */
export async function openLab(page: Page, title: string, plot: string): Promise<void> {
  await page.getByText(title, { exact: true }).first().click();
  await expect(page.locator(`[data-page]:not([aria-busy]) [data-plot="${plot}"] figure svg`).first()).toBeVisible({ timeout: 30_000 });
}
