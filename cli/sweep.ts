// `sweep`: one JSON line a point, in an order and with seeds that depend on nothing but the arguments.
import { appendFile, readFile, truncate } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import { exactJson } from '../core/base/exact-json.ts';
import { InputError } from '../core/base/input-error.ts';
import { runPoint } from '../core/lab/run-sweep.ts';
import { parseAxis, type SweepAxis, shardRange, sweepPoint, sweepSize } from '../core/lab/sweep.ts';
import { type Asked, type Experiment, experimentOf, wholeNumber } from './experiment.ts';
import { refusal } from './files.ts';
import type { Host } from './host.ts';
import { progressOf } from './progress.ts';

export interface SweepOptions extends Asked {
  readonly over: readonly string[];
  readonly shard?: string;
  readonly out?: string;
}

function axesOf({ lab }: Experiment, over: readonly string[]): SweepAxis[] {
  if (over.length === 0) throw new InputError('over', 'name=from:to:count[:log], at least one', 'none');
  const axes = over.map((text) => parseAxis(lab, text));
  const twice = axes.find(({ name }, at) => axes.findIndex((axis) => axis.name === name) !== at);
  if (twice) throw new InputError('over', 'each parameter once', `${twice.name} twice`);
  return axes;
}

function rangeOf(size: number, shard: string): readonly [number, number] {
  const [, i = '', n = ''] = /^(\d+)\/(\d+)$/.exec(shard) ?? [];
  if (i === '') throw new InputError('shard', 'i/n, such as 2/8', shard);
  const shards = wholeNumber('shard', n, 1, Number.MAX_SAFE_INTEGER);
  return shardRange(size, wholeNumber('shard', i, 1, shards), shards);
}

/** The whole lines of `file`, and what an interruption left of one more. */
async function linesOf(file: string): Promise<{ whole: readonly string[]; torn: string; end: number }> {
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return Buffer.alloc(0);
    throw error;
  });
  const end = bytes.lastIndexOf(10) + 1;
  return { whole: bytes.toString('utf8', 0, end).split('\n').slice(0, -1), torn: bytes.toString('utf8', end), end };
}

/** How many points `file` holds already. It must be one that this very sweep began: no other is touched. */
async function resumed(file: string, from: number, to: number, line: (index: number) => Promise<string>): Promise<number> {
  const { whole, torn, end } = await linesOf(file);
  const next = from + whole.length;
  const ours =
    next <= to &&
    (whole.length === 0 || `${whole.at(-1)}\n` === (await line(next - 1))) &&
    (torn === '' || (next < to && (await line(next)).startsWith(torn)));
  if (!ours) throw new InputError('out', 'a new file, or one that this very sweep began', file);
  if (torn !== '') await truncate(file, end);
  return whole.length;
}

export async function sweep(what: string, options: SweepOptions, host: Host): Promise<void> {
  const experiment = await experimentOf(what, options, host.means);
  if (experiment.told) host.err(experiment.told);
  const { lab, session, data } = experiment;
  const axes = axesOf(experiment, options.over);
  const [from, to] = rangeOf(sweepSize(axes), options.shard ?? '1/1');
  const { out } = options;
  const line = async (index: number) =>
    `${exactJson(await runPoint(lab, session.values, sweepPoint(axes, session.seed, index), session.steps, data))}\n`;

  try {
    const pointsDone = out === undefined ? 0 : await resumed(out, from, to, line);
    const progress = await progressOf(host, to - from, 'points');
    try {
      for (let index = from + pointsDone; index < to && !host.signal.aborted; index += 1) {
        const text = await line(index);
        await (out === undefined ? host.out(text) : appendFile(out, text));
        progress.update(index + 1 - from);
        await setImmediate();
      }
    } finally {
      progress.stop();
    }
  } catch (error) {
    throw out === undefined ? error : refusal(error, 'out', 'a file that can be written', out);
  }
}
