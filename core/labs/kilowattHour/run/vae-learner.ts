// A small autoencoder of the same images: black and white, a Bernoulli for each pixel.
import type { ImageSet } from '../../../data/images.ts';
import { batchesAnEpoch } from '../../../nets/classify/examples.ts';
import { evaluate, noiseOf } from '../../../nets/evaluation.ts';
import { createGradient } from '../../../nets/gradient.ts';
import type { Architecture } from '../../../nets/networks.ts';
import { elboOf, type ObjectiveSettings, type Terms } from '../../../nets/objective.ts';
import { disposeParameters, parametersOf, weightsOf } from '../../../nets/parameters.ts';
import { initialWeights, networksOf } from '../../../nets/vae.ts';
import { shuffled } from '../../../prob/shuffle.ts';
import { createAdam, numbersOf, workOf } from '../../../tensor/index.ts';
import type { KilowattHourValues } from '../declaration/params.ts';
import type { Learner } from './learner.ts';
import { streamOf } from './streams.ts';

const HIDDEN = 200;
const LATENTS = 2;

/** Held-out images that the bound is taken on. */
const JUDGED = 500;

/** Grey levels cut at one half. */
function rowsOf({ pixels, rows, columns }: ImageSet, places: ArrayLike<number>): Float32Array {
  const size = rows * columns;
  const out = new Float32Array(places.length * size);
  for (let row = 0; row < places.length; row += 1)
    for (let i = 0; i < size; i += 1) out[row * size + i] = (pixels[(places[row] as number) * size + i] as number) > 127 ? 1 : 0;
  return out;
}

export function createVaeLearner(
  training: ImageSet,
  heldOut: ImageSet,
  { batchSize, learningRate }: Pick<KilowattHourValues, 'batchSize' | 'learningRate'>,
  seed: number,
): Learner {
  const { rows, columns } = training;
  const architecture: Architecture = {
    network: 'dense',
    rows,
    columns,
    pixels: rows * columns,
    hiddenUnits: HIDDEN,
    latentDimension: LATENTS,
    activation: 'relu',
    family: 'meanField',
    likelihood: 'bernoulli',
    decoderWeights: 'point',
  };
  const parameters = parametersOf(initialWeights(architecture, streamOf(seed, 'weights')));
  const networks = networksOf(architecture, parameters);
  const adam = createAdam(Object.values(parameters));
  const gradient = createGradient(networks);
  const settings: ObjectiveSettings = { estimator: 'pathwise', inverseTemperature: 1, freeBits: 0, examples: training.count };
  const judged = rowsOf(
    heldOut,
    Uint32Array.from({ length: Math.min(JUDGED, heldOut.count) }, (_, i) => i),
  );
  const perEpoch = batchesAnEpoch(training.count, batchSize);
  let known = -1;
  let order = new Uint32Array() as ReturnType<typeof shuffled>;
  return {
    perEpoch,
    examples: training.count,
    learn(step) {
      const epoch = Math.floor(step / perEpoch);
      if (epoch !== known) order = shuffled(training.count, streamOf(seed, 'order', epoch));
      known = epoch;
      const from = (step % perEpoch) * batchSize;
      const images = rowsOf(training, order.subarray(from, Math.min(training.count, from + batchSize)));
      const count = images.length / architecture.pixels;
      const noise = noiseOf(streamOf(seed, 'noise', step), count * LATENTS);
      let terms: Terms | undefined;
      const work = workOf(() => {
        const found = gradient.of({ count, images, noise, unitNoise: [], settings });
        terms = found.terms;
        adam.step(found.gradients, learningRate);
      });
      return { work, bound: terms ? elboOf(terms) : Number.NaN };
    },
    // The same noise at every look, so that a curve shows the networks and not the draws.
    heldOut: () => ({ bound: elboOf(evaluate(networks, judged, streamOf(seed, 'judged'))) }),
    state: () => ({ weights: weightsOf(parameters), adam: adam.state() }),
    restore(_, { weights, adam: moments }) {
      adam.restore(moments);
      for (const [name, variable] of Object.entries(parameters))
        numbersOf(variable).set((weights[name] as { readonly values: Float32Array }).values);
    },
    dispose() {
      gradient.dispose();
      disposeParameters(parameters);
      adam.dispose();
    },
  };
}
