// What a way to train a network that compresses well consists of.
import type { CodedNetwork } from '../../compression/coded.ts';
import type { Random } from '../../prob/random.ts';
import type { Scalar, Tensor, Tensor2D } from '../../tensor/index.ts';
import type { Classifier, WeightsByName } from './classifier.ts';

/** Numbers that a step is drawn by; uniform ones lie inside (0, 1). */
export interface NoiseShape {
  readonly kind: 'normal' | 'uniform';
  readonly shape: readonly number[];
}

/** What training by any method asks for. */
export type Common =
  /** Adam’s. */
  | 'learningRate'
  /** The share of the steps, at the end, in which the learning rate falls linearly to 0. */
  | 'cooling'
  | 'epochs'
  | 'batchSize'
  /** Epochs without the complexity, and those by whose end it counts in full. */
  | 'quietEpochs'
  | 'warmUpEpochs'
  /** What the complexity counts for in the end: 1 is the free energy itself. */
  | 'inverseTemperature';

export type Settings<Own extends string = never> = Readonly<Record<Common | Own, number>>;

/** A network on its way through a step. */
export interface Pass<Own extends string = never> {
  readonly classifier: Classifier;
  /** And what the method’s `derived` made of them. */
  readonly parameters: Readonly<Record<string, Tensor>>;
  readonly settings: Settings<Own>;
  /** As the method’s `noise` asks for it; none at test time. */
  readonly noise: readonly Tensor[] | undefined;
}

/** Live numbers of the parameters, to be changed in place. */
export type Places = Readonly<Record<string, Float32Array>>;

/** How far training has come. */
export interface Progress {
  /** Steps made. */
  readonly step: number;
  /** All that there will be. */
  readonly steps: number;
}

/** What a method is read out with. */
export interface ReadOptions {
  /** The method’s `threshold` unless told. */
  readonly threshold?: number;
  /** Inputs [rows × pixels] that statistics of batches are taken of, where the method keeps some. */
  readonly inputs?: Float32Array;
  /** How signs that are uncertain are read: as the likelier one unless told; `ternary` leaves out those that are not sure, `drawn` takes `random`. */
  readonly signs?: 'likelier' | 'ternary' | 'drawn';
  readonly random?: Random;
}

/**
 * One way of many. It trains by F of a minibatch, in nats an example: the mean cross-entropy, and the complexity of the whole network, shared
 * among the examples.
 */
export interface Method<Own extends string = never> {
  readonly id: string;
  readonly title: string;
  readonly family: 'none' | 'remove' | 'quantize' | 'binary';
  /** Where the method was published. */
  readonly source: string;
  /** Settings that do well on 10,000 digits with LeNet-300-100. */
  readonly defaults: Settings<Own>;
  /** Whether it begins with weights that have learnt before. */
  readonly pretrained: boolean;
  /** What `readOut` compares with, in the method’s own units. */
  readonly threshold: number;
  /** What it trains, as numbers, from weights and biases of the classifier. Throws InputError for settings that it cannot take. */
  begin(classifier: Classifier, weights: WeightsByName, settings: Settings<Own>, random: Random): WeightsByName;
  /** Whether a parameter learns by its slope; all do unless told. */
  learns?(name: string): boolean;
  /** What the learning rate of a parameter is multiplied by; 1 unless told. */
  rate?(name: string, settings: Settings<Own>): number;
  noise?(classifier: Classifier, rows: number, settings: Settings<Own>): readonly NoiseShape[];
  /** What logits and complexity both hang on, found once, in the place of parameters of the same names or beside them. */
  derived?(pass: Pass<Own>): Readonly<Record<string, Tensor>>;
  /** x [rows, pixels] to logits [rows, classes]: with noise as in training, without as at test time, before anything is dropped. */
  logits(pass: Pass<Own>, x: Tensor2D): Tensor2D;
  /** Of the whole network, in nats; none where the settings ask for none. */
  complexity?(pass: Pass<Own>): Scalar | undefined;
  /** After a step: what must hold of the parameters is made to. */
  settle?(classifier: Classifier, places: Places, settings: Settings<Own>, progress: Progress): void;
  /** The network that a file would keep. */
  readOut(classifier: Classifier, weights: WeightsByName, settings: Settings<Own>, options?: ReadOptions): CodedNetwork;
}

/** What all have in common, unless a method says otherwise. */
export const COMMON: Settings = {
  learningRate: 1e-3,
  cooling: 0.5,
  epochs: 20,
  batchSize: 128,
  quietEpochs: 0,
  warmUpEpochs: 0,
  inverseTemperature: 1,
};
