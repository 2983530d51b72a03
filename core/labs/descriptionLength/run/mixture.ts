// Numbers are sent under a mixture, fitted by EM; which component each is sent under is chosen by bits that come back.
import { InputError } from '../../../base/input-error.ts';
import { bytesOf, randomStack } from '../../../codec/ans.ts';
import { createGrid, type Intervals } from '../../../codec/discretized-normal.ts';
import { bitsToLabel, decodeLabelled, encodeLabelled, type LabelledMessage } from '../../../codec/mixture-labels.ts';
import type { Dataset } from '../../../data/dataset.ts';
import { eStepInto, type Mixture, type MixtureModel, mStep, sumsOf, termsOf } from '../../../inference/em/mixture.ts';
import { normalComponents } from '../../../inference/em/normal.ts';
import { log } from '../../../math/elementary.ts';
import { varianceOf } from '../../../math/mean.ts';
import { middlesOf } from '../../middles.ts';
import type { DescriptionValues } from '../declaration/params.ts';
import { scaleOf, type TargetScale } from '../model/cases.ts';
import { bits, measuredOf, rounding, type Terms, withRounding } from '../model/terms.ts';
import { type Coded, strayBitsOf } from './coded.ts';
import { streamOf } from './streams.ts';

export interface MixtureRun {
  readonly kind: 'mixture';
  readonly seed: number;
  /** What the numbers are called, and how they are written. */
  readonly name: string;
  readonly scale: TargetScale;
  readonly data: Float64Array;
  readonly steps: Uint32Array;
  readonly grid: Intervals;
  readonly model: MixtureModel;
  readonly mixture: Mixture;
  readonly responsibilities: Float64Array;
  /** The last step has changed nothing. */
  readonly still: boolean;
}

/** More would be coded too slowly to look at. */
export const MOST_NUMBERS = 4000;

/** Intervals for the numbers, as they were measured. */
export const numbersOf = ({ low, step, count }: TargetScale): Intervals => createGrid(low, step, count);

/** A prior keeps variances from 0: this share of that of the data. */
const FLOOR = 1e-3;

function believed(model: MixtureModel, mixture: Mixture): Float64Array {
  const { size } = model.components;
  const responsibilities = new Float64Array(size * mixture.weights.length);
  eStepInto(model, mixture, 0, size, responsibilities);
  return responsibilities;
}

export function beginMixture({ components }: DescriptionValues, seed: number, data: Dataset | undefined): MixtureRun {
  const [name, column] = Object.entries(data?.columns ?? {}).at(-1) ?? [];
  if (name === undefined || !column || column.length < 2) throw new InputError('subject', 'a column of numbers', 'none');
  if (column.length > MOST_NUMBERS) throw new InputError('subject', `at most ${MOST_NUMBERS} numbers`, String(column.length));
  const scale = scaleOf(column);
  const { low, step } = scale;
  const steps = Uint32Array.from(column, (y) => Math.round((y - low) / step));
  const values = Float64Array.from(steps, (i) => low + i * step);
  const variance = varianceOf(values);
  const model = {
    components: normalComponents({ data: values, dimension: 1, covariance: 'full', prior: { scales: [FLOOR * variance], degrees: 1 } }),
  };
  const theta = Float64Array.from(middlesOf(values, components).flatMap((at) => [values[at] as number, variance]));
  const mixture = { weights: new Float64Array(components).fill(1 / components), theta };
  const responsibilities = believed(model, mixture);
  return {
    kind: 'mixture',
    seed,
    name,
    scale,
    data: values,
    steps,
    grid: numbersOf(scale),
    model,
    mixture,
    responsibilities,
    still: false,
  };
}

/** An M-step and an E-step: q is the posterior again, and the gap closed. */
export function fitMore(run: MixtureRun): MixtureRun {
  const { model, mixture, responsibilities } = run;
  const next = mStep(model, sumsOf(model, responsibilities, mixture.weights.length), mixture);
  const still = next.theta.every((each, i) => Math.abs(each - (mixture.theta[i] as number)) < 1e-12 * Math.abs(each));
  return { ...run, mixture: next, responsibilities: believed(model, next), still };
}

export function mixtureTerms({ model, mixture, responsibilities, scale, data }: MixtureRun): Terms & { readonly evidence: number } {
  const { energy, entropy, logLikelihood, priorEnergy } = termsOf(model, mixture, responsibilities);
  const grain = -data.length * log(scale.step);
  const count = mixture.weights.length;
  // What the labels cost: KL of q from the weights.
  let belief = 0;
  responsibilities.forEach((r, at) => {
    if (r > 0) belief += r * (log(r) - log(mixture.weights[at % count] as number));
  });
  const joint = bits(energy - priorEnergy + grain);
  return {
    dataBits: joint - bits(entropy) - bits(belief),
    beliefBits: bits(belief),
    energy: joint,
    entropy: bits(entropy),
    spent: joint,
    returned: bits(entropy),
    evidence: bits(grain - logLikelihood),
  };
}

const MESSAGES = 8;

/** The message under this mixture: the belief over who made a number is worked out from the number, as the receiver does. */
export function labelledUnder({ weights, theta }: Mixture, grid: Intervals): LabelledMessage {
  const number = new Float64Array(1);
  const model = { components: normalComponents({ data: number, dimension: 1, covariance: 'full' }) };
  return {
    mixture: {
      weights,
      means: weights.map((_, k) => theta[2 * k] as number),
      sds: weights.map((_, k) => Math.sqrt(theta[2 * k + 1] as number)),
    },
    grid,
    belief(interval) {
      number[0] = grid.centres[interval] as number;
      const shares = new Float64Array(weights.length);
      eStepInto(model, { weights, theta }, 0, 1, shares);
      return shares;
    },
  };
}

/** The message to begin with: bits of another one, from which the labels are borrowed. */
export const messageBeforeLabels = (seed: number, which: number) => randomStack(bitsToLabel, streamOf(seed, 'message', which));

export function mixtureCoded(run: MixtureRun): Coded {
  const message = labelledUnder(run.mixture, run.grid);
  let strayBits = 0;
  const nets = Float64Array.from({ length: MESSAGES }, (_, which) => {
    const stack = messageBeforeLabels(run.seed, which);
    const before = bytesOf(stack);
    const { net } = encodeLabelled(stack, run.steps, message);
    strayBits += strayBitsOf(stack, before, run.steps, decodeLabelled(stack, run.steps.length, message));
    return net;
  });
  const added = rounding(run.steps.length, run.grid.centres.length);
  return { measured: withRounding(measuredOf(nets), added), strayBits };
}
