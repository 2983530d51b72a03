// `run`: the numbers of the closed forms, files that open again, and one line for whatever cannot be taken.
import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { readTable } from '../../core/lab/csv.ts';
import { readSession } from '../../core/lab/session.ts';
import { labs, loadLab } from '../../core/labs/index.ts';
import { sessionTextOf } from '../../renderer/export/session-in-svg.ts';
import { invoke, set } from './invoke.ts';

const gaussian = { model: 'gaussian', observation: 1.5, priorMean: 0, priorSd: 1, noiseSd: 1, qMean: 0.2, qSd: 0.8 };

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lab-cli-'));
});
const file = async (name: string, content: string | Uint8Array) => {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
};

const json = async (...args: string[]) => {
  const { code, out, err } = await invoke(['run', ...args, '--json']);
  // What was read of a file is told there.
  expect({ code, err }).toEqual({ code: 0, err: args.includes('--data') ? expect.stringMatching(/^[^\n]+\n$/) : '' });
  return JSON.parse(out);
};

describe('run --json', () => {
  it('agrees with the closed forms of a normal mean to 1e-10', async () => {
    const { lab, values, seed, step, scalars, identities, diverged } = await json('bound', ...set(gaussian));
    const { log, PI } = Math;
    // One observation x = 1.5, prior N(0, 1), noise 1: evidence N(1.5; 0, 2), posterior N(0.75, ½); q = N(0.2, 0.64).
    const [m, v] = [0.2, 0.64];
    const klTo = (mean: number, variance: number) => (log(variance / v) + (v + (m - mean) ** 2) / variance - 1) / 2;
    const expected = {
      logEvidence: -log(2 * PI * 2) / 2 - 1.5 ** 2 / 4,
      accuracy: -log(2 * PI) / 2 - ((1.5 - m) ** 2 + v) / 2,
      complexity: klTo(0, 1),
      gap: klTo(0.75, 0.5),
      energy: log(2 * PI) + ((1.5 - m) ** 2 + v) / 2 + (m ** 2 + v) / 2,
      entropy: log(2 * PI * Math.E * v) / 2,
    };
    for (const [name, value] of Object.entries(expected)) expect(scalars[name], name).toBeCloseTo(value, 10);
    expect(scalars.elbo).toBeCloseTo(expected.accuracy - expected.complexity, 10);
    expect(scalars.freeEnergy).toBeCloseTo(expected.energy - expected.entropy, 10);
    expect({ lab, seed, step, diverged }).toEqual({ lab: 'bound', seed: 1, step: 0, diverged: undefined });
    expect(values).toMatchObject(gaussian);
    expect(identities.length).toBeGreaterThan(0);
    for (const identity of identities)
      expect(identity).toEqual({ name: expect.any(String), residual: expect.any(Number), tolerance: expect.any(Number), holds: true });
  });

  it('agrees with the counted evidence of seven heads in ten tosses: 1/1320', async () => {
    const { scalars } = await json('bound', ...set({ model: 'coin', heads: 7, tosses: 10, priorA: 1, priorB: 1 }));
    expect(scalars.logEvidence).toBeCloseTo(-Math.log(1320), 10);
  });

  it('tells of a run that left the finite numbers by exit code 3 and one line, its answer written', async () => {
    const args = ['run', 'samplers', '--set', 'target=banana', '--set', 'sampler=ula', '--set', 'stepSize=100', '--steps', '200'];
    const { code, out, err } = await invoke([...args, '--json']);
    const { diverged } = JSON.parse(out);
    expect(diverged).toMatchObject({ step: expect.any(Number), scalar: expect.any(String) });
    expect({ code, err }).toEqual({ code: 3, err: expect.stringMatching(`^diverged at step ${diverged.step}: .+ is no finite number\n$`) });
    expect((await invoke(args)).out).toContain(`diverged at step ${diverged.step}`);
    const calm = await invoke(['run', 'bound', '--preset', 'twoExplanations', '--set', 'temperature=100', '--steps', '200', '--json']);
    expect({ code: calm.code, err: calm.err }).toEqual({ code: 0, err: '' });
  });

  it('takes the steps of a preset unless told otherwise, and the values that were typed over it', async () => {
    const { presets } = await loadLab('bound');
    const [name, preset] = Object.entries(presets).find(([, { steps = 0 }]) => steps > 0) as [string, { steps: number }];
    expect((await json('bound', '--preset', name)).step).toBe(preset.steps);
    expect((await json('em', '--preset', 'old-faithful', '--steps', '1')).values).toEqual(
      (await json('em', '--preset', 'oldFaithful', '--steps', '1')).values,
    );
    const other = await json('bound', '--preset', name, '--steps', '2', '--set', 'temperature=0.5');
    expect(other).toMatchObject({ step: 2, values: { temperature: 0.5 } });
  });

  it('gives the same object from the same seed, and names the seed', async () => {
    const estimate = async (seed: string) => (await json('bound', '--seed', seed)).certificates[0];
    expect(await estimate('7')).toEqual(await estimate('7'));
    expect((await estimate('7')).estimate).not.toBe((await estimate('8')).estimate);
    expect((await json('bound', '--seed', '7')).seed).toBe(7);
  });

  it('lets a data file replace the observation, as if its numbers had been seen one by one', async () => {
    const data = await file('three.csv', 'x\n0.5\n-0.3\n1.2\n');
    const { scalars, values } = await json('bound', '--data', data, ...set({ ...gaussian, qMean: 0.3, qSd: 0.5 }));
    // Three observations under prior N(0, 1) and unit noise: posterior N(0.35, 0.25), so KL of N(0.3, 0.25) to it is 0.005.
    expect(scalars.logEvidence).toBeCloseTo(-4.094962780173963, 10);
    expect(scalars.gap).toBeCloseTo(0.005, 10);
    expect(values.dataset).toBe('own');
  });

  it('tells on standard error what was read of a file, what was used and set, and how else it could be read', async () => {
    const told = async (text: string) => (await invoke(['run', 'bound', '--data', await file('mine.csv', text)])).err;
    expect(await told('who,height,weight\nann,170,60\nbob,,70\ncy,180,64\n')).toBe(
      'mine.csv: 2 rows of height, weight; 1 row with a gap left out (line 3); no numbers taken from who; numbers seen: height; ' +
        'set to their scale: noise, sd (data), mean (prior), sd (prior), mean (approximation q), sd (approximation q).\n',
    );
    const [taken, other, ...more] = (await told('1,5\n2,5\n3,5\n')).split('\n');
    expect(taken).toContain('mine.csv: 3 rows of x, y; read with commas between cells, decimal points; numbers seen: x;');
    expect(other).toBe('mine.csv: could as well be read with decimal commas (x 1.5, 2.5, 3.5).');
    expect(more).toEqual(['']);
  });

  it('takes values from the data where none were typed', async () => {
    const data = await file('tosses.csv', '1\n0\n1\n1\n');
    expect((await json('bound', '--data', data, '--set', 'model=coin')).values).toMatchObject({ heads: 3, tosses: 4 });
  });
});

