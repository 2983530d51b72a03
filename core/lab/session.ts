// A session is a whole experiment as JSON: lab, values, seed, steps, the changes made on the way, and the user's own data.
import * as z from 'zod/mini';
import type { Dataset } from './dataset.ts';
import { InputError } from './input-error.ts';
import type { Lab } from './lab.ts';
import { initialValues, parseValues, type Value, type Values } from './param.ts';
import { type Frame, openRun, type Run } from './run.ts';

export const SESSION_FORMAT = 'free-energy-lab/session';
export const SESSION_VERSION = 1;

/** Values changed at a step of the run, in the order in which they took effect. */
export interface Change {
  readonly step: number;
  readonly values: Readonly<Record<string, Value>>;
}

export interface Session {
  readonly lab: string;
  /** The lab's version at the time. */
  readonly labVersion: number;
  /** Those in force at step 0. */
  readonly values: Values;
  readonly seed: number;
  readonly steps: number;
  readonly changes: readonly Change[];
  /** The user's own numbers; a set that ships is named by its parameter. */
  readonly data?: Dataset;
}

const value = z.union([z.number(), z.string(), z.boolean()]);
const wholeNumber = z.int().check(z.minimum(0));
const Stored = z.object({
  format: z.literal(SESSION_FORMAT),
  version: z.literal(SESSION_VERSION),
  lab: z.string(),
  labVersion: wholeNumber,
  values: z.record(z.string(), value),
  seed: wholeNumber,
  steps: wholeNumber,
  changes: z.array(z.object({ step: wholeNumber, values: z.record(z.string(), value) })),
  data: z.optional(z.object({ name: z.string(), columns: z.record(z.string(), z.array(z.number())) })),
});

/** The session as the text of a file, numbers to the last bit. */
export function writeSession(session: Session): string {
  const { data, ...rest } = session;
  const columns = data && Object.fromEntries(Object.entries(data.columns).map(([name, column]) => [name, Array.from(column)]));
  const stored = { format: SESSION_FORMAT, version: SESSION_VERSION, ...rest, ...(data && { data: { name: data.name, columns } }) };
  return `${JSON.stringify(stored, null, 2)}\n`;
}

/** Reads a session's text; `labs` finds a lab by its name. Throws InputError that says what is wrong, and changes nothing. */
export async function readSession(text: string, labs: (id: string) => Promise<Lab>): Promise<Session> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new InputError('session', 'JSON', 'text that does not parse');
  }
  const version = (json as { version?: unknown } | null)?.version;
  if (typeof version === 'number' && version > SESSION_VERSION) {
    throw new InputError('session version', `at most ${SESSION_VERSION}`, `${version} (written by a newer release)`);
  }
  const parsed = Stored.safeParse(json);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const at = issue?.path.map(String).join('.') || 'session';
    throw new InputError(at, 'what a session holds there', issue?.message ?? 'something else');
  }
  const { lab: id, labVersion, values, seed, steps, changes, data } = parsed.data;
  const lab = await labs(id);
  if (labVersion > lab.version)
    throw new InputError(`${id} version`, `at most ${lab.version}`, `${labVersion} (written by a newer release)`);
  const columns = data && Object.entries(data.columns).map(([name, column]) => [name, Float64Array.from(column)] as const);
  const lengths = new Set(columns?.map(([, column]) => column.length));
  if (lengths.size > 1) throw new InputError('data', 'columns of equal length', [...lengths].join(' and '));
  return {
    lab: id,
    labVersion,
    values: parseValues(lab.params, initialValues(lab.params), values),
    seed,
    steps,
    changes: changes.map((change) => {
      parseValues(lab.params, {}, change.values);
      return change;
    }),
    ...(data && columns && { data: { name: data.name, columns: Object.fromEntries(columns) } }),
  };
}

/** Runs a session from its start to its last step: the same frame, bit for bit, as when it was saved. */
export async function replay(lab: Lab, session: Session, data: Dataset | undefined): Promise<{ run: Run; frame: Frame; values: Values }> {
  const run = await openRun(lab, session.values, session.seed, data);
  let values = session.values;
  let frame = await run.next(0, values);
  for (const change of session.changes) {
    if (change.step > frame.step) frame = await run.next(change.step - frame.step, values);
    values = { ...values, ...change.values };
  }
  frame = await run.next(Math.max(0, session.steps - frame.step), values);
  return { run, frame, values };
}
