// The state of a run: methods that begin with the same weights and learn from the same minibatches, and what each came to, survey by survey.
import { InputError } from '../../../base/input-error.ts';
import type { ImageSet } from '../../../data/images.ts';
import type { Kept } from '../../../lab/keep.ts';
import type { Start } from '../../../lab/lab.ts';
import { type Classifier, isConvolution, type WeightsByName } from '../../../nets/classify/classifier.ts';
import { batchesAnEpoch, createMinibatches, type Examples, examplesOf } from '../../../nets/classify/examples.ts';
import { openTensors } from '../../../tensor/index.ts';
import type { CompressionValues } from '../declaration/params.ts';
import { trainedMethods } from '../declaration/shown.ts';
import { networkFor, trainedHere } from './base.ts';
import type { Entry } from './entry.ts';
import { categoryOf, createRacer, learn, methodOf, type Racer, readOut, settle } from './racer.ts';
import { settingsOf } from './settings.ts';
import { weighed } from './weighed.ts';

export interface CompressionState {
  readonly seed: number;
  readonly classifier: Classifier;
  /** Of an image. */
  readonly rows: number;
  readonly columns: number;
  readonly classes: readonly string[];
  readonly examples: Examples;
  /** Images held out, of which every network is judged. */
  readonly heldOut: Examples;
  readonly batches: (step: number) => Examples;
  readonly perEpoch: number;
  readonly base: WeightsByName;
  readonly racers: readonly Racer[];
  step: number;
  /** The largest F of the last step: what tells that a training has left the finite numbers. */
  worst: number;
  readonly entries: Entry[];
  readonly kept: Kept;
}

/** Images that networks are judged on at most; those with filters, which take ten times as long, on fewer. */
const JUDGED = 2000;
const JUDGED_BY_FILTERS = 1000;

const firstOf = ({ count, inputs, labels }: Examples, most: number): Examples => {
  const few = Math.min(count, most);
  return { count: few, inputs: inputs.subarray(0, (few * inputs.length) / count), labels: labels.subarray(0, few) };
};

const namesOf = ({ classes }: ImageSet, count: number): readonly string[] =>
  Array.from({ length: count }, (_, k) => classes?.[k] ?? String(k));

export const init = (values: CompressionValues, start: Start): Promise<CompressionState> =>
  begin(values, start, (classifier, examples, given) => given ?? trainedHere(classifier, examples, values, start.seed)).then((state) => {
    survey(state, values);
    return state;
  });

/** A state before its first survey, from the base that `baseFor` gives: it is told weights that are there. Throws InputError for data without labelled images. */
export async function begin(
  values: CompressionValues,
  { seed, data, means }: Start,
  baseFor: (classifier: Classifier, examples: Examples, given: WeightsByName | undefined) => WeightsByName,
): Promise<CompressionState> {
  if (!data?.images) throw new InputError('dataset', 'images', 'none');
  const { training, heldOut } = data.images;
  const examples = examplesOf(training);
  const all = examplesOf(heldOut);
  if (values.batchSize > examples.count) throw new InputError('batchSize', `at most ${examples.count} images`, String(values.batchSize));
  const classes = [...examples.labels, ...all.labels].reduce((most, label) => Math.max(most, label + 1), 2);
  const { classifier, weights } = networkFor(values, { rows: training.rows, columns: training.columns, classes }, data.model);
  // Bytes and errors are compared: they must be the same on every machine.
  await openTensors({ ...means?.threads, reproducible: true });
  const base = baseFor(classifier, examples, weights);
  const perEpoch = batchesAnEpoch(examples.count, values.batchSize);
  const steps = values.epochs * perEpoch;
  return {
    seed,
    classifier,
    rows: training.rows,
    columns: training.columns,
    classes: namesOf(training, classifier.layers.at(-1)?.shape.at(-1) as number),
    examples,
    heldOut: firstOf(all, classifier.layers.some(isConvolution) ? JUDGED_BY_FILTERS : JUDGED),
    batches: createMinibatches(examples, values.batchSize, seed, values.inputDropout),
    perEpoch,
    base,
    racers: trainedMethods(values).map((name) =>
      createRacer(name, classifier, base, settingsOf(methodOf(name), values, steps), examples, seed),
    ),
    step: 0,
    worst: 0,
    entries: [],
    kept: new Map(),
  };
}

/** Every method is read out, written as bytes and judged. */
function survey(state: CompressionState, values: CompressionValues): void {
  for (const racer of state.racers) {
    settle(racer);
    racer.surveyed = racer.training.weights();
    const { file, counts, judged, work } = weighed(readOut(racer, state, values, 0), state.heldOut);
    state.entries.push({
      step: state.step,
      method: categoryOf(racer.name),
      bytes: file.bytes.length,
      error: judged.error,
      nonZeroWeights: counts.nonZeroWeights,
      multiplyAccumulates: work.multiplyAccumulatesFloat32,
      ...racer.last,
    });
  }
}

export const done = (state: CompressionState, { epochs }: CompressionValues): boolean => state.step >= epochs * state.perEpoch;

/** The same minibatch for all; each epoch ends with a survey. */
export function step(state: CompressionState, values: CompressionValues): CompressionState {
  const batch = state.batches(state.step);
  state.worst = Math.max(...state.racers.map((racer) => learn(racer, batch, state.examples.count).freeEnergy));
  state.step += 1;
  // A training that has left the finite numbers is stopped here, and has nothing to be read out.
  if (state.step % state.perEpoch === 0 && Number.isFinite(state.worst)) survey(state, values);
  return state;
}

export function dispose({ racers }: CompressionState): void {
  for (const { training } of racers) training.dispose();
}
