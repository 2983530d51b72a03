// A network that was asked about all held-out images: what it said, and what one answer took.
import type { CodedNetwork } from '../../../compression/coded.ts';
import { decoded } from '../../../compression/coded.ts';
import { quantizeUniform } from '../../../compression/quantize/uniform.ts';
import { calibrate } from '../../../compression/run/calibrate.ts';
import { createInt8Runner } from '../../../compression/run/int8-runner.ts';
import { int8Arithmetic } from '../../../compression/run/int8-vectors.ts';
import { createRunner } from '../../../compression/run/network-runner.ts';
import { createWork, type Work } from '../../../compression/work.ts';
import type { Examples } from '../../../nets/classify/examples.ts';
import { logitsOf, logProbabilitiesOf } from '../../../nets/classify/judge.ts';
import type { Stage } from '../model/stop-when-sure.ts';

const rowOf = ({ inputs, count }: Examples, row: number) => {
  const size = inputs.length / count;
  return inputs.slice(row * size, (row + 1) * size);
};

/** What one answer takes, counted as the network runs. */
export function answerWorkOf(network: CodedNetwork, heldOut: Examples): Work {
  const work = createWork();
  createRunner(network).run(rowOf(heldOut, 0), work);
  return work;
}

const classesOf = ({ layers }: CodedNetwork): number => layers.at(-1)?.bias.length as number;

/** As it is coded. */
export const asked = (network: CodedNetwork, heldOut: Examples): Stage => ({
  logProbabilities: logProbabilitiesOf(logitsOf(network, heldOut.inputs), classesOf(network)),
  work: answerWorkOf(network, heldOut),
});

/** Weights on a symmetric grid of 8 bits for each channel; biases stay float32. */
export const onGrid = (network: CodedNetwork): CodedNetwork => ({
  ...network,
  layers: network.layers.map((layer) => ({
    ...layer,
    weights: quantizeUniform(decoded(layer.weights), layer.weights.shape, { bits: 8, kind: 'symmetric', per: 'channel' }),
  })),
});

/** Images that the grids between layers are laid out by. */
const CALIBRATING = 100;

/** In whole numbers throughout: codes of 8 bits, sums in 32. */
export function askedInWholeNumbers(network: CodedNetwork, training: Examples, heldOut: Examples): Stage {
  const coded = onGrid(network);
  const rows = Array.from({ length: Math.min(CALIBRATING, training.count) }, (_, row) => rowOf(training, row));
  const grids = calibrate(coded, rows);
  const runner = createInt8Runner(coded, grids, int8Arithmetic);
  const { scale, zeroPoint } = grids.at(-1) as (typeof grids)[number];
  const classes = classesOf(network);
  const logits = new Float64Array(heldOut.count * classes);
  let work = createWork();
  for (let row = 0; row < heldOut.count; row += 1) {
    work = createWork();
    const codes = runner.run(rowOf(heldOut, row), work);
    for (let k = 0; k < classes; k += 1) logits[row * classes + k] = scale * ((codes[k] as number) - zeroPoint);
  }
  return { logProbabilities: logProbabilitiesOf(logits, classes), work };
}
