// The envelope as a file that another host opens: a zip of what both sides know (agreed.json) and of the bits that are sent (message.bin).
import { unzipSync, zipSync } from 'fflate';
import * as z from 'zod/mini';
import { exactJson } from '../../../base/exact-json.ts';
import type { NamedFile } from '../../../base/files.ts';
import { InputError } from '../../../base/input-error.ts';
import { bytesOf, readStack } from '../../../codec/ans.ts';
import { seal, unseal, type WeightBelief } from '../../../codec/envelope.ts';
import type { Dataset } from '../../../data/dataset.ts';
import { weightCount } from '../../../inference/variational/noisy-network.ts';
import type { ExportedFile } from '../../../lab/lab.ts';
import type { DescriptionValues } from '../declaration/params.ts';
import { type Agreed, casesOf, gridOf, standardized, targetAt } from '../model/cases.ts';
import { envelopeOf, weightBelief } from '../model/envelope-of.ts';
import { type Belief, learnt } from '../model/noisy-learner.ts';
import { differing } from '../run/coded.ts';
import { beginProgress, messageBefore } from '../run/network.ts';
import type { DescriptionState } from '../run/state.ts';

declare const TextEncoder: new () => { encode(text: string): Uint8Array<ArrayBuffer> };
declare const TextDecoder: new () => { decode(bytes: Uint8Array): string };

const FORMAT = 'free-energy-lab envelope';
const [AGREED, MESSAGE] = ['agreed.json', 'message.bin'];

/** The message that an envelope begins with: the first of those that are measured. */
const FIRST = 0;

/** A receiver trains as long as the sender did, in a minute at most. */
const MOST_UPDATES = 20_000;

const between = (low: number, high: number) => z.number().check(z.minimum(low), z.maximum(high));
const whole = (low: number, high: number) => z.int().check(z.minimum(low), z.maximum(high));
const numbers = (most: number) => z.array(z.number()).check(z.minLength(1), z.maxLength(most));

/** What both sides know; nothing of it says what the targets are, but for their mean, sd and range. */
const Known = z.object({
  format: z.literal(FORMAT),
  version: z.literal(1),
  seed: whole(0, 2 ** 32 - 1),
  updates: whole(0, MOST_UPDATES),
  precision: whole(6, 16),
  /** Measured, a column a name, a row a case that is sent. */
  inputs: z.record(z.string(), numbers(800)),
  target: z.string(),
  scale: z.object({ low: z.number(), step: between(Number.MIN_VALUE, 1e300), count: whole(2, 2 ** 20) }),
  mean: z.number(),
  sd: between(Number.MIN_VALUE, 1e300),
  options: z.object({
    hidden: whole(0, 24),
    prior: z.enum(['fixed', 'fitted', 'mixture']),
    priorSd: between(0.01, 100),
    noise: between(0.01, 10),
    learnNoise: z.boolean(),
    spread: between(0, 3),
    weightSd: between(0.0001, 10),
    rate: between(0.0001, 0.1),
    stage: whole(0, 1000),
  }),
  /** As the sender has fitted them. */
  noise: between(Number.MIN_VALUE, 1e300),
  prior: z.object({
    shares: numbers(5),
    means: numbers(5),
    sds: z.array(between(Number.MIN_VALUE, 1e300)).check(z.minLength(1), z.maxLength(5)),
  }),
});
type Known = z.infer<typeof Known>;

/** What both sides know, if a reader takes it. Throws InputError for the first of it that none does. */
function checked(what: string, known: unknown): Known {
  const { success, data, error } = z.safeParse(Known, known);
  if (success) return data;
  const [issue] = error.issues;
  throw new InputError(what, `${AGREED} of an envelope`, `${issue?.path.join('.') || 'the whole'}: ${issue?.message ?? 'wrong'}`);
}

/** Seals the network as it is. Throws InputError where what is sent is none, or what no reader would open. */
export function envelopeFile({ sending }: DescriptionState, { precision }: Pick<DescriptionValues, 'precision'>): readonly ExportedFile[] {
  if (sending.kind !== 'network') throw new InputError('subject', 'targets sent by a network', sending.kind);
  const { seed, task, options, learner, standing } = sending;
  const { belief } = standing;
  const { shape, ...others } = options;
  const { scale, mean, sd } = task.agreed;
  const { shares, means, sds } = belief.prior;
  const known: Known = {
    format: FORMAT,
    version: 1,
    seed,
    updates: learner.updates,
    precision,
    inputs: Object.fromEntries(task.names.inputs.map((name, j) => [name, Array.from(task.measured[j] as Float64Array)])),
    target: task.names.target,
    scale,
    mean,
    sd,
    options: { hidden: shape.hidden, ...others },
    noise: belief.noise,
    prior: { shares: [...shares], means: [...means], sds: [...sds] },
  };
  if (known.updates > MOST_UPDATES) throw new InputError('steps', `at most ${MOST_UPDATES} before an envelope`, String(known.updates));
  checked('envelope', known);
  const stack = messageBefore(seed, belief.means.length, FIRST);
  seal(stack, task.steps, weightBelief(belief), envelopeOf(shape, belief, task.sent.x, task.grid, precision));
  const files = { [AGREED]: new TextEncoder().encode(`${exactJson(known, 1)}\n`), [MESSAGE]: bytesOf(stack) };
  return [{ name: 'network.envelope', type: 'application/zip', bytes: new Uint8Array(zipSync(files)) }];
}

