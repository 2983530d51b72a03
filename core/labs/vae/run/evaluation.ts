// How networks do on held-out images: at each look, and by a survey now and then.
import { meanOf } from '../../../math/mean.ts';
import {
  type Codes,
  codeVariances,
  complexityByLatent,
  evaluate,
  importanceWeighted,
  mutualInformation,
} from '../../../nets/evaluation.ts';
import { isFlow } from '../../../nets/flow.ts';
import type { Architecture, Networks } from '../../../nets/networks.ts';
import { elboOf, type Terms } from '../../../nets/objective.ts';
import { streamOf } from './streams.ts';

/** How the networks did on held-out images at a step. */
export interface Evaluation extends Terms {
  /** The standard error of the bound, from image to image. */
  readonly error: number;
  readonly codes: Codes;
  /** Of each latent, in nats, none of a flow, which no latent can be told apart in; and the variance of its mean over the images. */
  readonly complexities: Float64Array;
  readonly variances: Float64Array;
}

/** What takes longer to find out, and is looked at more seldom. */
export interface Survey {
  readonly step: number;
  /** What K draws gain over one, on some of the held-out images; and added to the bound of all of them. */
  readonly gain: number;
  readonly importanceWeightedBound: number;
  /** Of a mean-field q. */
  readonly aggregateComplexity: number | undefined;
  readonly mutualInformation: number | undefined;
}

/** What is said latent by latent of the codes of held-out images. */
export function byLatent(architecture: Architecture, codes: Codes): Pick<Evaluation, 'complexities' | 'variances'> {
  const k = architecture.latentDimension;
  return {
    complexities: isFlow(architecture) ? new Float64Array() : complexityByLatent(codes, k),
    variances: codeVariances(codes, k),
  };
}

/** Terms and codes of the held-out images that are judged. */
export function look(networks: Networks, judged: Float32Array, seed: number): Evaluation {
  // The same noise at every look, so that a curve shows the networks and not the draws.
  const terms = evaluate(networks, judged, streamOf(seed, 'heldOutCodes'));
  return { ...terms, ...byLatent(networks.architecture, terms.codes) };
}

/** Images that are surveyed, and draws that the bound of them is the mean of. */
const SURVEYED = 100;
const DRAWS = 5;

/** What K draws gain and what codes share with their images, of networks that were just looked at. */
export function survey(
  networks: Networks,
  judged: Float32Array,
  evaluation: Evaluation,
  seed: number,
  step: number,
  samples: number,
): Survey {
  const { pixels, latentDimension, family } = networks.architecture;
  const some = judged.subarray(0, SURVEYED * pixels);
  const bounds = Array.from({ length: DRAWS }, (_, i) => elboOf(evaluate(networks, some, streamOf(seed, 'bounds', i))));
  const gain = meanOf(importanceWeighted(networks, some, samples, streamOf(seed, 'importanceWeights'))) - meanOf(Float64Array.from(bounds));
  const shared = family === 'meanField' ? mutualInformation(evaluation.codes, latentDimension, streamOf(seed, 'information')) : undefined;
  return {
    step,
    gain,
    importanceWeightedBound: elboOf(evaluation) + gain,
    aggregateComplexity: shared === undefined ? undefined : evaluation.priorEnergy - evaluation.entropy - shared,
    mutualInformation: shared,
  };
}

/** A unit is active where the mean of its code varies by more than 0.01 (Burda, Grosse and Salakhutdinov 2016). */
export const activeUnits = ({ variances }: Evaluation): number => variances.filter((variance) => variance > 0.01).length;
