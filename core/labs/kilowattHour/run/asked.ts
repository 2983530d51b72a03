// A network that was asked about all held-out images: what it said, what one answer took, and how to ask it again.
import type { CodedNetwork } from '../../../compression/coded.ts';
import { onGrids } from '../../../compression/export/on-grids.ts';
import { calibrate } from '../../../compression/run/calibrate.ts';
import { createInt8Runner } from '../../../compression/run/int8-runner.ts';
import { int8Arithmetic } from '../../../compression/run/int8-vectors.ts';
import { createRunner } from '../../../compression/run/network-runner.ts';
import { vectorKernel } from '../../../compression/run/vector-kernels.ts';
import { createWork, type Work } from '../../../compression/work.ts';
import { calibratingRows, type Examples } from '../../../nets/classify/examples.ts';
import { logitsOf, logProbabilitiesOf } from '../../../nets/classify/judge.ts';
import { workOf } from '../../../tensor/index.ts';
import type { Stage } from '../model/stop-when-sure.ts';

export interface Asked extends Stage {
  readonly network: CodedNetwork;
  /** Answers for one held-out image, as quickly as it can be done here. */
  readonly answer: (image: number) => void;
}

export const rowOf = ({ inputs, count }: Examples, row: number): Float32Array => {
  const size = inputs.length / count;
  return inputs.slice(row * size, (row + 1) * size);
};

const classesOf = ({ layers }: CodedNetwork): number => layers.at(-1)?.bias.length as number;

/** What one answer takes, counted as the network runs; by filters on a whole image, as its kernels read them: once. */
export function answerWorkOf(network: CodedNetwork, heldOut: Examples): Work {
  const x = rowOf(heldOut, 0);
  if (network.input.length === 3) return workOf(() => logitsOf(network, x));
  const work = createWork();
  createRunner(network).run(x, work);
  return work;
}

/** As it is coded. */
export function asked(network: CodedNetwork, heldOut: Examples): Asked {
  let run: ((x: Float32Array) => unknown) | undefined;
  return {
    network,
    logProbabilities: logProbabilitiesOf(logitsOf(network, heldOut.inputs), classesOf(network)),
    work: answerWorkOf(network, heldOut),
    answer(image) {
      run ??= createRunner(network, vectorKernel).run;
      run(rowOf(heldOut, image));
    },
  };
}

/** In whole numbers throughout: codes of 8 bits, sums in 32. */
export function askedInWholeNumbers(network: CodedNetwork, training: Examples, heldOut: Examples): Asked {
  const coded = onGrids(network);
  const grids = calibrate(coded, calibratingRows(training));
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
  return {
    network: coded,
    logProbabilities: logProbabilitiesOf(logits, classes),
    work,
    answer: (image) => void runner.run(rowOf(heldOut, image)),
  };
}
