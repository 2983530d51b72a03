// PDF on the command line: vector, with its text, a figure a file and a sheet; or one line where no browser prints.
import { mkdtemp, readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { findBrowser } from '../../cli/browser.ts';
import { invoke } from './invoke.ts';

afterEach(() => vi.unstubAllEnvs());

const run = (folder: string) => invoke(['run', 'bound', '--preset', 'twoCoins', '--out', folder, '--figures', 'pdf']);

test.skipIf(!findBrowser())(
  'a figure a file and a sheet of one page, drawn and not photographed',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'lab-pdf-'));
    const { code, err } = await run(folder);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const pdfs = (await readdir(folder)).filter((name) => name.endsWith('.pdf'));
    expect(pdfs.toSorted()).toEqual(
      ['bound-descent', 'bound-energyEntropy', 'bound-excess', 'bound-slice', 'bound-states', 'bound-sweep', 'bound-terms', 'bound'].map(
        (name) => `${name}.pdf`,
      ),
    );
    for (const name of pdfs) {
      const bytes = (await readFile(join(folder, name))).toString('latin1');
      expect(bytes.slice(0, 5), name).toBe('%PDF-');
      expect(bytes.match(/\/Type\s*\/Page\b/g), name).toHaveLength(1);
      // Text is text, and no picture is made of pixels.
      expect(bytes, name).toMatch(/\/Type\s*\/Font\b/);
      expect(bytes, name).not.toMatch(/\/Subtype\s*\/Image/);
    }
    // A figure’s paper is as large as the figure: 640 px of 96 an inch are 480 pt.
    expect((await readFile(join(folder, 'bound-terms.pdf'))).toString('latin1')).toMatch(/\/MediaBox\s*\[0 0 480 /);
    // The sheet’s is A4.
    expect((await readFile(join(folder, 'bound.pdf'))).toString('latin1')).toMatch(/\/MediaBox\s*\[0 0 59[45](\.\d+)? 84[12]/);
  },
  120_000,
);

test('one line, before anything is computed, where no browser is installed', async () => {
  vi.stubEnv('PATH', '');
  vi.stubEnv('LAB_CHROMIUM', '');
  if (findBrowser()) return expect(process.platform).not.toBe('linux');
  const { code, out, err } = await run('never');
  expect({ code, out, err }).toEqual({
    code: 2,
    out: '',
    err: 'figures: expected svg or png, or for pdf an installed Chrome, Chromium, Edge or Brave, got none\n',
  });
});