describe('run --out', () => {
  it('writes a session that gives the same object again, and every table as CSV', async () => {
    const out = join(folder, 'out');
    const before = await json('bound', ...set(gaussian), '--steps', '5', '--seed', '9', '--out', out);
    const lab = await loadLab('bound');
    expect(await readdir(out)).toEqual(['bound.json', ...Object.keys(lab.tables).map((name) => `bound-${name}.csv`)].toSorted());
    expect(await json(join(out, 'bound.json'))).toEqual(before);
    const { provenance, table } = readTable(await readFile(join(out, 'bound-trail.csv'), 'utf8'));
    expect(provenance).toEqual({ lab: 'bound', version: lab.version, seed: 9, step: 5, values: before.values, table: 'trail' });
    expect(table.freeEnergy?.at(-1)).toBe(before.scalars.freeEnergy);
  });

  it('lays what is typed over a session', async () => {
    const out = join(folder, 'again');
    await json('bound', ...set(gaussian), '--steps', '5', '--out', out);
    const { step, seed, values } = await json(join(out, 'bound.json'), '--set', 'temperature=2', '--steps', '3', '--seed', '4');
    expect({ step, seed, temperature: values.temperature, qMean: values.qMean }).toEqual({ step: 3, seed: 4, temperature: 2, qMean: 0.2 });
  });

  it('keeps the user’s data in the session', async () => {
    const data = await file('own.csv', 'x\n1\n2\n');
    const out = join(folder, 'data');
    const before = await json('bound', '--data', data, '--out', out);
    expect(await json(join(out, 'bound.json'))).toEqual(before);
  });

  it('writes the plots that apply as figures, that open the lab again', async () => {
    const out = join(folder, 'figures');
    await json('bound', ...set(gaussian), '--out', out, '--figures', 'svg,png');
    const files = await readdir(out);
    const svgs = files.filter((name) => name.endsWith('.svg'));
    expect(svgs.length).toBeGreaterThan(3);
    expect(files.filter((name) => name.endsWith('.png')).map((name) => name.replace('png', 'svg'))).toEqual(svgs);
    const svg = await readFile(join(out, svgs[0] as string), 'utf8');
    const session = await readSession(sessionTextOf(svg) ?? '', loadLab);
    expect(session.values).toMatchObject(gaussian);
    expect((await json(join(out, svgs[0] as string))).values).toMatchObject(gaussian);
    const png = await readFile(join(out, files.find((name) => name.endsWith('.png')) as string));
    expect([...png.subarray(0, 4)]).toEqual([0x89, 0x50, 0x4e, 0x47]);
  });

  it('writes the session of an interrupted run up to where it came', async () => {
    const out = join(folder, 'interrupted');
    const control = new AbortController();
    control.abort();
    const { runCli } = await import('../../cli/program.ts');
    const host = { out: async () => {}, err: () => {}, terminal: false, signal: control.signal, debug: false };
    expect(await runCli(['run', 'bound', '--steps', '50', '--out', out], host)).toBe(130);
    expect((await readSession(await readFile(join(out, 'bound.json'), 'utf8'), loadLab)).steps).toBe(0);
  });
});

