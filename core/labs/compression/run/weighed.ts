// A network as a file: how many bytes, what they are for, what is left of it, and how it does.
import { type CodedNetwork, decoded } from '../../../compression/coded.ts';
import { type NetworkFile, networkFileOf, readNetwork } from '../../../compression/file/network-file.ts';
import { type Counts, networkCounts } from '../../../compression/ledger/counts.ts';
import { createRunner } from '../../../compression/run/network-runner.ts';
import { createWork, type Work } from '../../../compression/work.ts';
import type { Examples } from '../../../nets/classify/examples.ts';
import { logitsOf } from '../../../nets/classify/judge.ts';
import { type Judged, judgedBy } from '../model/judged.ts';

export interface Weighed {
  readonly network: CodedNetwork;
  readonly file: NetworkFile;
  /** Of weights, biases left out. `nonZeroWeights` of what stands in the file. */
  readonly counts: Counts;
  readonly judged: Judged;
  /** What one image takes, counted as the network runs. */
  readonly work: Work;
}

function workOf(network: CodedNetwork, { inputs, count }: Examples): Work {
  const work = createWork();
  createRunner(network).run(inputs.slice(0, inputs.length / count), work);
  return work;
}

/** Writes a network, and judges what is written. */
export const weighed = (network: CodedNetwork, examples: Examples): Weighed => ({
  network,
  file: networkFileOf(network),
  counts: networkCounts(network, 'leftOut'),
  judged: judgedBy(logitsOf(network, examples.inputs), examples.labels),
  work: workOf(network, examples),
});

const differing = (a: Float32Array, b: Float32Array): number =>
  a.length === b.length ? a.reduce((sum, value, i) => sum + (value === b[i] ? 0 : 1), 0) : Math.max(a.length, b.length);

/** Reads the file back, and counts the weights and biases that are not what was written. */
export function strayNumbers({ network, file }: Weighed): number {
  const back = readNetwork(file.bytes);
  return network.layers.reduce((sum, { weights, bias }, i) => {
    const other = back.layers[i];
    return other ? sum + differing(decoded(weights), decoded(other.weights)) + differing(bias, other.bias) : sum + bias.length;
  }, 0);
}
