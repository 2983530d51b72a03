// The grids of the numbers between layers, from inputs such as the network will see.
import { InputError } from '../../base/input-error.ts';
import type { CodedNetwork } from '../coded.ts';
import { type ActivationGrid, activationGrid } from './activation-grid.ts';
import { createRunner } from './network-runner.ts';

/**
 * One grid for what comes in and one for what each layer gives, from the least to the largest number that the inputs bring about (min–max calibration).
 * Throws InputError where there are no inputs, where one has another size, and for numbers that are not finite.
 */
export function calibrate(network: CodedNetwork, inputs: readonly Float32Array[]): readonly ActivationGrid[] {
  if (inputs.length === 0) throw new InputError('calibration', 'one input at least', 'none');
  const { run, outputs } = createRunner(network);
  const ends = Array.from({ length: outputs.length + 1 }, () => ({ least: 0, most: 0 }));
  for (const x of inputs) {
    run(x);
    [x, ...outputs].forEach((values, i) => {
      const end = ends[i] as (typeof ends)[number];
      for (const value of values) {
        end.least = Math.min(end.least, value);
        end.most = Math.max(end.most, value);
      }
    });
  }
  return ends.map(({ least, most }) => activationGrid(least, most));
}