describe('run without --json', () => {
  it('says what is to be seen, and prints every scalar with its unit', async () => {
    const { code, out } = await invoke(['run', 'bound', ...set(gaussian)]);
    expect(code).toBe(0);
    expect(out).toMatch(/^bound · seed 1 · step 0\n/);
    expect(out).toMatch(/ logEvidence +−1\.82801 +nat /);
    expect(out).toMatch(/ holds +log P\(X\)/);
  });
});

describe('a wrong argument', () => {
  const args: [string, string[], RegExp | string][] = [
    ['an unknown lab', ['run', 'bond'], `lab: expected one of ${labs.map(({ id }) => id).join(', ')}, got bond`],
    ['an unknown preset', ['run', 'bound', '--preset', 'x'], /^preset: expected one of .+, got x$/],
    ['an unknown parameter', ['run', 'bound', '--set', 'gravity=1'], /^gravity: expected a parameter \(.+\), got an unknown name$/],
    ['a value out of range', ['run', 'bound', '--set', 'noiseSd=-1'], /^noiseSd: expected \S+ to \S+, got -1$/],
    ['a choice that is none', ['run', 'bound', '--set', 'model=gauss'], /^model: expected one of .+, got gauss$/],
    ['--set without a value', ['run', 'bound', '--set', 'noiseSd'], 'set: expected name=value, got noiseSd'],
    ['half a step', ['run', 'bound', '--steps', '1.5'], 'steps: expected whole number 0 to 1000000000, got 1.5'],
    ['a negative seed', ['run', 'bound', '--seed', '-1'], 'seed: expected whole number 0 to 4294967295, got -1'],
    [
      'data that are not there',
      ['run', 'bound', '--data', 'nowhere.csv'],
      'data: expected a file or folder that can be read, got nowhere.csv (ENOENT)',
    ],
    [
      'a folder of no numbers',
      ['run', 'bound', '--data', fileURLToPath(new URL('.', import.meta.url))],
      'data: expected one file of numbers, got none',
    ],
    ['a session that is not there', ['run', 'nowhere.json'], 'session: expected a file that can be read, got nowhere.json (ENOENT)'],
    [
      'a drawing as a session',
      ['run', fileURLToPath(new URL('../../renderer/icon.svg', import.meta.url))],
      /^session: expected a figure that the lab wrote, got /,
    ],
    [
      'own data without a file',
      ['run', 'bound', '--set', 'dataset=own'],
      'dataset: expected a file of your numbers beside own (--data FILE), got none',
    ],
    ['figures without a folder', ['run', 'bound', '--figures', 'svg'], 'figures: expected a folder for them (--out DIR), got none'],
    [
      'figures of another kind',
      ['run', 'bound', '--figures', 'svg,gif', '--out', 'x'],
      'figures: expected some of svg, png, pdf, joined by commas, got gif',
    ],
    [
      'another theme',
      ['run', 'bound', '--figures', 'svg', '--out', 'x', '--theme', 'sepia'],
      'theme: expected one of light, dark, got sepia',
    ],
    [
      'a folder that cannot be',
      ['run', 'bound', '--out', '/dev/null/x'],
      'out: expected a folder that can be written, got /dev/null/x (ENOTDIR)',
    ],
    ['an unknown option', ['run', 'bound', '--sed', '1'], "error: unknown option '--sed'"],
    ['an unknown command', ['walk', 'bound'], "error: unknown command 'walk'"],
    ['no lab', ['run'], "error: missing required argument 'lab|file'"],
    ['one lab too many', ['describe', 'bound', 'em'], /^error: too many arguments/],
  ];
  it.each(args)('ends in one line and code 2: %s', async (_, given, message) => {
    const { code, out, err } = await invoke(given);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/^[^\n]+\n$/);
    expect(err.trimEnd()).toMatch(
      typeof message === 'string' ? new RegExp(`^${message.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`) : message,
    );
  });

  it('ends in one line and code 2: words, a large file and a damaged session', async () => {
    const words = await invoke(['run', 'bound', '--data', await file('words.csv', 'animal\ndog\n')]);
    expect(words).toEqual({ code: 2, out: '', err: 'words.csv: expected a column of numbers, got "dog" in row 2, column 1\n' });
    const large = await invoke(['run', 'bound', '--data', await file('large.csv', new Uint8Array(100 * 1024 * 1024))]);
    expect(large).toEqual({ code: 2, out: '', err: 'large.csv: expected at most 64 MB, got 100 MB\n' });
    const damaged = await invoke(['run', await file('damaged.json', '{"format":')]);
    expect(damaged).toEqual({ code: 2, out: '', err: 'session: expected JSON, got text that does not parse\n' });
    const preset = await invoke(['run', await file('any.json', '{}'), '--preset', 'x']);
    expect(preset.err).toMatch(/^preset: expected the name of a lab before it, got the session /);
  });

  it('is our fault where it is nobody else’s: code 1, one line and a hint', async () => {
    const { report } = await import('../../cli/failure.ts');
    const said: string[] = [];
    const host = {
      out: async () => {},
      err: (text: string) => void said.push(text),
      terminal: false,
      signal: new AbortController().signal,
    };
    expect(report(new TypeError('x is undefined\nat y'), { ...host, debug: false })).toBe(1);
    expect(said).toEqual(['free-energy-lab failed: x is undefined (DEBUG=1 shows where)\n']);
    report(new TypeError('x'), { ...host, debug: true });
    expect(said[1]).toMatch(/TypeError: x\n +at /);
  });
});

