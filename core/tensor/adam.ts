// Adam (Kingma and Ba 2015) over all variables of a network in one pass.
import { InputError } from '../base/input-error.ts';
import { type LabBackend, labBackend } from './backend.ts';
import { engine, type Tensor, type Variable } from './tf.ts';

interface AdamState {
  /** Steps made by each variable. */
  readonly times: readonly number[];
  /** Means and uncentred variances of the gradients: first and second moment of each variable, in their order. */
  readonly moments: Float32Array[];
}

/** One for each variable in their order; a variable without one stays as it is, and so do its moments. */
type Gradients = readonly (Tensor | undefined)[];

export interface Adam {
  /** One step down the gradients; the variables are changed in place. */
  step(gradients: Gradients, learningRate: number): void;
  /** How far that step would move each variable: the length of its change, 0 without a gradient. Nothing is changed. */
  reach(gradients: Gradients, learningRate: number): number[];
  state(): AdamState;
  restore(state: AdamState): void;
  dispose(): void;
}

/** Numbers a part: enough to be worth handing out, few enough to even out. */
const PART = 16384;

/** Where a variable’s numbers may be changed in place: if anything shares them, that keeps the old ones. */
function ownAddress(lab: LabBackend, variable: Variable): number {
  if (lab.refCount(variable.dataId) > 1) {
    const copy = lab.output(variable.shape);
    lab.kernels.heap.floats(lab.addressOf(copy), variable.size).set(lab.kernels.heap.floats(lab.addressOf(variable), variable.size));
    const tensor = engine().makeTensorFromTensorInfo(copy, lab);
    variable.assign(tensor);
    tensor.dispose();
  }
  return lab.writableAddressOf(variable);
}

/**
 * w ← w − η m̂ / (√v̂ + ε) with m ← β₁ m + (1 − β₁) g, v ← β₂ v + (1 − β₂) g² and hats for the correction of their start at zero.
 */
export function createAdam(
  variables: readonly Variable[],
  { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 }: { beta1?: number; beta2?: number; epsilon?: number } = {},
): Adam {
  const lab = labBackend();
  const { heap } = lab.kernels;
  const moments = variables.flatMap(({ size }) => {
    const places = [heap.allocate(4 * size), heap.allocate(4 * size)];
    for (const address of places) heap.floats(address, size).fill(0);
    return places.map((address) => ({ address, size }));
  });
  const parts = variables.flatMap(({ size }, i) =>
    Array.from({ length: Math.ceil(size / PART) }, (_, j) => ({ variable: i, from: j * PART, size: Math.min(PART, size - j * PART) })),
  );
  const table = heap.allocate(20 * parts.length);
  const entries = heap.ints(table, 5 * parts.length);
  const times = variables.map(() => 0);
  const checked = (gradients: Gradients) => {
    if (gradients.length !== variables.length) throw new Error(`${variables.length} variables, ${gradients.length} gradients`);
  };
  /** The learning rate and the scale of √v that correct for the moments’ start at zero, at a variable’s step `time`. */
  const corrected = (learningRate: number, time: number) => [learningRate / (1 - beta1 ** time), 1 / Math.sqrt(1 - beta2 ** time)] as const;
  return {
    step(gradients, learningRate) {
      checked(gradients);
      const moved = variables.map((variable, i) => {
        const gradient = gradients[i];
        if (!gradient) return undefined;
        times[i] = (times[i] as number) + 1;
        return { weights: ownAddress(lab, variable), slopes: lab.addressOf(gradient) };
      });
      // Those that have made as many steps go in one pass: all, as a rule.
      for (const time of new Set(times.filter((_, i) => moved[i]))) {
        let count = 0;
        for (const { variable, from, size } of parts) {
          const addresses = moved[variable];
          if (!addresses || times[variable] !== time) continue;
          entries[5 * count] = addresses.weights + 4 * from;
          entries[5 * count + 1] = addresses.slopes + 4 * from;
          entries[5 * count + 2] = (moments[2 * variable]?.address as number) + 4 * from;
          entries[5 * count + 3] = (moments[2 * variable + 1]?.address as number) + 4 * from;
          entries[5 * count + 4] = size;
          count += 1;
        }
        lab.kernels.run('adam', count, [table], [beta1, beta2, ...corrected(learningRate, time), epsilon]);
      }
    },
    reach(gradients, learningRate) {
      checked(gradients);
      return gradients.map((gradient, i) => {
        if (!gradient) return 0;
        const slopes = gradient.dataSync();
        const [means, variances] = [0, 1].map((which) => {
          const { address, size } = moments[2 * i + which] as { address: number; size: number };
          return heap.floats(address, size);
        }) as [Float32Array, Float32Array];
        const [rate, scale] = corrected(learningRate, (times[i] as number) + 1);
        let squares = 0;
        for (let j = 0; j < slopes.length; j += 1) {
          const slope = slopes[j] as number;
          const mean = beta1 * (means[j] as number) + (1 - beta1) * slope;
          const variance = beta2 * (variances[j] as number) + (1 - beta2) * slope * slope;
          squares += ((rate * mean) / (Math.sqrt(variance) * scale + epsilon)) ** 2;
        }
        return Math.sqrt(squares);
      });
    },
    state: () => ({ times: [...times], moments: moments.map(({ address, size }) => heap.floats(address, size).slice()) }),
    restore(state) {
      const sizes = (list: readonly { length: number }[]) => list.map(({ length }) => length).join(', ');
      const [expected, got] = [moments.map(({ size }) => size).join(', '), sizes(state.moments)];
      if (expected !== got) throw new InputError('moments', `arrays of ${expected} numbers`, `arrays of ${got}`);
      if (state.times.length !== times.length) throw new InputError('times', `${times.length} of them`, String(state.times.length));
      times.splice(0, times.length, ...state.times);
      for (const [i, { address, size }] of moments.entries()) heap.floats(address, size).set(state.moments[i] as Float32Array);
    },
    dispose() {
      for (const { address } of moments) heap.free(address);
      heap.free(table);
      moments.length = 0;
    },
  };
}
