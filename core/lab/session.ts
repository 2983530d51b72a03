// A session is a whole experiment as JSON: lab, values, seed, steps, the changes made on the way, and the user's own data.
import * as z from 'zod/mini';
import { base64Of, bytesOfBase64 } from '../base/base64.ts';
import { exactJson } from '../base/exact-json.ts';
import { InputError } from '../base/input-error.ts';
import type { Dataset } from '../data/dataset.ts';
import type { ImageSet } from '../data/images.ts';
import type { Lab } from './lab.ts';
import { initialValues, parseValues, type Value, type Values } from './param.ts';
import { NAME_LENGTH } from './snapshot-name.ts';

export const SESSION_FORMAT = 'free-energy-lab/session';
export const SESSION_VERSION = 1;

/** Values changed at a step of the run, in the order in which they took effect. */
export interface Change {
  readonly step: number;
  readonly values: Readonly<Record<string, Value>>;
}

/** A run from its start to one of its steps. */
interface Course {
  /** Those in force at step 0. */
  readonly values: Values;
  readonly seed: number;
  readonly steps: number;
  readonly changes: readonly Change[];
  /** The preset it began with, its values changed since or not. */
  readonly preset?: string;
}

/** A moment of the same lab that was put under a number from 1 to 9. */
export interface Snapshot extends Course {
  readonly key: number;
  readonly name: string;
}

export interface Session extends Course {
  readonly lab: string;
  /** The lab's version at the time. */
  readonly labVersion: number;
  /** The user's own numbers; a set that ships is named by its parameter. */
  readonly data?: Dataset;
  /** In the order of their numbers. */
  readonly snapshots?: readonly Snapshot[];
}

/** Seeds are words of 32 bits: a larger one would be another’s. */
export const MOST_SEED = 2 ** 32 - 1;

/** Steps that a run may be asked for. */
export const MOST_STEPS = 1e9;

const wholeNumber = z.int().check(z.minimum(0));
const stepNumber = z.int().check(z.minimum(0), z.maximum(MOST_STEPS));
const images = z.object({
  name: z.string(),
  rows: wholeNumber.check(z.minimum(1)),
  columns: wholeNumber.check(z.minimum(1)),
  pixels: z.string(),
  labels: z.optional(z.string()),
  classes: z.optional(z.array(z.string())),
});

const value = z.union([z.number(), z.string(), z.boolean()]);
const course = {
  values: z.record(z.string(), value),
  seed: z.int().check(z.minimum(0), z.maximum(MOST_SEED)),
  steps: stepNumber,
  changes: z.array(z.object({ step: stepNumber, values: z.record(z.string(), value) })),
  preset: z.optional(z.string()),
};
const imageParts = z.object({ training: z.optional(images), heldOut: images });
const key = z.int().check(z.minimum(1), z.maximum(9));
const Stored = z.object({
  format: z.literal(SESSION_FORMAT),
  version: z.literal(SESSION_VERSION),
  lab: z.string(),
  labVersion: wholeNumber,
  ...course,
  snapshots: z.optional(z.array(z.object({ key, name: z.string().check(z.maxLength(NAME_LENGTH)), ...course }))),
  data: z.optional(
    z.object({
      name: z.string(),
      columns: z.record(z.string(), z.array(z.number())),
      images: z.optional(imageParts),
      model: z.optional(z.string()),
    }),
  ),
});

const expected = (issue: z.core.$ZodIssue): string => {
  if (issue.code === 'invalid_type') return issue.expected === 'int' ? 'a whole number' : `${issue.expected}`;
  if (issue.code === 'too_big') return `at most ${issue.maximum}`;
  return issue.code === 'too_small' ? `at least ${issue.minimum}` : 'something else';
};

const excerpt = (found: unknown) => (found === undefined ? 'nothing' : JSON.stringify(found).slice(0, 40));

const storedImages = ({ name, rows, columns, pixels, labels, classes }: ImageSet): z.infer<typeof images> => ({
  name,
  rows,
  columns,
  pixels: base64Of(pixels),
  ...(labels && { labels: base64Of(labels) }),
  ...(classes && { classes: [...classes] }),
});

/** Throws InputError. */
function imagesOf({ name, rows, columns, pixels: text, labels: marks, classes }: z.infer<typeof images>): ImageSet {
  const refuse = () => new InputError('session data', `images of ${rows} × ${columns} pixels with a label each or none`, 'other bytes');
  let pixels: Uint8Array;
  let labels: Uint8Array | undefined;
  try {
    pixels = bytesOfBase64(text);
    labels = marks === undefined ? undefined : bytesOfBase64(marks);
  } catch {
    throw refuse();
  }
  const count = pixels.length / (rows * columns);
  if (!Number.isInteger(count) || count < 1 || (labels && labels.length !== count)) throw refuse();
  return { name, rows, columns, count, pixels, ...(labels && { labels }), ...(classes && { classes }) };
}

/** What is the same set twice is written once. */
const storedParts = ({ training, heldOut }: NonNullable<Dataset['images']>) => ({
  ...(training !== heldOut && { training: storedImages(training) }),
  heldOut: storedImages(heldOut),
});

