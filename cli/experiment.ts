// From arguments to a session: lab or session file, preset, data and values laid over one another in that order.

import { basename } from 'node:path';
import { exactJson } from '../core/base/exact-json.ts';
import { isSessionName } from '../core/base/files.ts';
import { InputError } from '../core/base/input-error.ts';
import { plainText } from '../core/base/plain-text.ts';
import { type Dataset, OWN } from '../core/data/dataset.ts';
import { adopted } from '../core/lab/adopted.ts';
import { otherReadingsText, ownDataText } from '../core/lab/data-text.ts';
import { type Lab, pickersOf } from '../core/lab/lab.ts';
import { lent, type Means } from '../core/lab/means.ts';
import { initialValues, integer, parseValue, parseValues, type Values } from '../core/lab/param.ts';
import type { Checkpoint } from '../core/lab/run.ts';
import { MOST_SEED, MOST_STEPS, readSession, type Session } from '../core/lab/session.ts';
import { textOfFile } from '../core/lab/text.ts';
import { labs, loadLab } from '../core/labs/index.ts';
import { readKept } from './checkpoint.ts';
import { dataFor, readData, readModel } from './data.ts';
import { readInput } from './files.ts';

export interface Asked {
  readonly preset?: string;
  /** `name=value` each. */
  readonly set: readonly string[];
  readonly seed?: string;
  readonly steps?: string;
  readonly data?: string;
  /** The files of a trained model to begin with. */
  readonly model?: readonly string[];
  /** The folder of a run that was ended. */
  readonly resume?: string;
}

export interface Experiment {
  readonly lab: Lab;
  readonly session: Session;
  readonly data: Dataset | undefined;
  /** What was read of a file of the user's: for standard error. */
  readonly told?: string;
  /** Where it goes on. */
  readonly from?: Checkpoint;
}

const DEFAULT_SEED = 1;

/** `--seed`, `--steps` and the like, parsed as a parameter of that name would be. */
export function wholeNumber(name: string, text: string, min: number, max: number): number {
  const param = integer({ label: name, group: '', effect: 'restart', scale: 'linear', min, max, initial: min });
  return parseValue(param, name, text) as number;
}

/** As it is called, or as a command line writes it: `oldFaithful`, `old-faithful`. */
function presetOf(lab: Lab, asked: string | undefined) {
  if (asked === undefined) return undefined;
  const name = asked.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase());
  const preset = Object.entries(lab.presets).find(([own]) => own === asked || own === name)?.[1];
  if (!preset) throw new InputError('preset', `one of ${Object.keys(lab.presets).join(', ')}`, asked);
  return preset;
}

/** A text that is typed as `@FILE` is the text of that file. */
const written = async (lab: Lab, name: string, typed: string): Promise<string> =>
  lab.params[name]?.kind === 'text' && typed.startsWith('@')
    ? textOfFile(basename(typed.slice(1)), await readInput(name, typed.slice(1)))
    : typed;

const assignments = (set: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    set.map((text) => {
      const at = text.indexOf('=');
      if (at < 1) throw new InputError('set', 'name=value', text === '' ? 'nothing' : text);
      return [text.slice(0, at), text.slice(at + 1)];
    }),
  );

/** A session file's text, or the session that a figure of ours carries. */
async function sessionText(path: string): Promise<string> {
  const text = plainText('session', await readInput('session', path), 'a session, or a figure that the lab wrote');
  if (!/\.svg$/i.test(path)) return text;
  const carried = (await import('../renderer/export/session-in-svg.ts')).sessionTextOf(text);
  if (carried === undefined) throw new InputError('session', 'a figure that the lab wrote', path);
  return carried;
}

async function startOf(what: string, preset: string | undefined): Promise<{ lab: Lab; session: Session }> {
  if (labs.some(({ id }) => id === what) || !(isSessionName(what) || /\.svg$/i.test(what))) {
    const lab = await loadLab(what);
    const chosen = presetOf(lab, preset);
    const values = parseValues(lab.params, initialValues(lab.params), chosen?.values ?? {});
    const session = { lab: what, labVersion: lab.version, values, seed: DEFAULT_SEED, steps: chosen?.steps ?? 0, changes: [] };
    return { lab, session };
  }
  if (preset !== undefined) throw new InputError('preset', 'the name of a lab before it', `the session ${what}`);
  const session = await readSession(await sessionText(what), loadLab);
  return { lab: await loadLab(session.lab), session };
}

