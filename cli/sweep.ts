// `sweep`: one JSON line a point, in an order and with seeds that depend on nothing but the arguments.
import { createReadStream } from 'node:fs';
import { appendFile, truncate } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import { exactJson } from '../core/base/exact-json.ts';
import { InputError } from '../core/base/input-error.ts';
import { runPoint } from '../core/lab/run-sweep.ts';
import { parseAxis, type SweepAxis, shardRange, sweepPoint, sweepSize } from '../core/lab/sweep.ts';
import { type Asked, type Experiment, experimentOf, wholeNumber } from './experiment.ts';
import { refusal } from './files.ts';
import type { Host } from './host.ts';
import { locked } from './lock.ts';
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

/** Of a file of lines: how many are whole, the last of them, what an interruption left of one more, and where that begins; none of it is held but these. */
interface Tail {
  readonly whole: number;
  readonly last: string;
  readonly torn: string;
  readonly end: number;
}

/** The tail of a file; undefined where some whole line is not what `fits`. Of a file that is not there, nothing. */
async function tailOf(file: string, fits: (line: string, at: number) => boolean): Promise<Tail | undefined> {
  let [whole, last, torn, end] = [0, '', '', 0];
  try {
    for await (const chunk of createReadStream(file, 'utf8') as AsyncIterable<string>) {
      const lines = (torn + chunk).split('\n');
      torn = lines.pop() ?? '';
      for (const line of lines) {
        if (!fits(line, whole)) return undefined;
        [whole, last, end] = [whole + 1, line, end + Buffer.byteLength(line) + 1];
      }
      if (torn.length > MOST_LETTERS) return undefined;
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  return { whole, last, torn, end };
}

/** No line of a sweep is longer. */
const MOST_LETTERS = 2 ** 20;

/** How many points `file` holds already. It must be one that this very sweep began, each of its lines in its place: no other is touched. */
async function resumed(file: string, from: number, to: number, line: (index: number) => Promise<string>): Promise<number> {
  const tail = await tailOf(file, (text, at) => text.startsWith(`{"index":${from + at},`) && text.endsWith('}'));
  const next = from + (tail?.whole ?? 0);
  const ours =
    tail !== undefined &&
    next <= to &&
    (tail.whole === 0 || `${tail.last}\n` === (await line(next - 1))) &&
    (tail.torn === '' || (next < to && (await line(next)).startsWith(tail.torn)));
  if (!ours) throw new InputError('out', 'a new file, or one that this very sweep began', file);
  if (tail.torn !== '') await truncate(file, tail.end);
  return tail.whole;
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

  const release = out === undefined ? undefined : await locked('file', out, `${out}.lock`, host.err);
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
  } finally {
    await release?.();
  }
}
