// Adam (Kingma and Ba 2015) over all variables of a network in one pass.
import { InputError } from '../lab/input-error.ts';
import { type LabBackend, labBackend } from './backend.ts';
import { engine, type Tensor, type Variable } from './tf.ts';

interface AdamState {
  /** Steps made. */
  readonly time: number;
  /** Means and uncentred variances of the gradients: first and second moment of each variable, in their order. */
  readonly moments: Float32Array[];
}

export interface Adam {
  /** One step down the gradients, one for each variable in their order; the variables are changed in place. */
  step(gradients: readonly Tensor[], learningRate: number): void;
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
  let time = 0;
  return {
    step(gradients, learningRate) {
      if (gradients.length !== variables.length) throw new Error(`${variables.length} variables, ${gradients.length} gradients`);
      time += 1;
      const weights = variables.map((variable) => ownAddress(lab, variable));
      const slopes = gradients.map((gradient) => lab.addressOf(gradient));
      for (const [i, { variable, from, size }] of parts.entries()) {
        entries[5 * i] = (weights[variable] as number) + 4 * from;
        entries[5 * i + 1] = (slopes[variable] as number) + 4 * from;
        entries[5 * i + 2] = (moments[2 * variable]?.address as number) + 4 * from;
        entries[5 * i + 3] = (moments[2 * variable + 1]?.address as number) + 4 * from;
        entries[5 * i + 4] = size;
      }
      const [rate, scale] = [learningRate / (1 - beta1 ** time), 1 / Math.sqrt(1 - beta2 ** time)];
      lab.kernels.run('adam', parts.length, [table], [beta1, beta2, rate, scale, epsilon]);
    },
    state: () => ({ time, moments: moments.map(({ address, size }) => heap.floats(address, size).slice()) }),
    restore(state) {
      const sizes = (list: readonly { length: number }[]) => list.map(({ length }) => length).join(', ');
      const [expected, got] = [moments.map(({ size }) => size).join(', '), sizes(state.moments)];
      if (expected !== got) throw new InputError('moments', `arrays of ${expected} numbers`, `arrays of ${got}`);
      time = state.time;
      for (const [i, { address, size }] of moments.entries()) heap.floats(address, size).set(state.moments[i] as Float32Array);
    },
    dispose() {
      for (const { address } of moments) heap.free(address);
      heap.free(table);
      moments.length = 0;
    },
  };
}
