// Eruptions are sent under a mixture, fitted by EM; which component each is sent under is chosen by bits that come back.
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
import { scaleOf } from '../model/cases.ts';
import { bits, measuredOf, rounding, type Terms, withRounding } from '../model/terms.ts';
import { type Coded, strayBitsOf } from './coded.ts';
import { streamOf } from './streams.ts';

export interface EruptionsRun {
  readonly kind: 'eruptions';
  readonly seed: number;
  readonly data: Float64Array;
  readonly steps: Uint32Array;
  readonly grid: Intervals;
  readonly width: number;
  readonly model: MixtureModel;
  readonly mixture: Mixture;
  readonly responsibilities: Float64Array;
  /** The last step has changed nothing. */
  readonly still: boolean;
}

/** A prior keeps variances from 0: this share of that of the data. */
const FLOOR = 1e-3;

function believed(model: MixtureModel, mixture: Mixture): Float64Array {
  const { size } = model.components;
  const responsibilities = new Float64Array(size * mixture.weights.length);
  eStepInto(model, mixture, 0, size, responsibilities);
  return responsibilities;
}

export function beginEruptions({ components }: DescriptionValues, seed: number, data: Dataset | undefined): EruptionsRun {
  const column = Object.values(data?.columns ?? {})[0];
  if (!column || column.length < 2) throw new InputError('subject', 'a column of numbers', 'none');
  const { low, step, count } = scaleOf(column);
  const steps = Uint32Array.from(column, (y) => Math.round((y - low) / step));
  const values = Float64Array.from(steps, (i) => low + i * step);
  const variance = varianceOf(values);
  const model = {
    components: normalComponents({ data: values, dimension: 1, covariance: 'full', prior: { scale: FLOOR * variance, degrees: 1 } }),
  };
  const theta = Float64Array.from(middlesOf(values, components).flatMap((at) => [values[at] as number, variance]));
  const mixture = { weights: new Float64Array(components).fill(1 / components), theta };
  const responsibilities = believed(model, mixture);
  return {
    kind: 'eruptions',
    seed,
    data: values,
    steps,
    grid: createGrid(low, step, count),
    width: step,
    model,
    mixture,
    responsibilities,
    still: false,
  };
}

/** An M-step and an E-step: q is the posterior again, and the gap closed. */
export function fitMore(run: EruptionsRun): EruptionsRun {
  const { model, mixture, responsibilities } = run;
  const next = mStep(model, sumsOf(model, responsibilities, mixture.weights.length), mixture);
  const still = next.theta.every((each, i) => Math.abs(each - (mixture.theta[i] as number)) < 1e-12 * Math.abs(each));
  return { ...run, mixture: next, responsibilities: believed(model, next), still };
}

export function eruptionTerms({ model, mixture, responsibilities, width, data }: EruptionsRun): Terms & { readonly evidence: number } {
  const { energy, entropy, logLikelihood, priorEnergy } = termsOf(model, mixture, responsibilities);
  const grain = -data.length * log(width);
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

function labelledMessage(run: EruptionsRun): LabelledMessage {
  const { mixture, grid, steps, responsibilities } = run;
  const count = mixture.weights.length;
  const places = new Map(Array.from(steps, (interval, n) => [interval, n]));
  return {
    mixture: {
      weights: mixture.weights,
      means: mixture.weights.map((_, k) => mixture.theta[2 * k] as number),
      sds: mixture.weights.map((_, k) => Math.sqrt(mixture.theta[2 * k + 1] as number)),
    },
    grid,
    belief(interval) {
      const n = places.get(interval) as number;
      return responsibilities.subarray(n * count, (n + 1) * count);
    },
  };
}

export function eruptionsCoded(run: EruptionsRun): Coded {
  const message = labelledMessage(run);
  let strayBits = 0;
  const nets = Float64Array.from({ length: MESSAGES }, (_, which) => {
    const stack = randomStack(bitsToLabel, streamOf(run.seed, 'message', which));
    const before = bytesOf(stack);
    const { net } = encodeLabelled(stack, run.steps, message);
    strayBits += strayBitsOf(stack, before, run.steps, decodeLabelled(stack, run.steps.length, message));
    return net;
  });
  const added = rounding(run.steps.length, run.grid.centres.length);
  return { measured: withRounding(measuredOf(nets), added), strayBits };
}
