// A classifier under way by one method: what a step does, and all that the next one needs.
import { streamsFor } from '../../prob/streams.ts';
import {
  type Adam,
  createAdam,
  createReplay,
  numbersOf,
  type Scalar,
  type Tensor,
  type Tensor2D,
  tf,
  type Variable,
} from '../../tensor/index.ts';
import { disposeParameters, type Parameters, parametersOf, weightsOf } from '../parameters.ts';
import type { Classifier, WeightsByName } from './classifier.ts';
import { batchesAnEpoch, type Examples } from './examples.ts';
import type { Method, Pass, Settings } from './method.ts';
import { drawNoise } from './noise.ts';

const streamOf = streamsFor('classify', ['begin', 'step']);

/** In nats an example; the complexity is that of the whole network, none of it shared. */
export interface Seen {
  readonly crossEntropy: number;
  readonly complexity: number;
  /** β of this step. */
  readonly inverseTemperature: number;
  /** crossEntropy + β complexity / examples. */
  readonly freeEnergy: number;
}

/** All that a training goes on from. */
export interface TrainingState {
  readonly step: number;
  readonly weights: WeightsByName;
  readonly adam: ReturnType<Adam['state']>;
}

export interface Training {
  readonly parameters: Parameters;
  readonly step: () => number;
  /** One step on a minibatch, which trainings that race share. */
  learn(batch: Examples): Seen;
  /** Parameters as plain numbers, copied. */
  weights(): WeightsByName;
  state(): TrainingState;
  restore(state: TrainingState): void;
  /** How many steps were taken without a tape. */
  readonly replayed: () => number;
  dispose(): void;
}

/** Mean of −log p(class) of logits [rows, classes], in nats; classes are rows of a 1 among zeros. */
const crossEntropy = (logits: Tensor2D, classes: Tensor2D): Scalar =>
  tf.neg(tf.mean<Scalar>(tf.sum(tf.mul(classes, tf.logSoftmax(logits)), 1)));

/** F of a minibatch and what it is made of; β shares the complexity among the examples already. */
export function freeEnergyOf<Own extends string>(
  method: Method<Own>,
  pass: Pass<Own>,
  x: Tensor2D,
  classes: Tensor2D,
  share: Scalar,
): { readonly value: Scalar; readonly seen: readonly Scalar[] } {
  const whole = { ...pass, parameters: { ...pass.parameters, ...method.derived?.(pass) } };
  const fit = crossEntropy(method.logits(whole, x), classes);
  const cost = method.complexity?.(whole);
  return { value: cost ? tf.add<Scalar>(fit, tf.mul(share, cost)) : fit, seen: cost ? [fit, cost] : [fit] };
}

/** β of a step: 0 for some epochs, then linear to the full one. */
function temperatureAt(step: number, perEpoch: number, { quietEpochs, warmUpEpochs, inverseTemperature }: Settings): number {
  const [from, to] = [quietEpochs * perEpoch, warmUpEpochs * perEpoch];
  return inverseTemperature * (step < from ? 0 : to > from ? Math.min(1, (step + 1 - from) / (to - from)) : 1);
}

/** Classes as rows of a 1 among zeros. */
export function oneHot(labels: Uint8Array, classes: number): Float32Array {
  const out = new Float32Array(labels.length * classes);
  labels.forEach((label, row) => {
    out[row * classes + label] = 1;
  });
  return out;
}

export interface TrainingStart {
  readonly seed: number;
  /** How many examples there are to learn from: they share the complexity. */
  readonly examples: number;
}

/** A training from these weights and biases. Same seed, settings and minibatches, same bits. Throws InputError as the method does. */
export function createTraining<Own extends string>(
  method: Method<Own>,
  classifier: Classifier,
  weights: WeightsByName,
  settings: Settings<Own>,
  { seed, examples }: TrainingStart,
): Training {
  const parameters = parametersOf(method.begin(classifier, weights, settings, streamOf(seed, 'begin', method.id)));
  const learning = Object.entries(parameters).filter(([name]) => method.learns?.(name) ?? true);
  const variables = learning.map(([, variable]) => variable);
  const rates = learning.map(([name]) => method.rate?.(name, settings) ?? 1);
  const adam = createAdam(variables);
  const replay = createReplay(Object.values(parameters));
  const perEpoch = batchesAnEpoch(examples, settings.batchSize);
  const steps = Math.max(1, Math.round(settings.epochs * perEpoch));
  const classes = classifier.layers.at(-1)?.shape.at(-1) as number;
  const key = JSON.stringify(settings);
  let step = 0;
  // Which of the parameters have a slope, in their order, as the tape last found it.
  let learns: readonly boolean[] = [];

  const slopes = (share: Tensor, x: Tensor, hot: Tensor, noise: readonly Tensor[]): readonly Tensor[] => {
    let seen: readonly Scalar[] = [];
    const { value, grads } = tf.variableGrads(() => {
      const found = freeEnergyOf(method, { classifier, parameters, settings, noise }, x as Tensor2D, hot as Tensor2D, share as Scalar);
      seen = found.seen.map((each) => tf.keep(each));
      return found.value;
    }, variables as Variable[]);
    if (!seen.includes(value as Scalar)) value.dispose();
    const gradients = variables.map(({ name }) => grads[name] as Tensor | null | undefined);
    learns = gradients.map((gradient) => !!gradient);
    return [...gradients.filter((gradient) => !!gradient), ...seen];
  };

  return {
    parameters,
    step: () => step,
    learn({ count, inputs, labels }) {
      const inverseTemperature = temperatureAt(step, perEpoch, settings);
      const shapes = method.noise?.(classifier, count, settings) ?? [];
      const noise = drawNoise(shapes, streamOf(seed, 'step', method.id, step));
      const results = replay.run(
        key,
        [
          { values: Float32Array.of(inverseTemperature / examples), shape: [] },
          { values: inputs, shape: [count, inputs.length / count] },
          { values: oneHot(labels, classes), shape: [count, classes] },
          ...noise,
        ],
        (share, x, hot, ...more) => slopes(share as Tensor, x as Tensor, hot as Tensor, more),
      );
      let at = 0;
      const gradients = learns.map((each) => (each ? results[at++] : undefined));
      const seen = results.slice(at).map((each) => each.dataSync()[0] as number);
      const left = settings.cooling > 0 ? Math.min(1, (steps - step) / (settings.cooling * steps)) : 1;
      const rate = settings.learningRate * Math.max(0, left);
      for (const times of new Set(rates)) {
        adam.step(
          gradients.map((gradient, i) => (rates[i] === times ? gradient : undefined)),
          rate * times,
        );
      }
      step += 1;
      if (method.settle) {
        const places = Object.fromEntries(Object.entries(parameters).map(([name, variable]) => [name, numbersOf(variable)]));
        method.settle(classifier, places, settings, { step, steps });
      }
      const [fit = Number.NaN, complexity = 0] = seen;
      return { crossEntropy: fit, complexity, inverseTemperature, freeEnergy: fit + (inverseTemperature / examples) * complexity };
    },
    weights: () => weightsOf(parameters),
    state: () => ({ step, weights: weightsOf(parameters), adam: adam.state() }),
    restore(state) {
      adam.restore(state.adam);
      for (const [name, variable] of Object.entries(parameters))
        numbersOf(variable).set((state.weights[name] as { values: Float32Array }).values);
      step = state.step;
    },
    replayed: replay.replayed,
    dispose() {
      replay.dispose();
      adam.dispose();
      disposeParameters(parameters);
    },
  };
}
