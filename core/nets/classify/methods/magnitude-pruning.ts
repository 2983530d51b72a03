// The smallest weights go: all at once when training is over, or more and more of them while the others make up for it.

import { InputError } from '../../../base/input-error.ts';
import type { LayerShape } from '../../../compression/ledger/networks.ts';
import type { Classifier, WeightsByName } from '../classifier.ts';
import { COMMON, type Method } from '../method.ts';
import { parameterOf, pointLogits } from '../passing.ts';
import { readSparse, valuesOf } from '../read-out.ts';
import { type Decay, decayCost, plain } from './plain.ts';

/** The least |w| that is kept where a share of all weights goes: ties are kept. */
function leastKept(all: readonly Float32Array[], sparsity: number): number {
  const length = all.reduce((sum, each) => sum + each.length, 0);
  const sizes = new Float32Array(length);
  let at = 0;
  for (const each of all) for (const weight of each) sizes[at++] = Math.abs(weight);
  sizes.sort();
  const dropped = Math.min(length, Math.round(sparsity * length));
  return dropped === length ? Number.POSITIVE_INFINITY : (sizes[dropped] as number);
}

const checked = (sparsity: number): void => {
  if (!(sparsity >= 0 && sparsity < 1)) throw new InputError('sparsity', 'from 0, less than 1', String(sparsity));
};

/** A network’s weights, the smallest of all its layers 0. */
function readLargest(classifier: Classifier, weights: WeightsByName, sparsity: number) {
  checked(sparsity);
  const least = leastKept(
    classifier.layers.map((layer) => valuesOf(weights, layer, 'weights')),
    sparsity,
  );
  return readSparse(classifier, weights, (layer: LayerShape) =>
    valuesOf(weights, layer, 'weights').map((weight) => (Math.abs(weight) >= least ? weight : 0)),
  );
}

/** Trains as the base does, and drops the share `threshold` of all weights in the end. */
export const oneShotPruning: Method<Decay> = {
  ...plain,
  id: 'oneShotPruning',
  title: 'Pruning at once',
  family: 'remove',
  source: 'Han et al. (2015)',
  threshold: 0.5,
  readOut: (classifier, weights, _, options) => readLargest(classifier, weights, options?.threshold ?? 0.5),
};

type Own =
  /** The share of all weights that is gone in the end. */
  | 'sparsity'
  /** Shares of the steps at which pruning begins and ends: its share grows as 1 − (1 − t)³ between them. */
  | 'from'
  | 'to'
  /** Steps from one look at the weights to the next. */
  | 'every';

/**
 * Prunes by size across all layers as it trains (Han et al. 2015) with the cubic schedule of Zhu and Gupta (2017). A weight that is gone stays 0;
 * which are gone is kept beside them.
 */
export const iterativePruning: Method<Own | Decay> = {
  id: 'iterativePruning',
  title: 'Pruning step by step',
  family: 'remove',
  source: 'Han et al. (2015); Zhu and Gupta (2017)',
  defaults: { ...COMMON, epochs: 30, decay: 0, sparsity: 0.92, from: 0.2, to: 0.6, every: 30 },
  pretrained: false,
  threshold: 0,
  begin(classifier, weights, { sparsity }) {
    checked(sparsity);
    const masks = classifier.layers.map(({ name, shape }) => {
      const { length } = valuesOf(weights, { name } as LayerShape, 'weights');
      return [`${name}/mask`, { shape, values: new Float32Array(length).fill(1) }] as const;
    });
    return { ...weights, ...Object.fromEntries(masks) };
  },
  learns: (name) => !name.endsWith('/mask'),
  logits: ({ classifier, parameters }, x) => pointLogits(classifier, parameters, x, (layer) => parameterOf(parameters, layer, 'weights')),
  complexity: decayCost,
  settle({ layers }, places, { sparsity, from, to, every }, { step, steps }) {
    const pairs = layers.map(({ name }) => [places[`${name}/weights`], places[`${name}/mask`]] as [Float32Array, Float32Array]);
    for (const [weights, mask] of pairs) for (let i = 0; i < mask.length; i += 1) weights[i] = (weights[i] as number) * (mask[i] as number);
    const [begin, end] = [Math.round(from * steps), Math.max(1, Math.round(to * steps))];
    if (step < begin || step > end || (step % every !== 0 && step !== end)) return;
    const done = end > begin ? (step - begin) / (end - begin) : 1;
    const least = leastKept(
      pairs.map(([weights]) => weights),
      sparsity * (1 - (1 - done) ** 3),
    );
    for (const [weights, mask] of pairs) {
      for (let i = 0; i < mask.length; i += 1) {
        if (Math.abs(weights[i] as number) >= least) continue;
        mask[i] = 0;
        weights[i] = 0;
      }
    }
  },
  readOut: (classifier, weights) => readSparse(classifier, weights, (layer) => valuesOf(weights, layer, 'weights').slice()),
};
