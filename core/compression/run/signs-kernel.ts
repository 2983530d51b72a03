// Weighted sums by weights that are ±scale: additions, or, where the inputs are ±1 as well, signs that agree are counted.
import type { Signs } from '../coded.ts';
import type { Kernel } from './kernel.ts';

/** Ones among 32 bits (Hacker’s Delight, 5-1). */
export function onesOf(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  bits = (bits + (bits >>> 4)) & 0x0f0f0f0f;
  bits += bits >>> 8;
  return (bits + (bits >>> 16)) & 63;
}

/** Signs of each unit in words of 32, the first in the lowest bit; places behind the last are 0. */
function wordsOf({ positive }: Signs, units: number): Int32Array {
  const inputs = positive.length / units;
  const words = Math.ceil(inputs / 32);
  const packed = new Int32Array(units * words);
  positive.forEach((sign, place) => {
    const i = Math.floor(place / units);
    const at = (place % units) * words + (i >>> 5);
    packed[at] = (packed[at] as number) | (sign << (i & 31));
  });
  return packed;
}

/** Packs inputs that are all ±1, and says whether they are. */
function packSigns(x: Float32Array, packed: Int32Array): boolean {
  packed.fill(0);
  for (let i = 0; i < x.length; i += 1) {
    if (x[i] === 1) packed[i >>> 5] = (packed[i >>> 5] as number) | (1 << (i & 31));
    else if (x[i] !== -1) return false;
  }
  return true;
}

/**
 * y_j = b_j + s_j Σ ±x_i. For inputs that are all ±1 the sum is n − 2 ones(x ⊕ w), with 32 signs at once (XNOR-popcount: Rastegari et al. 2016); it is
 * the same number, since sums of up to 2⁵³ ones are exact. One multiplication for each unit.
 */
export function signsKernel(coded: Signs, bias: Float32Array): Kernel {
  const units = bias.length;
  const inputs = coded.positive.length / units;
  const rows = wordsOf(coded, units);
  const words = rows.length / units;
  const packed = new Int32Array(words);
  const { scales } = coded;
  const counted = (j: number) => {
    let differ = 0;
    for (let k = 0; k < words; k += 1) differ += onesOf((packed[k] as number) ^ (rows[j * words + k] as number));
    return inputs - 2 * differ;
  };
  const added = (x: Float32Array, j: number) => {
    let sum = 0;
    for (let i = 0; i < inputs; i += 1) {
      const positive = ((rows[j * words + (i >>> 5)] as number) >>> (i & 31)) & 1;
      sum = positive ? sum + (x[i] as number) : sum - (x[i] as number);
    }
    return sum;
  };
  return (x, out, at, work) => {
    const areSigns = packSigns(x, packed);
    for (let j = 0; j < units; j += 1)
      out[at + j] = (areSigns ? counted(j) : added(x, j)) * (scales[scales.length === 1 ? 0 : j] as number) + (bias[j] as number);
    if (areSigns) work.signWords += rows.length;
    else work.additions += coded.positive.length;
    work.multiplyAccumulatesFloat32 += units;
    work.weightBytes += rows.byteLength;
    work.activationBytes += 4 * (inputs + units);
  };
}
