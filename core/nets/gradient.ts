// The gradient of one minibatch after another, without the bookkeeping of a tape where the next is taken as the last was.
import { createReplay, type Scalar, type Tensor, type Tensor2D } from '../tensor/index.ts';
import type { Networks } from './networks.ts';
import { type ObjectiveSettings, slopesOf, type Terms, termsSeen } from './objective.ts';

/** A minibatch and the noise it is drawn by, row by row. */
export interface Minibatch {
  readonly count: number;
  readonly images: Float32Array;
  /** [count × latents] */
  readonly noise: Float32Array;
  /** [count × units] of each layer of the decoder whose weights are beliefs. */
  readonly unitNoise: readonly Float32Array[];
  readonly settings: ObjectiveSettings;
}

export interface Gradient {
  /** As `differentiate` gives it, to the last bit; but the gradients are the next call’s to change, and not to be disposed of. */
  of(batch: Minibatch): { readonly terms: Terms; readonly gradients: readonly (Tensor | undefined)[] };
  /** How many were taken without a tape. */
  readonly replayed: () => number;
  dispose(): void;
}

/** Gradients of these networks. β may change from one to the next; with any other setting or another count the tape comes back for one. */
export function createGradient(networks: Networks): Gradient {
  const replay = createReplay(Object.values(networks.parameters));
  // Which of the parameters have a gradient, in their order, as the tape last found it.
  let learns: readonly boolean[] = [];
  return {
    of({ count, images, noise, unitNoise, settings: { inverseTemperature, ...settings } }) {
      const rows = (values: Float32Array) => ({ values, shape: [count, values.length / count] });
      const beta = { values: Float32Array.of(inverseTemperature), shape: [] };
      const key = JSON.stringify(Object.entries(settings).toSorted());
      const results = replay.run(key, [beta, rows(images), rows(noise), ...unitNoise.map(rows)], (beta, x, noise, ...unitNoise) => {
        const draws = { x, noise, unitNoise, inverseTemperature: beta } as {
          x: Tensor2D;
          noise: Tensor2D;
          unitNoise: Tensor2D[];
          inverseTemperature: Scalar;
        };
        const { seen, gradients } = slopesOf(networks, draws, settings);
        learns = gradients.map((gradient) => gradient !== undefined);
        return [...gradients.filter((gradient) => gradient !== undefined), ...seen];
      });
      let at = 0;
      const gradients = learns.map((each) => (each ? results[at++] : undefined));
      return { terms: termsSeen(networks, results.slice(at)), gradients };
    },
    replayed: replay.replayed,
    dispose: replay.dispose,
  };
}
