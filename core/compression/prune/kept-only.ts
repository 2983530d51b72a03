// The weights that a mask keeps, as a sparse tensor.
import { InputError } from '../../base/input-error.ts';
import type { Sparse } from '../coded.ts';
import { checkWeights, type Weights } from '../weights.ts';

/** How the kept numbers are coded, given as a tensor of one axis. */
export type CodeKept = (kept: Float32Array, shape: readonly number[]) => Sparse['values'];

const asFloats: CodeKept = (values, shape) => ({ kind: 'float32', shape, values });

/** 0 where the mask is 0; the kept weights, rounded to float32, are coded as told, or left as they are. Throws InputError. */
export function keptOnly(weights: Weights, shape: readonly number[], mask: Uint8Array, codeKept = asFloats): Sparse {
  checkWeights(weights, shape);
  if (mask.length !== weights.length) throw new InputError('mask', `${weights.length} places`, `${mask.length}`);
  const size = mask.reduce((sum, one) => sum + (one ? 1 : 0), 0);
  const kept = new Uint32Array(size);
  const values = new Float32Array(size);
  let at = 0;
  mask.forEach((one, place) => {
    if (!one) return;
    kept[at] = place;
    values[at] = weights[place] as number;
    at += 1;
  });
  return { kind: 'sparse', shape, kept, values: codeKept(values, [size]) };
}
