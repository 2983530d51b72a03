// SGLD whose gradient is known exactly at a mode, so that a minibatch only estimates the difference from it (Baker, Fearnhead, Fox and
// Nemeth 2019).
import { findMode } from '../mode.ts';
import { again, type Chains, type Kernel, langevinTraits } from './kernel.ts';
import { langevinMove, passesOf } from './langevin.ts';
import { batchSizeOf, drawRows } from './minibatch.ts';
import { gradientAt } from './target.ts';

interface CentredState extends Chains {
  /** θ̂, once for each chain, so that one call estimates at all of them. */
  readonly centres: Float64Array;
  /** ∇ log p(θ̂) from all data. */
  readonly gradient: Float64Array;
}

/** ĝ(θ) = ∇ log p(θ̂) + [estimate at θ − estimate at θ̂ from the same rows]: unbiased, and quiet where θ is near θ̂. */
export const controlVariates: Kernel<CentredState> = {
  traits: { ...langevinTraits, title: 'SGLD, control variates', shortName: 'SGLD-CV', hue: 6 },
  init(target, positions) {
    const centre = findMode(target, positions.subarray(0, target.dimension));
    const centres = positions.map((_, i) => centre[i % target.dimension] as number);
    return { positions: positions.slice(), centres, gradient: gradientAt(target, centre) };
  },
  step(target, { positions, centres, gradient }, settings, random, spent) {
    const { data, dimension } = target;
    const { length } = positions;
    const { stepSize, temperature } = settings;
    const count = length / dimension;
    const gradients = again(spent?.drift, length);
    const batchSize = batchSizeOf(target, settings);
    if (!data || batchSize === data.size) target.logDensityGradients(positions, gradients, new Float64Array(count));
    else {
      const rows = drawRows(data.order, batchSize, count, random);
      const scale = settings.scaled ? data.size / batchSize : 1;
      const there = new Float64Array(length);
      data.estimates(positions, rows, batchSize, scale, gradients);
      data.estimates(centres, rows, batchSize, scale, there);
      for (let i = 0; i < length; i += 1) {
        gradients[i] = (gradients[i] as number) - (there[i] as number) + (gradient[i % dimension] as number);
      }
    }
    const normals = again(spent?.noise, length);
    random.normals(normals);
    const { next, drift, noise } = langevinMove(positions, gradients, normals, stepSize, temperature);
    // The rows are read at two points.
    const dataPasses = 2 * passesOf(target, settings);
    return { state: { positions: next, centres, gradient }, info: { gradientEvaluations: 2, dataPasses, stepSize, drift, noise } };
  },
};
