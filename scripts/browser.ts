// The installed browser, as a test, a picture or a benchmark starts it.
import { quietFlags } from '../cli/browser.ts';
import { isRoot } from './display.ts';

export { findBrowser, quietFlags } from '../cli/browser.ts';

/** How a test, a picture or a benchmark starts the browser. Root cannot have the sandbox, and a page proves nothing about it. */
export const launchOptions = (executablePath: string | undefined) => ({
  ...(executablePath !== undefined && { executablePath }),
  args: [...quietFlags, ...(isRoot() ? ['--no-sandbox'] : [])],
});
