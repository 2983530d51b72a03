// `run`: one run to its last step; numbers on standard output, files where `--out` says.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { exactJson } from '../core/base/exact-json.ts';
import { InputError } from '../core/base/input-error.ts';
import { type Certificate, certificatesOf } from '../core/lab/certificate.ts';
import { csvOf } from '../core/lab/csv.ts';
import { checkIdentities, type IdentityCheck } from '../core/lab/identity.ts';
import { type ExportedFile, exportsAt, isHandedOut, type Lab } from '../core/lab/lab.ts';
import { localRun } from '../core/lab/local-run.ts';
import { mapTable } from '../core/lab/map.ts';
import type { Values } from '../core/lab/param.ts';
import { shareOf } from '../core/lab/progress.ts';
import { replay, type Stride } from '../core/lab/replay.ts';
import type { Checkpoint, Divergence, Frame } from '../core/lab/run.ts';
import { type Session, writeSession } from '../core/lab/session.ts';
import { createKeeper } from './checkpoint.ts';
import { type Asked, type Experiment, experimentOf } from './experiment.ts';
import { Diverged } from './failure.ts';
import type { FigureOptions } from './figures.ts';
import { refusal, writeFiles } from './files.ts';
import type { Host } from './host.ts';
import { locked } from './lock.ts';
import { mapOf } from './map.ts';
import { measured } from './measure.ts';
import { type Progress, progressOf } from './progress.ts';
import { createStopwatch, type Stopwatch } from './stopwatch.ts';
import { aligned, numberText } from './text-table.ts';

export interface RunOptions extends Asked {
  readonly json?: true;
  readonly out?: string;
  readonly figures?: string;
  readonly exports?: string;
  readonly theme: string;
  readonly measure?: true;
}

/** How long a stretch of steps may keep an interruption waiting, in ms. */
const STRETCH = 200;

/** How long a run goes on between checkpoints, in ms. */
const KEEP = 5000;

interface Watch {
  readonly host: Host;
  readonly lab: Lab;
  /** How many steps were asked for; a run may end before. */
  readonly asked: number;
  readonly update: Progress['update'];
  readonly stopwatch: Stopwatch;
  readonly checkpoint: () => Checkpoint | undefined;
  readonly keep: ((checkpoint: Checkpoint) => Promise<void>) | undefined;
}

/** Steps in stretches of about `STRETCH`, so that progress is shown and an interruption heard. */
function strideOf({ host, lab, asked, update, stopwatch, checkpoint, keep }: Watch): Stride {
  let last: { step: number; at: number } | undefined;
  let keptAt = Number.NEGATIVE_INFINITY;
  let steps = 1;
  return async (frame, values) => {
    const { step } = frame;
    stopwatch.stop();
    if (keep && performance.now() - keptAt > KEEP) {
      const reached = checkpoint();
      if (reached) await keep(reached);
      keptAt = performance.now();
    }
    const now = performance.now();
    if (last) steps = Math.ceil(Math.min(steps * 4, ((step - last.step) * STRETCH) / Math.max(now - last.at, 1)));
    const share = shareOf(lab, frame.result.scalars, values) ?? 0;
    update(step, share > 0 ? Math.min(asked, Math.round(step / share)) : asked);
    await setImmediate();
    stopwatch.start(frame);
    last = { step, at: performance.now() };
    return host.signal.aborted ? 0 : Math.max(1, steps);
  };
}

interface Outcome {
  readonly experiment: Experiment;
  readonly frame: Frame;
  readonly values: Values;
  readonly identities: readonly IdentityCheck[];
  readonly certificates: readonly Certificate[];
  readonly exported: readonly ExportedFile[];
  /** What the lab counts, a second of stepping; none of a run that took no time. */
  readonly rates: Readonly<Record<string, number>>;
}

async function outcomeOf(experiment: Experiment, exports: readonly string[], folder: string | undefined, host: Host): Promise<Outcome> {
  const { lab, session, data, from } = experiment;
  const keep = folder === undefined ? undefined : createKeeper(folder, session);
  const progress = await progressOf(host, session.steps, 'steps');
  try {
    const stopwatch = createStopwatch();
    const run = localRun(lab, session.seed, data);
    const stride = strideOf({ host, lab, asked: session.steps, update: progress.update, stopwatch, checkpoint: run.checkpoint, keep });
    const { frame, values } = await replay(run, session, { stride, from });
    stopwatch.stop();
    const rates = stopwatch.rates(lab, frame);
    const checkpoint = run.checkpoint();
    if (keep && checkpoint) await keep(checkpoint);
    const exported: ExportedFile[] = [];
    for (const id of exports) exported.push(...(await run.export(id, values)));
    run.close();
    const identities = checkIdentities(lab.identities, frame.result, values);
    const certificates = certificatesOf(lab.certificates, frame.result);
    return { experiment, frame, values, identities, certificates, exported, rates };
  } finally {
    progress.stop();
  }
}

function jsonOf({ experiment: { session }, frame, values, identities, certificates, rates }: Outcome): string {
  const { step, diverged, result } = frame;
  const { lab, seed } = session;
  const measured = Object.keys(rates).length > 0 && { rates };
  return `${exactJson({ lab, values, seed, step, scalars: result.scalars, ...measured, identities, certificates, diverged }, 2)}\n`;
}

const divergenceOf = ({ scalars }: Lab, { step, scalar }: Divergence): string =>
  `diverged at step ${step}: ${scalars[scalar]?.label ?? scalar} is no finite number`;

