// End-to-end tests: `page` drives the built page in Chromium, `desktop` the built app in Electron.
import { defineConfig } from '@playwright/test';
import { findBrowser, launchOptions } from './scripts/browser.ts';

const PORT = Number(process.env.LAB_TEST_PORT ?? 5274);

/** The page is only served where a page test asks for it. */
const desktopOnly = process.argv.some(
  (argument, at, all) => argument === '--project=desktop' || (all[at - 1] === '--project' && argument === 'desktop'),
);

export default defineConfig({
  testDir: 'tests/e2e',
  workers: 1, // one display
  timeout: 60_000,
  expect: { timeout: 10_000 }, // a busy machine is slow, not wrong
  forbidOnly: Boolean(process.env.CI),
  reporter: 'list',
  projects: [
    {
      name: 'page',
      testDir: 'tests/e2e/page',
      // One of its own: the other project may run beside it.
      outputDir: 'test-results/page',
      use: {
        baseURL: `http://127.0.0.1:${PORT}/`,
        launchOptions: launchOptions(findBrowser()),
      },
    },
    { name: 'desktop', testDir: 'tests/e2e/desktop', outputDir: 'test-results/desktop' },
  ],
  ...(!desktopOnly && {
    webServer: {
      command: `node scripts/start.mjs --host serve --port ${PORT}`,
      url: `http://127.0.0.1:${PORT}/`,
      reuseExistingServer: false,
    },
  }),
});