/** The experiment that was asked for, its runs lent what the host has: `what` is a lab's name or a session file. Throws InputError. */
export async function experimentOf(what: string, { resume, ...asked }: Asked, means: Means = {}): Promise<Experiment> {
  const experiment = await (resume === undefined ? begun(what, asked) : resumed(what, asked, resume));
  return { ...experiment, lab: lent(experiment.lab, means) };
}

/** An experiment that goes on; what else was typed must be what it began with, but for its steps. */
async function resumed(what: string, asked: Asked, folder: string): Promise<Experiment> {
  const { session: keptSession, checkpoint: from } = await readKept(folder);
  const { preset, set, seed, data: file, model = [], steps } = asked;
  const plain = [preset, seed, file].every((one) => one === undefined) && set.length + model.length === 0 && what === keptSession.lab;
  const other = plain ? undefined : (await begun(what, asked)).session;
  const setupText = ({ lab, values, seed, changes }: Session) => exactJson([lab, values, seed, changes]);
  if (other && setupText(other) !== setupText(keptSession))
    throw new InputError('resume', `the run of ${folder}`, 'another lab, other values or another seed');
  const lab = await loadLab(keptSession.lab);
  const session = { ...keptSession, steps: steps === undefined ? keptSession.steps : wholeNumber('steps', steps, from.step, MOST_STEPS) };
  return { lab, session, data: await dataFor(lab, session.values, session.data), from };
}

/** A session in which those of the values that were set by hand hold for the whole run. */
export const throughout = (session: Session, values: Values, set: readonly string[]): Session => ({
  ...session,
  values,
  changes: session.changes.map((change) => ({
    ...change,
    values: Object.fromEntries(Object.entries(change.values).filter(([name]) => !set.includes(name))),
  })),
});

/** Whether these values take something of the user’s. */
const usesOwn = (lab: Lab, values: Values) => pickersOf(lab).some((name) => values[name] === OWN);

async function begun(what: string, asked: Asked): Promise<Experiment> {
  const { lab, session } = await startOf(what, asked.preset);
  const set = Object.fromEntries(
    await Promise.all(
      Object.entries(assignments(asked.set)).map(async ([name, typed]) => [name, await written(lab, name, typed)] as const),
    ),
  );
  if (asked.data !== undefined && !lab.data) throw new InputError('data', 'a lab that takes data', session.lab);
  const { model: files = [] } = asked;
  const begins = files.length > 0;
  if (begins && !lab.training?.models) throw new InputError('model', 'a lab that takes trained models', session.lab);
  const numbers = asked.data === undefined ? session.data : await readData(asked.data, lab);
  const model = begins ? await readModel(files, lab) : session.data?.model;
  const own = model ? { name: files[0] ?? 'model', columns: {}, ...numbers, model } : numbers;
  const given = {
    ...set,
    ...(asked.data !== undefined && lab.data && { [lab.data.param]: OWN }),
    ...(begins && lab.training?.models && { [lab.training.models.param]: OWN }),
  };

  let values = parseValues(lab.params, session.values, given);
  const data = await dataFor(lab, values, own);
  // Data that were just chosen bring values of their own, under those that were typed.
  const chosen = pickersOf(lab).some((name) => Object.hasOwn(given, name));
  const before = values;
  if (data && chosen) values = parseValues(lab.params, { ...values, ...adopted(lab, values, data) }, given);
  const moved = Object.keys(values).filter((name) => !Object.is(values[name], before[name]));
  const told = asked.data !== undefined && numbers && [ownDataText(lab, numbers, values, moved), ...otherReadingsText(numbers)];

  const steps = asked.steps === undefined ? session.steps : wholeNumber('steps', asked.steps, 0, MOST_STEPS);
  const seed = asked.seed === undefined ? session.seed : wholeNumber('seed', asked.seed, 0, MOST_SEED);
  const { data: _, ...rest } = session;
  const changes = session.changes.filter((change) => change.step <= steps);
  const course = { ...rest, seed, steps, changes, ...(own && usesOwn(lab, values) && { data: own }) };
  return {
    lab,
    session: throughout(course, values, Object.keys(given)),
    data,
    ...(told && { told: told.map((line) => `${line}\n`).join('') }),
  };
}