describe('list and describe', () => {
  it('list the labs, for people and programs', async () => {
    expect((await invoke(['list'])).out).toMatch(/^bound +The bound +/);
    expect(JSON.parse((await invoke(['list', '--json'])).out)[0]).toMatchObject({ id: 'bound', title: 'The bound' });
  });

  it('describe all that is declared', async () => {
    const lab = await loadLab('bound');
    const described = JSON.parse((await invoke(['describe', 'bound', '--json'])).out);
    for (const part of ['params', 'scalars', 'tables', 'grids', 'presets', 'certificates'] as const) {
      expect(Object.keys(described[part]), part).toEqual(Object.keys(lab[part] ?? {}));
    }
    expect(described.params.temperature).toMatchObject({
      kind: 'real',
      default: 1,
      effect: 'live',
      min: expect.any(Number),
      max: expect.any(Number),
    });
    expect(described.identities.map(({ name }: { name: string }) => name)).toEqual(lab.identities.map(({ name }) => name));
    expect(Object.keys(described.data.sets)).toEqual(Object.keys(lab.data?.sets ?? {}));
    const { out } = await invoke(['describe', 'bound']);
    for (const name of [...Object.keys(lab.params), ...Object.keys(lab.scalars), ...Object.keys(lab.presets)])
      expect(out).toContain(` ${name} `);
  });

  it('print help that names every command, on standard output', async () => {
    const { code, out, err } = await invoke(['--help']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    for (const command of ['list', 'describe', 'run', 'sweep']) expect(out).toMatch(new RegExp(`^  ${command}`, 'm'));
  });
});
