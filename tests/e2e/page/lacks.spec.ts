// A browser that lacks what others have: the page says so in one notice, what still works does, and what does not says why.
import { expect, type Page, test } from '@playwright/test';
import { failOnComplaints, openLab } from './lab-page.ts';

failOnComplaints();
test.use({ viewport: { width: 1280, height: 800 } });

const notices = (page: Page) => page.getByRole('alertdialog');

/** Runs a script before any of the page and of its workers. */
async function everywhere(page: Page, script: string): Promise<void> {
  await page.addInitScript(script);
  await page.route(/\/worker-[^/]*\.js$/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${script}\n${await response.text()}` });
  });
}

async function open(page: Page): Promise<void> {
  await page.goto('/');
  await expect(page.locator('[data-page]:not([aria-busy]) main figure svg').first()).toBeVisible({ timeout: 30_000 });
}

test('without storage: all is computed, one notice says what is not kept, and nothing else complains', async ({ page }) => {
  await everywhere(
    page,
    `{
      const refuse = () => { throw new DOMException('refused', 'SecurityError'); };
      for (const name of ['localStorage', 'sessionStorage']) if (name in self) Object.defineProperty(self, name, { get: refuse });
      IDBFactory.prototype.open = refuse;
      IDBFactory.prototype.databases = async () => refuse();
      LockManager.prototype.request = async () => refuse();
      LockManager.prototype.query = async () => refuse();
    }`,
  );
  await open(page);
  await expect(notices(page)).toContainText(
    'The browser refuses this page its storage. All labs work, but a reload loses training, settings and where you are',
  );
  await page.keyboard.press('s');
  await expect(page.getByTestId('step')).toHaveText('1');
  // A lab that trains looks for what is kept of it.
  await openLab(page, 'Autoencoders', 'plane');
  await expect(notices(page)).toHaveCount(1);
  await notices(page).getByRole('button', { name: 'Dismiss' }).click();
  await expect(notices(page)).toHaveCount(0);
});

test('without WebAssembly: one notice says what works, the first lab does, and another says what it needs', async ({ page }) => {
  await everywhere(page, 'delete self.WebAssembly;');
  await open(page);
  await expect(notices(page)).toContainText('The browser has no WebAssembly');
  await page.keyboard.press('s');
  await expect(page.getByTestId('step')).toHaveText('1');
  await expect(notices(page)).toHaveCount(1);
  await page.getByText('Samplers', { exact: true }).first().click();
  await expect(notices(page).filter({ hasText: 'The kernels need WebAssembly, which this host does not have.' })).toBeVisible();
});
