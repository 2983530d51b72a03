import { test, expect } from '@playwright/test';
for (let i = 0; i < 6; i += 1) test('t' + i, async ({ page }) => {
  const t0 = performance.now();
  await page.goto('/', { waitUntil: 'commit' });
  const t1 = performance.now();
  await expect(page.locator('[data-page]:not([aria-busy]) figure svg').first()).toBeVisible({ timeout: 30_000 });
  console.log('OPEN', Math.round(t1 - t0), Math.round(performance.now() - t1));
});
