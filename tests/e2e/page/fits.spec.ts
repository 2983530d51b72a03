// Everything fits: at every size and zoom no text of the page lies on another, none is cut, nothing scrolls sideways.
import { expect, type Page } from '@playwright/test';
import { labs } from '../../../core/labs/index.ts';
import { failOnComplaints } from './lab-page.ts';
import { isNew, test } from './one-page.ts';
import { allSizes, nameOf, resize, type Size, usualSizes } from './sizes.ts';
import { textFaults } from './text-boxes.ts';

test.setTimeout(180_000);

failOnComplaints();

/** For a preset the tightest windows, and for every other one of the others in its turn: what stands in a window differs little between presets. */
const tight = usualSizes.filter(([width, , zoom]) => width === 1024 || zoom === 2);
const sizesOf = (i: number): readonly Size[] => {
  const others = usualSizes.filter((size) => !tight.includes(size));
  const [first, ...rest] = tight as [Size, ...Size[]];
  // Each begins in the window that the one before ends in: a window that need not be changed costs nothing.
  return i % 2 === 0 ? tight : [...rest.toReversed(), others[((i - 1) / 2) % others.length] as Size, first];
};

/** A lab’s first preset is looked at in every third window and zoom, so that the labs see all of them together, each twice or more. */
const shareOf = (lab: number): readonly Size[] => allSizes.filter((size, i) => tight.includes(size) || i % 3 === lab % 3);

/** Chooses the first preset from the rail, the others from the menu that stands for it in the tightest windows. */
async function choose(page: Page, i: number): Promise<void> {
  if (i === 0) return page.getByRole('toolbar', { name: 'Presets' }).getByRole('button').first().click();
  await page.getByRole('button', { name: /^Presets/ }).click();
  await page.getByRole('menuitemradio').nth(i).click();
}

for (const [at, { id, title, load }] of labs.entries()) {
  test(`every text of ${title} can be read at every size`, async ({ page }) => {
    const lab = await load();
    if (isNew(page)) await page.goto('/');
    await expect(page.locator('[data-page]:not([aria-busy]) figure svg').first()).toBeVisible({ timeout: 30_000 });
    const session = await page.context().newCDPSession(page);
    const faults: string[] = [];
    const look = async (sizes: readonly Size[], shown: string) => {
      for (const size of sizes) {
        await resize(session, size);
        for (const fault of await page.evaluate(textFaults, [30, 4000] as const)) faults.push(`${shown}, ${nameOf(size)}: ${fault}`);
      }
    };
    const home = usualSizes[0] as Size;
    await resize(session, home);
    await page.getByRole('navigation', { name: 'Labs' }).getByRole('button', { name: title }).click();
    await expect(page.getByRole('heading', { name: title, level: 1 })).toBeVisible();
    await page.getByRole('tab', { name: 'Controls' }).click();
    for (const [i, [preset, { steps = 0 }]] of Object.entries(lab.presets).entries()) {
      if (i > 0) await resize(session, sizesOf(i)[0] as Size);
      // The menu is there to stay once the page has been laid out for its window.
      if (i === 1) await page.evaluate(textFaults, [150, 3000] as const);
      await choose(page, i);
      if (lab.play) await expect(page.getByTestId('step')).toHaveText(String(steps), { timeout: 30_000 });
      await page.mouse.move(1, 1);
      // Its pictures are there, and what they wait for.
      await page.evaluate(textFaults, [150, 3000] as const);
      await look(i === 0 ? shareOf(at) : sizesOf(i), `${id} ${preset}`);
    }
    // The pictures that lie behind others.
    await resize(session, home);
    const tabs = page.locator('[data-plot] [role=tab]');
    for (let i = 0; i < (await tabs.count()); i += 1) {
      await tabs.nth(i).click();
      await look([home], `${id}, ${await tabs.nth(i).textContent()}`);
    }
    for (const tab of ['Notes', 'Equations']) {
      await resize(session, home);
      await page.getByRole('tab', { name: tab }).click();
      await look(usualSizes, `${id}, ${tab}`);
    }
    await session.detach();
    expect(faults.join('\n')).toBe('');
  });
}