function readKnown(name: string, text: string): Known {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new InputError(name, `${AGREED} as JSON`, 'text that is none');
  }
  return checked(name, json);
}

/** Learns what the sender learnt: the same arithmetic on the same cases. */
function beliefFrom({ options: { hidden, ...others }, seed, updates }: Known, agreed: Agreed, steps: Uint32Array): Belief {
  const options = { ...others, shape: { inputs: agreed.inputs, hidden } };
  const cases = casesOf(agreed, steps);
  let progress = beginProgress(options, seed, cases);
  for (let update = 0; update < updates; update += 1) progress = learnt(options, progress, cases);
  return progress.standing.belief;
}

const isEnvelope = ({ name }: NamedFile) => /\.envelope$/i.test(name);

/** No more than this may come out of the zip. */
const MOST_BYTES = 16 * 1024 * 1024;

function unpackedParts({ name, bytes }: NamedFile): { readonly text: string; readonly message: Uint8Array } {
  let total = 0;
  let files: Readonly<Record<string, Uint8Array>>;
  try {
    files = unzipSync(bytes, {
      filter: (file) => {
        total += file.originalSize;
        return [AGREED, MESSAGE].includes(file.name) && total <= MOST_BYTES;
      },
    });
  } catch {
    throw new InputError(name, 'an envelope', 'a file that does not unpack');
  }
  const [agreed, message] = [files[AGREED], files[MESSAGE]];
  if (!agreed || !message) throw new InputError(name, `an envelope with ${AGREED} and ${MESSAGE}`, 'another zip');
  return { text: new TextDecoder().decode(agreed), message };
}

/**
 * Opens an envelope: inputs, and the targets that were in it, to the last bit. What is left of the message must be what it began with. Undefined
 * for other files; throws InputError for an envelope that is none, or not whole.
 */
export function readEnvelope(files: readonly NamedFile[]): Dataset | undefined {
  const [file] = files;
  if (!file || files.length > 1 || !isEnvelope(file)) return undefined;
  const { name } = file;
  const { text, message } = unpackedParts(file);
  const known = readKnown(name, text);
  const columns = Object.entries(known.inputs).map(([input, values]) => [input, Float64Array.from(values)] as const);
  const size = columns[0]?.[1].length ?? 0;
  if (size < 3 || columns.length > 32 || columns.some(([, values]) => values.length !== size))
    throw new InputError(name, '1 to 32 inputs of 3 rows or more', `${columns.length} of ${size}`);
  const all = Uint32Array.from({ length: size }, (_, i) => i);
  const [x] = standardized(
    columns.map(([, values]) => values),
    all,
    new Uint32Array(),
  );
  const { scale, mean, sd, seed, precision, options } = known;
  const agreed: Agreed = { inputs: columns.length, x, scale, mean, sd };
  const shape = { inputs: columns.length, hidden: options.hidden };
  const weights = weightCount(shape);
  const prior = {
    shares: Float64Array.from(known.prior.shares),
    means: Float64Array.from(known.prior.means),
    sds: Float64Array.from(known.prior.sds),
  };
  const stack = readStack(message);
  let steps: Uint32Array;
  try {
    const envelope = envelopeOf(
      shape,
      { means: new Float64Array(), logSds: new Float64Array(), noise: known.noise, prior },
      x,
      gridOf(agreed),
      precision,
    );
    const receiver = (targets: Uint32Array): WeightBelief => weightBelief(beliefFrom(known, agreed, targets));
    steps = unseal(stack, weights, receiver, envelope).targets;
  } catch (error) {
    if (error instanceof RangeError) throw new InputError(name, 'an envelope whose parts belong together', error.message);
    throw error;
  }
  const stray = differing(bytesOf(stack), bytesOf(messageBefore(seed, weights, FIRST)));
  if (stray > 0) throw new InputError(name, 'the bits that were borrowed, back as they were', `${stray} that are not`);
  return {
    name,
    columns: {
      ...Object.fromEntries(columns),
      [known.target]: Float64Array.from(steps, (step) => targetAt(scale, step)),
    },
  };
}
