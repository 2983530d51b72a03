// `run` with a lab that has one of everything: exports on request, a map and a sweep in its figures, scalars that are unknown.
import { mkdtemp, readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { readTable } from '../../core/lab/csv.ts';
import type { Lab } from '../../core/lab/lab.ts';
import { walk } from '../lab/walk.ts';
import { withEngine } from '../lab/with-engine.ts';
import { invoke } from './invoke.ts';

const text = (said: string) => new TextEncoder().encode(said);

const whole: Lab = withEngine(
  {
    ...walk,
    scalars: { ...walk.scalars, secret: { label: 'secret', help: 'Known on a plain walk.', optional: true } },
    exports: { path: { label: 'The path' }, size: { label: 'Its size' } },
    certificates: { secret: { estimate: 'secret', standardError: 'energy', exact: 'secret', test: 'It is what it is.' } },
    sweep: { over: 'rate', steps: 2 },
    map: {
      over: 'rate',
      count: 6,
      domain: () => [0.01, 1],
      rows: () => [1, 2, 4].map((start) => ({ label: `from ${start}`, values: { start }, steps: 2 })),
    },
    plots: {
      ...walk.plots,
      swept: {
        title: 'Against the rate',
        x: {},
        y: {},
        marks: [{ mark: 'line', table: 'sweep', x: 'x', y: 'at', hue: 'ink' }],
        sentence: () => 'Where the walk ends.',
      },
      map: {
        title: 'Map',
        x: { label: 'rate', scale: 'log' },
        y: { categories: ['1', '2', '4'] },
        marks: [{ mark: 'raster', grid: 'map at', map: 'viridis' }],
        sentence: () => 'Where the walk ends, from several starts.',
      },
    } as unknown as Lab['plots'],
    layout: { main: ['path'], side: ['swept'], row: [['map']] },
  },
  ({ observe }) => ({
    async observe(state, values) {
      const result = await observe(state, values);
      return values.kind === 'plain' ? { ...result, scalars: { ...result.scalars, secret: 1 } } : result;
    },
    exports: {
      path: (state) => [{ name: 'path.txt', type: 'text/plain', bytes: text((state as { path: number[] }).path.join(' ')) }],
      size: (state) => [{ name: 'size.txt', type: 'text/plain', bytes: text(String((state as { path: number[] }).path.length)) }],
    },
  }),
);

vi.mock('../../core/labs/index.ts', () => ({
  labs: [{ id: 'walk', title: 'Walk', tagline: 'A walk', load: async () => whole }],
  loadLab: async () => whole,
}));

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'whole-lab-'));
});

const lab = async (...args: string[]) => {
  const { code, out, err } = await invoke(['run', 'walk', ...args]);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return out;
};

describe('run --exports', () => {
  it('writes the files of the exports that are named, of the run at its last step, and none unasked', async () => {
    await lab('--steps', '4', '--set', 'kind=plain', '--out', join(folder, 'none'));
    expect(await readdir(join(folder, 'none'))).toEqual(['walk-map.csv', 'walk-path.csv', 'walk.json']);
    await lab('--steps', '4', '--set', 'kind=plain', '--out', join(folder, 'some'), '--exports', 'path');
    expect(await readdir(join(folder, 'some'))).toEqual(['path.txt', 'walk-map.csv', 'walk-path.csv', 'walk.json']);
    expect(await readFile(join(folder, 'some', 'path.txt'), 'utf8')).toBe('8 4 2 1 0.5');
    await lab('--steps', '4', '--out', join(folder, 'all'), '--exports', 'all');
    expect(await readFile(join(folder, 'all', 'size.txt'), 'utf8')).toBe('5');
    expect(await readdir(join(folder, 'all'))).toContain('path.txt');
  });

  it.each([
    [['--exports', 'path'], 'exports: expected a folder for them (--out DIR), got none'],
    [['--exports', 'path,model', '--out', 'x'], 'exports: expected all, or some of path, size, got model'],
    [['--exports', '', '--out', 'x'], 'exports: expected all, or some of path, size, got nothing'],
  ])('ends in one line: %s', async (args, line) => {
    expect(await invoke(['run', 'walk', ...args])).toEqual({ code: 2, out: '', err: `${line}\n` });
  });
});

describe('figures of a lab with a sweep and a map', () => {
  it('are drawn from the whole of both', async () => {
    const out = join(folder, 'figures');
    await lab('--out', out, '--figures', 'svg');
    const [swept, map] = await Promise.all(['swept', 'map'].map((plot) => readFile(join(out, `walk-${plot}.svg`), 'utf8')));
    expect(swept).toContain('Against the rate');
    expect(map).toMatch(/<image [^>]*href="data:image\/png;base64,/);
  });
});

describe('the map', () => {
  it('is among the tables: a row a cell, under the names of its rows', async () => {
    const out = join(folder, 'map');
    await lab('--set', 'kind=plain', '--out', out);
    const csv = await readFile(join(out, 'walk-map.csv'), 'utf8');
    const { provenance, table } = readTable(csv);
    expect(provenance.table).toBe('map');
    expect(csv).toMatch(/^# rows: \["from 1","from 2","from 4"\]$/m);
    expect(Object.keys(table)).toEqual(['rate', 'row', ...Object.keys(whole.scalars)]);
    expect([...(table.row ?? [])]).toEqual([0, 1, 2].flatMap((row) => Array(6).fill(row)));
    // A plain walk goes back by its rate twice: start · (1 − rate)².
    table.rate?.forEach((rate, at) => {
      const start = 2 ** (table.row?.[at] as number);
      expect(table.at?.[at]).toBeCloseTo(start * (1 - rate) ** 2, 6);
    });
  });
});

describe('a scalar that is unknown', () => {
  it('is left out with its certificate, of the page and of the JSON', async () => {
    const { scalars, certificates } = JSON.parse(await lab('--json'));
    expect([Object.keys(scalars), certificates]).toEqual([['at', 'energy'], []]);
    expect(await lab()).not.toMatch(/secret|undefined|NaN/);
    expect((await invoke(['describe', 'walk'])).out).toMatch(/ secret +Known on a plain walk\. \(may be unknown\)\n/);
    expect(await lab('--set', 'kind=plain')).toMatch(/ secret +1 .*\n[\s\S]* holds +secret /);
  });
});

describe('a subset', () => {
  it('is set by its members, in any order, and described with what it takes', async () => {
    expect(JSON.parse(await lab('--json', '--set', 'seen=sheet,path')).values.seen).toBe('path,sheet');
    expect(JSON.parse(await lab('--json', '--set', 'seen=')).values.seen).toBe('');
    const { out } = await invoke(['describe', 'walk']);
    expect(out).toMatch(/ seen +any of path, sheet, joined by commas +path /);
  });
});
