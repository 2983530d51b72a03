// What values become when a trained model is chosen or opened: its own shapes.
import { InputError } from '../../../base/input-error.ts';
import { type Dataset, OWN } from '../../../data/dataset.ts';
import { readSafetensors } from '../../../io/safetensors.ts';
import type { VaeValues } from './params.ts';

const names = ['network', 'hiddenUnits', 'activation', 'likelihood', 'family', 'latentDimension', 'decoderWeights'] as const;
type Shapes = Partial<Pick<VaeValues, (typeof names)[number]>>;

const shapes = {
  network: 'dense',
  hiddenUnits: 400,
  activation: 'relu',
  likelihood: 'bernoulli',
  family: 'meanField',
  decoderWeights: 'point',
} as const;

const shipped: Readonly<Record<string, Shapes>> = {
  digits2d: { ...shapes, latentDimension: 2 },
  digits20d: { ...shapes, latentDimension: 20 },
  convolutional: { ...shapes, network: 'convolutional', latentDimension: 10 },
  clothing2d: { ...shapes, hiddenUnits: 128, latentDimension: 2 },
};

/** The architecture among a file’s metadata; the values it becomes are parsed like any others. Throws InputError. */
export function shapesIn(file: string, metadata: Readonly<Record<string, string>>): Shapes {
  try {
    const read = JSON.parse(metadata.architecture ?? '') as Record<string, unknown>;
    return Object.fromEntries(names.filter((name) => name in read).map((name) => [name, read[name]]));
  } catch {
    throw new InputError(file, 'a model that this lab wrote', 'one without an architecture among its metadata');
  }
}

/** The models that ship have learnt images of this size. */
const SIDE = 28;

/** Of a model the shapes it brings; where it does not go with the data, random weights to begin with. */
export function adopt({ dataset, weights, network }: VaeValues, { model, images }: Dataset): Partial<VaeValues> {
  if (weights === OWN) return model ? shapesIn('weights', readSafetensors('weights', model).metadata) : {};
  if (!images) return {};
  const { points, rows, columns } = images.training;
  const dense = points && network === 'convolutional' ? ({ network: 'dense' } as const) : {};
  if (!(weights in shipped)) return dense;
  return dataset !== OWN && !points && rows === SIDE && columns === SIDE ? (shipped[weights] as Shapes) : { weights: 'fresh', ...dense };
}
