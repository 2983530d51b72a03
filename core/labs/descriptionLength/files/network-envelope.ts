// The envelope of a network: inputs and options are known, targets are sent, and the receiver trains as the sender did.
import * as z from 'zod/mini';
import { InputError } from '../../../base/input-error.ts';
import { seal, unseal, type WeightBelief } from '../../../codec/envelope.ts';
import { weightCount } from '../../../inference/variational/noisy-network.ts';
import { type Agreed, casesOf, gridOf, standardized, targetAt } from '../model/cases.ts';
import { envelopeOf, weightBelief } from '../model/envelope-of.ts';
import { type Belief, learnt } from '../model/noisy-learner.ts';
import { beginProgress, messageBefore, type NetworkRun } from '../run/network.ts';
import { between, type EnvelopeKind, FIRST, numbers, positive, said, whole, written } from './envelope-kind.ts';

/** A receiver trains as long as the sender did: in a minute at most. */
const MOST_UPDATES = 20_000;
const MOST_INPUTS = 32;

/** What both sides know; nothing of it says what the targets are, but for their mean, sd and range. */
const known = z.object({
  by: z._default(z.literal('network'), 'network'),
  ...said,
  updates: whole(0, MOST_UPDATES),
  precision: whole(6, 16),
  /** Measured, a column a name, a row a case that is sent. */
  inputs: z.record(z.string(), numbers(800)),
  target: z.string(),
  scale: written,
  mean: z.number(),
  sd: positive,
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
  noise: positive,
  prior: z.object({ shares: numbers(5), means: numbers(5), sds: z.array(positive).check(z.minLength(1), z.maxLength(5)) }),
});
type Known = z.infer<typeof known>;

/** Learns what the sender learnt: the same arithmetic on the same cases. */
function beliefFrom({ options: { hidden, ...others }, seed, updates }: Known, agreed: Agreed, steps: Uint32Array): Belief {
  const options = { ...others, shape: { inputs: agreed.inputs, hidden } };
  const cases = casesOf(agreed, steps);
  let progress = beginProgress(options, seed, cases);
  for (let update = 0; update < updates; update += 1) progress = learnt(options, progress, cases);
  return progress.standing.belief;
}

export const networkEnvelope: EnvelopeKind<NetworkRun, Known> = {
  known,
  seal({ seed, task, options, learner, standing }, precision) {
    if (task.outputs > 1) throw new InputError('subject', 'one target a case in an envelope', String(task.outputs));
    const { belief } = standing;
    const { shape, ...others } = options;
    const { scale, mean, sd } = task.agreed;
    const { shares, means, sds } = belief.prior;
    const { updates } = learner;
    if (updates > MOST_UPDATES) throw new InputError('steps', `at most ${MOST_UPDATES} before an envelope`, String(updates));
    const message = messageBefore(seed, belief.means.length, FIRST);
    seal(message, task.steps, weightBelief(belief), envelopeOf(shape, belief, task.sent.x, task.grid, precision));
    return {
      known: {
        by: 'network',
        seed,
        updates,
        precision,
        inputs: Object.fromEntries(task.names.inputs.map((name, j) => [name, Array.from(task.measured[j] as Float64Array)])),
        target: task.names.target,
        scale,
        mean,
        sd,
        options: { hidden: shape.hidden, ...others },
        noise: belief.noise,
        prior: { shares: [...shares], means: [...means], sds: [...sds] },
      },
      message,
    };
  },
  open(name, known, message) {
    const columns = Object.entries(known.inputs).map(([input, values]) => [input, Float64Array.from(values)] as const);
    const size = columns[0]?.[1].length ?? 0;
    if (size < 3 || columns.length > MOST_INPUTS || columns.some(([, values]) => values.length !== size))
      throw new InputError(name, `1 to ${MOST_INPUTS} inputs of 3 rows or more`, `${columns.length} of ${size}`);
    const all = Uint32Array.from({ length: size }, (_, i) => i);
    const [x] = standardized(
      columns.map(([, values]) => values),
      all,
      new Uint32Array(),
    );
    const { scale, mean, sd, seed, precision, options, noise } = known;
    const agreed: Agreed = { inputs: columns.length, x, scale, mean, sd };
    const shape = { inputs: columns.length, hidden: options.hidden };
    const weights = weightCount(shape);
    const prior = {
      shares: Float64Array.from(known.prior.shares),
      means: Float64Array.from(known.prior.means),
      sds: Float64Array.from(known.prior.sds),
    };
    const unlearnt = { means: new Float64Array(), logSds: new Float64Array(), noise, prior };
    const receiver = (targets: Uint32Array): WeightBelief => weightBelief(beliefFrom(known, agreed, targets));
    const { targets } = unseal(message, weights, receiver, envelopeOf(shape, unlearnt, x, gridOf(agreed), precision));
    return {
      data: { columns: { ...Object.fromEntries(columns), [known.target]: Float64Array.from(targets, (step) => targetAt(scale, step)) } },
      begun: messageBefore(seed, weights, FIRST),
    };
  },
};
