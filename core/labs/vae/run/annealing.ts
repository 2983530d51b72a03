// log p(x) of held-out images by annealed chains: asked for, since it takes seconds.

import { emptyColumn } from '../../../lab/result.ts';
import { meanOf, standardErrorOf } from '../../../math/mean.ts';
import { annealed } from '../../../nets/annealed.ts';
import { importanceWeighted } from '../../../nets/evaluation.ts';
import type { Networks } from '../../../nets/networks.ts';
import type { VaeValues } from '../declaration/params.ts';
import { streamOf } from './streams.ts';

/** Held-out images that are annealed, a chain each, and draws of their bound beside. */
const IMAGES = 25;
const DRAWS = 5;

/** What was found when: with as many temperatures as were asked for, of the networks after a step. */
export interface Annealed {
  readonly asked: number;
  readonly step: number;
  /** Mean over the images with its standard error, and of what their bounds lack, image by image, with its own. */
  readonly bound: number;
  readonly error: number;
  readonly gap: number;
  readonly gapError: number;
}

/** What is annealed: networks after a step, and held-out images as the likelihood takes them. */
interface Annealing {
  readonly networks: Networks;
  readonly judged: Float32Array;
  readonly seed: number;
  readonly before: number;
  readonly step: number;
  /** log p(x) as last annealed; none where nobody asks. */
  annealed: Annealed | undefined;
}

function found({ networks, judged, seed, before, step }: Annealing, asked: number): Annealed {
  const images = judged.subarray(0, IMAGES * networks.architecture.pixels);
  const each = annealed(networks, images, { steps: asked, count: 1 }, streamOf(seed, 'annealing'));
  const bounds = Array.from({ length: DRAWS }, (_, i) => importanceWeighted(networks, images, 1, streamOf(seed, 'annealedBounds', i)));
  const gaps = each.map((evidence, row) => evidence - meanOf(Float64Array.from(bounds, (one) => one[row] as number)));
  const lacks = { gap: meanOf(gaps), gapError: standardErrorOf(gaps) };
  return { asked, step: before + step, bound: meanOf(each), error: standardErrorOf(each), ...lacks };
}

/** Anneals if another number of temperatures is asked for, or `afresh`. None where nobody asks, or of beliefs about weights, under
 * which no density of an image given its code stays the same. What is found depends on steps and values alone, never on looks. */
export function bringAnnealed(state: Annealing, { annealed }: VaeValues, afresh: boolean): void {
  const asked = state.networks.architecture.decoderWeights === 'point' ? annealed : 0;
  if (asked === 0) state.annealed = undefined;
  else if (afresh || state.annealed?.asked !== asked) state.annealed = found(state, asked);
}

/** In rows from the top: the bound of the annealed images, what it lacks, and log p(x), with a standard error of its distance each way. */
export function evidenceTables(annealed: Annealed | undefined) {
  if (!annealed)
    return {
      evidence: { row: emptyColumn, value: emptyColumn },
      lacking: { value: emptyColumn, row: emptyColumn },
      margin: { value: emptyColumn, row: emptyColumn },
    };
  const { bound: evidence, gap, gapError } = annealed;
  return {
    evidence: { row: Float64Array.of(0, 2), value: Float64Array.of(evidence - gap, evidence) },
    lacking: { value: Float64Array.of(evidence - gap, evidence), row: Float64Array.of(1, 1) },
    margin: { value: Float64Array.of(evidence - gapError, evidence + gapError), row: Float64Array.of(2, 2) },
  };
}