/** Throws InputError. */
function partsOf({ training, heldOut }: z.infer<typeof imageParts>): NonNullable<Dataset['images']> {
  const judged = imagesOf(heldOut);
  const learnt = training ? imagesOf(training) : judged;
  const [one, other] = [learnt, judged].map(({ rows, columns }) => `${rows} × ${columns}`);
  if (one !== other) throw new InputError('session data', `held-out images of ${one} pixels`, `${other}`);
  return { training: learnt, heldOut: judged };
}

/** Throws InputError. */
function modelOf(text: string): Uint8Array<ArrayBuffer> {
  try {
    return bytesOfBase64(text);
  } catch {
    throw new InputError('session data', 'a model as base64', 'other text');
  }
}

type StoredCourse = Pick<z.infer<typeof Stored>, 'values' | 'seed' | 'steps' | 'changes' | 'preset'>;

/** Throws InputError. */
function courseOf(lab: Lab, { values, seed, steps, changes, preset }: StoredCourse, where: string): Course {
  return {
    values: parseValues(lab.params, initialValues(lab.params), values),
    seed,
    steps,
    changes: changes.map((change, at) => {
      const [from, to] = [changes[at - 1]?.step ?? 0, steps];
      if (change.step < from || change.step > to)
        throw new InputError(`${where} changes.${at}.step`, `${from} to ${to}`, String(change.step));
      return { step: change.step, values: parseValues(lab.params, {}, change.values) };
    }),
    // Another release may have other presets: a name that is none is no fault.
    ...(preset !== undefined && Object.hasOwn(lab.presets, preset) && { preset }),
  };
}

/** Throws InputError. */
function snapshotsOf(lab: Lab, stored: NonNullable<z.infer<typeof Stored>['snapshots']>): readonly Snapshot[] {
  const keys = stored.map((snapshot) => snapshot.key);
  const twice = keys.find((one, at) => keys.indexOf(one) !== at);
  if (twice !== undefined) throw new InputError('session snapshots', 'one for each number', `two for ${twice}`);
  return stored
    .map((snapshot) => ({ key: snapshot.key, name: snapshot.name, ...courseOf(lab, snapshot, `session snapshots.${snapshot.key}`) }))
    .sort((a, b) => a.key - b.key);
}

/** The session as the text of a file, numbers to the last bit. */
export function writeSession(session: Session): string {
  const { data, ...rest } = session;
  const columns = data && Object.fromEntries(Object.entries(data.columns).map(([name, column]) => [name, Array.from(column)]));
  const own = data && {
    name: data.name,
    columns,
    ...(data.images && { images: storedParts(data.images) }),
    ...(data.model && { model: base64Of(data.model) }),
  };
  const stored = { format: SESSION_FORMAT, version: SESSION_VERSION, ...rest, ...(own && { data: own }) };
  return `${exactJson(stored, 2)}\n`;
}

/** Reads a session's text; `labs` finds a lab by its name. Throws InputError that says what is wrong, and changes nothing. */
export async function readSession(text: string, labs: (id: string) => Promise<Lab>): Promise<Session> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new InputError('session', 'JSON', 'text that does not parse');
  }
  const { format, version } = (json ?? {}) as { format?: unknown; version?: unknown };
  if (format !== SESSION_FORMAT) throw new InputError('session', `a file of format ${SESSION_FORMAT}`, excerpt(format));
  if (version !== SESSION_VERSION) {
    const newer = typeof version === 'number' && version > SESSION_VERSION;
    throw new InputError('session version', String(SESSION_VERSION), `${excerpt(version)}${newer ? ' (written by a newer release)' : ''}`);
  }
  const parsed = Stored.safeParse(json);
  if (!parsed.success) {
    const issue = parsed.error.issues[0] as z.core.$ZodIssue;
    const found = issue.path.reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown> | undefined)?.[key], json);
    throw new InputError(`session ${issue.path.map(String).join('.')}`, expected(issue), excerpt(found));
  }
  const { lab: id, labVersion, data, snapshots } = parsed.data;
  const lab = await labs(id);
  if (labVersion > lab.version)
    throw new InputError(`${id} version`, `at most ${lab.version}`, `${labVersion} (written by a newer release)`);
  const columns = data && Object.entries(data.columns).map(([name, column]) => [name, Float64Array.from(column)] as const);
  const lengths = new Set(columns?.map(([, column]) => column.length));
  if (lengths.size > 1) throw new InputError('data', 'columns of equal length', [...lengths].join(' and '));
  return {
    lab: id,
    labVersion,
    ...courseOf(lab, parsed.data, 'session'),
    ...(snapshots && { snapshots: snapshotsOf(lab, snapshots) }),
    ...(data &&
      columns && {
        data: {
          name: data.name,
          columns: Object.fromEntries(columns),
          ...(data.images && { images: partsOf(data.images) }),
          ...(data.model !== undefined && { model: modelOf(data.model) }),
        },
      }),
  };
}
