// All that the next step needs, as one file: parameters, Adam’s moments, what was seen on the way. A run goes on from it bit for bit.
import * as z from 'zod/mini';
import { exactJson } from '../../../base/exact-json.ts';
import { safetensorsOf } from '../../../io/safetensors.ts';
import { checkpointIn, plainIn } from '../../../lab/checkpoint-file.ts';
import type { Start } from '../../../lab/lab.ts';
import { isFlow } from '../../../nets/flow.ts';
import { weightsOf } from '../../../nets/parameters.ts';
import type { VaeValues } from '../declaration/params.ts';
import { familyOf } from './architecture-of.ts';
import type { Coding } from './coding.ts';
import { entriesRead, entriesWritten, expectLatents, learnt, surveyed, terms, whole } from './entries.ts';
import { byLatent } from './evaluation.ts';
import { begin, dispose, type VaeState } from './state.ts';
import { modelIn } from './trained-model.ts';

const FORMAT = 'free-energy-lab/vae-checkpoint';

const bits = z.pipe(
  z.array(z.number()),
  z.transform((read) => Float64Array.from(read)),
);
const codedThen = z.object({
  asked: whole,
  step: whole,
  coding: z.pipe(
    z.optional(
      z.object({
        borrowed: bits,
        likelihood: bits,
        prior: bits,
        net: bits,
        bound: bits,
        length: bits,
        codeLength: z.number(),
        codeBound: z.number(),
        codeErrors: z.number(),
      }),
    ),
    z.transform((read) => read),
  ),
});

/** What is plain JSON of a state. */
const Plain = z.object({
  before: z.optional(whole),
  step: whole,
  epoch: whole,
  inEpoch: whole,
  seen: whole,
  sums: z.object({ count: whole, ...terms }),
  last: z.object(learnt),
  beta: z.number(),
  times: z.array(whole),
  evaluation: z.object({ ...terms, error: z.optional(z.number()) }),
  survey: z.optional(surveyed),
  coded: z.optional(codedThen),
  annealed: z.optional(
    z.object({ asked: whole, step: whole, bound: z.number(), error: z.number(), gap: z.number(), gapError: z.number() }),
  ),
  entries: entriesRead,
});

/** Columns as lists, which JSON keeps to the last digit. */
const listed = ({ borrowed, likelihood, prior, net, bound, length, ...rest }: Coding) => ({
  ...rest,
  borrowed: Array.from(borrowed),
  likelihood: Array.from(likelihood),
  prior: Array.from(prior),
  net: Array.from(net),
  bound: Array.from(bound),
  length: Array.from(length),
});

export function writeCheckpoint(state: VaeState): Uint8Array<ArrayBuffer> {
  const { networks, adam, evaluation, survey, coded, annealed, mapped, entries, before, step, epoch, inEpoch, seen, sums, last, beta } =
    state;
  const { times, moments } = adam.state();
  const { accuracy, priorEnergy, entropy, error, codes } = evaluation;
  const weights = Object.entries(weightsOf(networks.parameters));
  const plain: z.input<typeof Plain> = {
    before,
    step,
    epoch,
    inEpoch,
    seen,
    sums,
    last,
    beta,
    times: [...times],
    evaluation: { accuracy, priorEnergy, entropy, error },
    survey,
    annealed,
    coded: coded && { ...coded, coding: coded.coding && listed(coded.coding) },
    entries: entriesWritten(entries),
  };
  const vector = (name: string, values: Float32Array) => ({ name, shape: [values.length], values });
  return safetensorsOf({
    tensors: [
      ...weights.map(([name, one]) => ({ name, ...one })),
      ...moments.map((values, i) => vector(`adam/${i}`, values)),
      vector('codes/means', codes.means),
      vector('codes/logVariances', codes.logVariances),
      vector('codes/mapped', mapped),
    ],
    metadata: { format: FORMAT, state: exactJson(plain) },
  });
}

/** The state that a checkpoint of the same lab, values, seed and data stands for. Throws InputError. */
export async function readCheckpoint(bytes: Uint8Array, values: VaeValues, start: Start): Promise<VaeState> {
  const file = checkpointIn(bytes, FORMAT);
  const { numbers } = file;
  const plain = plainIn(Plain, file);
  expectLatents('checkpoint', plain.entries, isFlow({ family: familyOf(values) }) ? 0 : values.latentDimension);
  const laidOver = (state: VaeState): VaeState => {
    const { parameters, architecture } = state.networks;
    const sizes = Object.values(parameters).flatMap(({ size }) => [size, size]);
    state.adam.restore({ times: plain.times, moments: sizes.map((size, i) => numbers(`adam/${i}`, size)) });
    const k = architecture.latentDimension;
    const length = (state.judged.length / architecture.pixels) * k;
    const codes = { means: numbers('codes/means', length), logVariances: numbers('codes/logVariances', length) };
    const { times: _, evaluation, entries, ...rest } = plain;
    Object.assign(state, rest, {
      before: plain.before ?? 0,
      evaluation: { ...evaluation, error: evaluation.error ?? 0, codes, ...byLatent(architecture, codes) },
      mapped: numbers('codes/mapped', length),
    });
    state.entries.splice(0, state.entries.length, ...entries);
    return state;
  };
  return begin(values, start, {
    weights: (architecture) => modelIn(file, architecture),
    resume: (state) => {
      try {
        return laidOver(state);
      } catch (error) {
        dispose(state);
        throw error;
      }
    },
  });
}
