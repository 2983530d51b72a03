// What papers report, to be drawn beside one's own points: only rows that were read in a paper's own table or its authors' code.
import type { RatioKind } from './ratios.ts';

export interface PublishedRow {
  readonly method: string;
  readonly network: 'LeNet-300-100' | 'LeNet-5-Caffe' | 'LeNet-5 of 32-64-512' | 'light ResNet' | 'VGG';
  readonly data: 'MNIST' | 'CIFAR-10';
  /** Test error, in per cent. */
  readonly error: number;
  readonly ratio: number;
  /** Which of the three ratios it is, by what was counted. */
  readonly kind: RatioKind;
  /** Where it was read: a row may be of another paper, as quoted there. Tables that quote the same method differ. */
  readonly source: string;
}

type Numbers = readonly [method: string, error: number, ratio: number, kind: RatioKind];

const from = (source: string, network: PublishedRow['network'], data: PublishedRow['data'], rows: readonly Numbers[]): PublishedRow[] =>
  rows.map(([method, error, ratio, kind]) => ({ method, network, data, error, ratio, kind, source }));

const sharing = 'Ullrich, Meeds & Welling 2017, table 1';
const dropout = 'Molchanov, Ashukha & Vetrov 2017, table of the authors’ code';
const relaxed = 'Louizos et al. 2019, table 1';
const bayesian = 'Louizos, Ullrich & Welling 2017, table of the authors’ code';

/** A network is sparse there by its weights, but for the Bayesian groups, which take out whole units. */
export const publishedRows: readonly PublishedRow[] = [
  // Dynamic network surgery (DNS) reports what it prunes, 1/1.8 % and 1/0.9 %; the others of this table a whole file.
  ...from(sharing, 'LeNet-300-100', 'MNIST', [
    ['Soft weight sharing', 1.94, 64, 'coded'],
    ['Deep compression', 1.58, 40, 'coded'],
    ['DNS', 1.99, 56, 'kept'],
  ]),
  ...from(sharing, 'LeNet-5-Caffe', 'MNIST', [
    ['Soft weight sharing', 0.97, 162, 'coded'],
    ['Deep compression', 0.74, 39, 'coded'],
    ['DNS', 0.91, 108, 'kept'],
  ]),
  ...from(sharing, 'light ResNet', 'CIFAR-10', [['Soft weight sharing', 8.5, 45, 'coded']]),
  ...from(dropout, 'LeNet-300-100', 'MNIST', [
    ['Sparse variational dropout', 1.92, 68, 'kept'],
    ['Pruning', 1.59, 12, 'kept'],
    ['DNS', 1.99, 56, 'kept'],
    ['Soft weight sharing', 1.94, 23, 'kept'],
  ]),
  ...from(dropout, 'LeNet-5-Caffe', 'MNIST', [
    ['Sparse variational dropout', 0.75, 280, 'kept'],
    ['Pruning', 0.77, 12, 'kept'],
    ['DNS', 0.91, 111, 'kept'],
    ['Soft weight sharing', 0.97, 200, 'kept'],
  ]),
  ...from(bayesian, 'LeNet-5-Caffe', 'MNIST', [
    ['Deep compression', 0.7, 6, 'kept'],
    ['DNS', 0.9, 55, 'kept'],
    ['Soft weight sharing', 1, 100, 'kept'],
    ['Sparse variational dropout', 1, 63, 'kept'],
    ['Sparse variational dropout', 1, 228, 'precision'],
    ['Group normal-Jeffreys', 1, 108, 'kept'],
    ['Group normal-Jeffreys', 1, 361, 'precision'],
    ['Group horseshoe', 1, 156, 'kept'],
    ['Group horseshoe', 1, 419, 'precision'],
  ]),
  ...from(bayesian, 'VGG', 'CIFAR-10', [
    ['Group normal-Jeffreys', 8.6, 14, 'kept'],
    ['Group normal-Jeffreys', 8.6, 56, 'precision'],
    ['Group horseshoe', 9, 18, 'kept'],
    ['Group horseshoe', 9, 59, 'precision'],
  ]),
  // Bits of weights and activations alike; the table gives bits, the ratio is 32 over them. What it quotes of others ran on networks of theirs.
  ...from(relaxed, 'LeNet-5 of 32-64-512', 'MNIST', [
    ['Relaxed quantization, 8 bits', 0.55, 4, 'precision'],
    ['Relaxed quantization, 4 bits', 0.58, 8, 'precision'],
    ['Relaxed quantization, 2 bits', 0.76, 16, 'precision'],
    ['Relaxed quantization, straight through, 8 bits', 0.56, 4, 'precision'],
    ['Relaxed quantization, straight through, 4 bits', 0.61, 8, 'precision'],
    ['Relaxed quantization, straight through, 2 bits', 0.63, 16, 'precision'],
  ]),
  ...from(relaxed, 'VGG', 'CIFAR-10', [
    ['Relaxed quantization, 8 bits', 6.7, 4, 'precision'],
    ['Relaxed quantization, 4 bits', 8.43, 8, 'precision'],
    ['Relaxed quantization, 2 bits', 11.75, 16, 'precision'],
    ['Relaxed quantization, straight through, 8 bits', 6.72, 4, 'precision'],
    ['Relaxed quantization, straight through, 4 bits', 7.96, 8, 'precision'],
    ['Relaxed quantization, straight through, 2 bits', 9.08, 16, 'precision'],
  ]),
];