function pageOf(lab: Lab, { experiment: { session }, frame, values, identities, certificates, rates }: Outcome): string {
  const { scalars } = frame.result;
  const numbers = Object.entries(lab.scalars).flatMap(([name, { label, unit, known }]) => {
    const value = scalars[name];
    return value === undefined ? [] : [[name, numberText(value), unit ?? '', known ? `${label}, ${known}` : label]];
  });
  const statements = identities.map(({ name, residual, holds }) => [holds ? 'holds' : 'FAILS', name, `residual ${numberText(residual)}`]);
  const estimates = certificates.map(({ name, estimate, standardError, exact, z, holds }) => [
    holds ? 'holds' : 'FAILS',
    name,
    `${numberText(estimate)} ± ${numberText(standardError)}, exact ${numberText(exact)}, z = ${numberText(z)}`,
  ]);
  const measured = Object.entries(rates).map(([name, value]) => [
    name,
    numberText(Number(value.toPrecision(3))),
    '',
    `${lab.training?.rates?.[name]?.label}, as measured`,
  ]);
  return [
    `${session.lab} · seed ${session.seed} · step ${frame.step}\n`,
    frame.diverged ? `${divergenceOf(lab, frame.diverged)}\n` : `${lab.sentence(frame.result, values)}\n`,
    `\n${aligned([...numbers, ...measured], '  ')}`,
    statements.length + estimates.length > 0 ? `\n${aligned([...statements, ...estimates], '  ')}` : '',
  ].join('');
}

/** An interrupted run is the session up to where it came. */
const sessionOf = (session: Session, frame: Frame, interrupted: boolean): Session =>
  interrupted ? { ...session, steps: frame.step, changes: session.changes.filter(({ step }) => step <= frame.step) } : session;

async function* filesOf(
  { experiment, frame, values, exported }: Outcome,
  session: Session,
  figures: FigureOptions | undefined,
  host: Host,
): AsyncIterable<readonly [name: string, content: string | Uint8Array]> {
  const { lab } = experiment;
  const origin = { lab: session.lab, version: lab.version, seed: session.seed, step: frame.step, values };
  yield [`${session.lab}.json`, writeSession(session)];
  for (const [name, table] of Object.entries(frame.result.tables)) {
    if (!isHandedOut(lab.tables[name])) continue;
    yield [`${session.lab}-${name}.csv`, csvOf({ ...origin, table: name }, table, lab.tables[name])];
  }
  for (const { name, bytes } of exported) yield [name, bytes];
  const map = await mapOf(experiment, values, host);
  const cells = map && mapTable(lab, values, map);
  if (cells) {
    const rows = lab.map?.rows(values).map(({ label }) => label) ?? [];
    yield [`${session.lab}-map.csv`, csvOf({ ...origin, table: 'map', rows }, cells, { ...lab.params, ...lab.scalars })];
  }
  // Drawing is loaded where something is drawn.
  if (figures) yield* (await import('./figures.ts')).figuresOf(experiment, { frame, values, session, map }, figures);
}

async function figuresAsked({ figures, theme, out }: RunOptions): Promise<FigureOptions | undefined> {
  if (figures === undefined) return undefined;
  if (out === undefined) throw new InputError('figures', 'a folder for them (--out DIR)', 'none');
  return (await import('./figures.ts')).figureOptions(figures, theme);
}

/** `all`, or the names of some of what the lab hands out at these values, as they were typed. Throws InputError. */
function exportsAsked(lab: Lab, values: Values, { exports, out }: RunOptions): readonly string[] {
  const offered = exportsAt(lab, values);
  const own = Object.entries(offered).flatMap(([id, { byDefault }]) => (byDefault ? [id] : []));
  if (exports === undefined) return out === undefined ? [] : own;
  if (out === undefined) throw new InputError('exports', 'a folder for them (--out DIR)', 'none');
  const there = Object.keys(offered);
  const asked = exports === 'all' ? there : exports.split(',').map((id) => id.trim());
  const stray = asked.find((id) => !there.includes(id));
  if (stray !== undefined) throw new InputError('exports', `all, or some of ${there.join(', ') || 'none'}`, stray || 'nothing');
  return [...new Set(asked)];
}

/** The folder, made where it is missing and locked, before anything is worked out for it; gives what unlocks it. */
async function taken(folder: string, host: Host): Promise<() => Promise<void>> {
  await mkdir(folder, { recursive: true }).catch((error: unknown) => {
    throw refusal(error, 'out', 'a folder that can be written', folder);
  });
  return locked('folder', folder, join(folder, '.lock'), host.err);
}

export async function run(what: string, asked: RunOptions, host: Host): Promise<void> {
  // A run that goes on, goes on in its folder.
  const options = asked.out === undefined && asked.resume !== undefined ? { ...asked, out: asked.resume } : asked;
  const figures = await figuresAsked(options);
  const begun = await experimentOf(what, options, host.means);
  if (begun.told) host.err(begun.told);
  const release = options.out === undefined ? undefined : await taken(options.out, host);
  try {
    await runAndTell(begun, options, figures, host);
  } finally {
    await release?.();
  }
}

async function runAndTell(begun: Experiment, options: RunOptions, figures: FigureOptions | undefined, host: Host): Promise<void> {
  const experiment = options.measure ? await measured(begun, host) : begun;
  const outcome = await outcomeOf(experiment, exportsAsked(experiment.lab, experiment.session.values, options), options.out, host);
  try {
    const session = sessionOf(experiment.session, outcome.frame, host.signal.aborted);
    if (options.out !== undefined) await writeFiles(options.out, filesOf(outcome, session, figures, host));
  } finally {
    // The answer is told whatever became of the files.
    await host.out(options.json ? jsonOf(outcome) : pageOf(experiment.lab, outcome));
  }
  const { diverged } = outcome.frame;
  if (diverged) throw new Diverged(divergenceOf(experiment.lab, diverged));
}
