// A classifier with the dense one’s layers, from random weights.
import { InputError } from '../../../base/input-error.ts';
import type { CodedNetwork } from '../../../compression/coded.ts';
import { createRunner } from '../../../compression/run/network-runner.ts';
import { vectorKernel } from '../../../compression/run/vector-kernels.ts';
import { type Classifier, initialClassifierWeights } from '../../../nets/classify/classifier.ts';
import { batchesAnEpoch, createMinibatches, type Examples } from '../../../nets/classify/examples.ts';
import { judge } from '../../../nets/classify/judge.ts';
import { plain } from '../../../nets/classify/methods/plain.ts';
import { createTraining, type Seen } from '../../../nets/classify/training.ts';
import { workOf } from '../../../tensor/index.ts';
import type { KilowattHourValues } from '../declaration/params.ts';
import { answerWorkOf, rowOf } from './asked.ts';
import type { Learner } from './learner.ts';
import { streamOf } from './streams.ts';

const shapeOf = ({ name, input, layers }: CodedNetwork): Classifier => ({
  name,
  input,
  layers: layers.map(({ weights, name: layer, activation, pool }) => {
    if (activation === 'sign') throw new InputError('learner', 'a network of ReLUs', activation);
    return { name: layer, shape: weights.shape, activation, pool };
  }),
});

/** Cross-entropy alone is gone down, at the same rate to the end: epochs may change on the way. */
export function createClassifierLearner(
  dense: CodedNetwork,
  training: Examples,
  heldOut: Examples,
  { batchSize, learningRate }: Pick<KilowattHourValues, 'batchSize' | 'learningRate'>,
  seed: number,
): Learner {
  const classifier = shapeOf(dense);
  const settings = { ...plain.defaults, batchSize, learningRate, cooling: 0, decay: 0 };
  const weights = initialClassifierWeights(classifier, streamOf(seed, 'weights'));
  const learning = createTraining(plain, classifier, weights, settings, { seed, examples: training.count });
  const batches = createMinibatches(training, batchSize, seed);
  const network = () => plain.readOut(classifier, learning.weights(), settings);
  return {
    perEpoch: batchesAnEpoch(training.count, batchSize),
    examples: training.count,
    learn(step) {
      let seen: Seen | undefined;
      const work = workOf(() => {
        seen = learning.learn(batches(step));
      });
      return { work, bound: -(seen?.crossEntropy ?? Number.NaN) };
    },
    heldOut() {
      const { error, crossEntropy } = judge(network(), heldOut);
      return { bound: -crossEntropy, error };
    },
    answering() {
      const { run } = createRunner(network(), vectorKernel);
      return (image) => void run(rowOf(heldOut, image));
    },
    answerWork: answerWorkOf(network(), heldOut),
    state() {
      const { weights: now, adam } = learning.state();
      return { weights: now, adam };
    },
    restore: (step, { weights: now, adam }) => learning.restore({ step, weights: now, adam }),
    dispose: learning.dispose,
  };
}
