import { chromium } from '@playwright/test';
import { mkdirSync } from 'node:fs';
const [labTitle, sizes = '1440x900', themes = 'light,dark', only = '', tabs = ''] = process.argv.slice(2);
const b = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
mkdirSync('/tmp/looks', { recursive: true });
for (const theme of themes.split(',')) for (const size of sizes.split(',')) {
  const [wh, z = '1'] = size.split('@'); const [w, h] = wh.split('x').map(Number); const zoom = Number(z);
  const page = await (await b.newContext({ viewport: { width: 1440, height: 900 }, colorScheme: theme as 'light', reducedMotion: 'reduce' })).newPage();
  await page.goto('http://127.0.0.1:5291/');
  await page.waitForSelector('[data-page]:not([aria-busy]) figure svg');
  const s = await page.context().newCDPSession(page);
  await page.getByRole('navigation', { name: 'Labs' }).getByRole('button', { name: labTitle }).click();
  await page.waitForTimeout(1200);
  const n = await page.getByRole('toolbar', { name: 'Presets' }).getByRole('button').count();
  for (let i = 0; i < n; i += 1) {
    if (only && !only.split('+').includes(String(i))) continue;
    await s.send('Emulation.setDeviceMetricsOverride', { width: 1440, height: 900, deviceScaleFactor: 1, mobile: false });
    await page.getByRole('toolbar', { name: 'Presets' }).getByRole('button').nth(i).click();
    await page.waitForTimeout(1500);
    for (let k = 0; k < 40 && (await page.locator('[data-stale=true]').count()); k += 1) await page.waitForTimeout(300);
    await s.send('Emulation.setDeviceMetricsOverride', { width: Math.round(w / zoom), height: Math.round(h / zoom), deviceScaleFactor: zoom, mobile: false });
    await page.mouse.move(3, 3);
    await page.waitForTimeout(900);
    const name = `${labTitle.replace(/\W/g, '')}-${String(i).padStart(2, '0')}-${theme}-${size}`;
    await page.screenshot({ path: `/tmp/looks/${name}.png` });
    if (tabs) {
      const t = page.locator('[data-plot] [role=tab][aria-selected=false]');
      const m = await t.count();
      for (let j = 0; j < m; j += 1) { const el = page.locator('[data-plot] [role=tab]').nth(j); if (!(await el.count())) break; await el.click(); await page.waitForTimeout(700); await page.screenshot({ path: `/tmp/looks/${name}-t${j}.png` }); }
    }
  }
  await page.close();
}
await b.close();
