// Vector PDF by an installed browser’s own printing, which sets text and pictures as the page does.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { InputError } from '../core/base/input-error.ts';
import { findBrowser, quietFlags } from './browser.ts';

/** A browser that has not printed by then never will, in ms. */
const PATIENCE = 120_000;

/** Root cannot have the sandbox; what is printed is our own writing, without scripts. */
const asRoot = () => (process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : []);

/** The browser that prints. Throws InputError where there is none. */
export function printer(): string {
  const browser = findBrowser();
  if (browser === undefined) throw new InputError('figures', 'svg or png, or for pdf an installed Chrome, Chromium, Edge or Brave', 'none');
  return browser;
}

/** The page as PDF, its paper as its own `@page` says. */
export async function pdfOf(html: string): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), 'free-energy-lab-'));
  try {
    const [page, pdf] = [join(folder, 'page.html'), join(folder, 'page.pdf')];
    await writeFile(page, html);
    const args = [
      '--headless',
      '--disable-gpu',
      ...quietFlags,
      ...asRoot(),
      `--user-data-dir=${join(folder, 'profile')}`,
      '--no-pdf-header-footer',
      `--print-to-pdf=${pdf}`,
      pathToFileURL(page).href,
    ];
    await promisify(execFile)(printer(), args, { timeout: PATIENCE });
    return await readFile(pdf);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** A page that is one SVG figure, and as large. */
export const pageOfFigure = (svg: string, width: number, height: number): string =>
  `<!doctype html><meta charset="utf-8"><style>@page{size:${width}px ${height}px;margin:0}body{margin:0}svg{display:block}</style>${svg}`;
