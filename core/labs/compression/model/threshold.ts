// What a method compares with its threshold when it is read out: a number of each weight, or of each group that comes and goes together.
import type { LayerShape } from '../../../compression/ledger/networks.ts';
import { testGate } from '../../../compression/posterior/hard-concrete.ts';
import { exp, log } from '../../../math/elementary.ts';
import type { Classifier, WeightsByName } from '../../../nets/classify/classifier.ts';
import type { Thresholded } from './method-names.ts';

/** log α at which a hard concrete gate just opens: σ(log α)(ζ − γ) + γ = 0 of γ = −0.1 and ζ = 1.1. */
const GATE_OPENS = log(0.1 / 1.1);

interface Comparison {
  /** The threshold that the method was published with, on the axis of `scores`; 0 for sizes, whose own threshold lies where the chosen share goes. */
  readonly own: number;
  /** Whether what is larger stays. */
  readonly keepsLarger: boolean;
}

export const comparisons: Readonly<Record<Thresholded, Comparison>> = {
  oneShotPruning: { own: 0, keepsLarger: true },
  sparseVariational: { own: 3, keepsLarger: false },
  hardConcrete: { own: GATE_OPENS, keepsLarger: true },
  normalJeffreys: { own: -3, keepsLarger: false },
  horseshoe: { own: -3, keepsLarger: true },
};

type Read = (layer: LayerShape, kind: string) => Float32Array;

/** log α = log σ² − log m², of each; a mean of 0 leaves it finite. */
const logAlpha = (logVariances: Float32Array, means: Float32Array): Float64Array =>
  Float64Array.from(means, (mean, i) => (logVariances[i] as number) - log(mean * mean + Number.MIN_VALUE));

const horseshoeParts = ['layerGamma', 'layerInverse', 'groupGamma', 'groupInverse'] as const;

/** E log z − Var log z of each group, z² being the product of four log-normals. */
function logModes(of: (kind: string) => Float32Array): Float64Array {
  const at = (values: Float32Array, group: number) => values[values.length === 1 ? 0 : group] as number;
  return Float64Array.from(of('groupGamma'), (_, group) =>
    horseshoeParts.reduce((sum, part) => sum + at(of(part), group) / 2 - exp(at(of(`${part}LogVariance`), group)) / 4, 0),
  );
}

/** The numbers of a layer, weight by weight or group by group. */
function ofLayer(name: Thresholded, layer: LayerShape, read: Read): Float64Array {
  const of = (kind: string) => read(layer, kind);
  switch (name) {
    case 'oneShotPruning':
      return Float64Array.from(of('weights'), (weight) => log(Math.abs(weight) + Number.MIN_VALUE));
    case 'sparseVariational':
      return logAlpha(of('logVariance'), of('weights'));
    case 'hardConcrete':
      return Float64Array.from(of('gate'));
    case 'normalJeffreys':
      return logAlpha(of('scaleLogVariance'), of('scale'));
    case 'horseshoe':
      return logModes(of);
  }
}

/**
 * Of all layers together: log α of weights or scales, log α of gates, log of the mode of a scale, or log |w| less that of the least weight which is
 * kept when the share `sparsity` goes.
 */
export function scoresOf(name: Thresholded, { layers }: Classifier, weights: WeightsByName, sparsity: number): Float64Array {
  const read: Read = (layer, kind) => (weights[`${layer.name}/${kind}`] as { readonly values: Float32Array }).values;
  const each = layers.map((layer) => ofLayer(name, layer, read));
  const all = new Float64Array(each.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const scores of each) {
    all.set(scores, at);
    at += scores.length;
  }
  if (name !== 'oneShotPruning') return all;
  const least = all.toSorted()[Math.min(all.length - 1, Math.round(sparsity * all.length))] as number;
  return all.map((score) => score - least);
}

/** The share of scores that go at a threshold of sizes; one weight stays. */
const shareBelow = (scores: Float64Array, threshold: number): number =>
  Math.min(
    scores.length - 1,
    scores.reduce((sum, score) => sum + (score < threshold ? 1 : 0), 0),
  ) / scores.length;

/** What `readOut` of the method takes for a threshold that lies `offset` from its own; none of an offset of 0, but for sizes. */
export function thresholdFor(name: Thresholded, scores: Float64Array, sparsity: number, offset: number): number | undefined {
  if (name === 'oneShotPruning') return offset === 0 ? sparsity : shareBelow(scores, offset);
  if (offset === 0) return undefined;
  const at = comparisons[name].own + offset;
  return name === 'hardConcrete' ? testGate(at) : at;
}
