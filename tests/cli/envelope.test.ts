// An envelope that one run writes is data of the next.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { invoke } from './invoke.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'envelope-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const send = ['run', 'descriptionLength', '--preset', 'forgets', '--steps', '30'];

describe('an envelope on the command line', () => {
  it('is written where a network is sent, and read as the table that was in it', async () => {
    expect(await invoke([...send, '--out', folder, '--exports', 'envelope'])).toMatchObject({ code: 0, err: '' });
    const path = join(folder, 'network.envelope');
    const { code } = await invoke(['run', 'descriptionLength', '--data', path, '--steps', '0', '--out', join(folder, 'read')]);
    expect(code).toBe(0);
    const { values, data } = JSON.parse(readFileSync(join(folder, 'read', 'descriptionLength.json'), 'utf8'));
    expect([values.subject, data.name, data.columns.y.length]).toEqual(['own', 'network.envelope', 60]);
    expect(data.columns.y.every((y: number) => Number(y.toFixed(2)) === y)).toBe(true);
  });

  it('has numbers, or images, as they were', async () => {
    const readFrom = async (preset: string, by: string) => {
      const sent = ['run', 'descriptionLength', '--preset', preset, '--steps', '1', '--out', folder, '--exports', 'envelope'];
      expect(await invoke(sent)).toMatchObject({ code: 0, err: '' });
      const out = join(folder, by);
      const read = ['run', 'descriptionLength', '--data', join(folder, `${by}.envelope`), '--steps', '0', '--out', out];
      expect(await invoke(read)).toMatchObject({ code: 0, err: expect.stringContaining(`${by}.envelope: `) });
      return JSON.parse(readFileSync(join(out, 'descriptionLength.json'), 'utf8'));
    };
    const eruptions = readFileSync(new URL('../../samples/data/faithful.csv', import.meta.url), 'utf8')
      .trim()
      .split('\n');
    const at = eruptions[0]?.split(',').indexOf('eruptions') as number;
    const numbers = await readFrom('labels', 'mixture');
    expect([numbers.values.subject, numbers.values.by]).toEqual(['own', 'mixture']);
    expect(numbers.data.columns.eruptions).toEqual(eruptions.slice(1).map((line) => Number(line.split(',')[at])));
    const images = await readFrom('digits', 'factors');
    expect([images.values.by, images.data.images.training.rows, images.data.images.heldOut.columns]).toEqual(['factors', 8, 8]);
  });

  it('is refused in one line where it is none, or where nothing is to be sent in one', async () => {
    const odd = join(folder, 'odd.envelope');
    writeFileSync(odd, 'no envelope');
    const refused = await invoke(['run', 'descriptionLength', '--data', odd]);
    expect(refused).toMatchObject({ code: 2, err: 'odd.envelope: expected an envelope, got a file that does not unpack\n' });
    const none = await invoke(['run', 'descriptionLength', '--preset', 'two-codewords', '--out', folder, '--exports', 'envelope']);
    expect(none).toMatchObject({ code: 2, err: 'exports: expected all, or some of none, got envelope\n' });
  });
});
