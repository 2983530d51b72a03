// How many slots of an entropy coder each symbol owns: whole numbers, which the file holds, so that every host decodes by the same table.
import { log } from '../../math/elementary.ts';

const log2 = (x: number) => log(x) / Math.LN2;

/**
 * Frequencies with sum 2^precision: 0 for a symbol that does not occur, and for each of the m that do f_i = 1 + (2^precision − m) n_i / Σ n,
 * rounded so that the largest remainders are rounded up. The 1 costs a message at most log₂(2^precision / (2^precision − m)) bits a symbol.
 * Throws RangeError where slots do not suffice.
 */
export function frequenciesOf(counts: ArrayLike<number>, precision: number): Uint32Array<ArrayBuffer> {
  const sum = Array.from(counts).reduce((a, b) => a + b, 0);
  const present = Array.from(counts)
    .map((_, i) => i)
    .filter((i) => (counts[i] as number) > 0);
  const shared = 2 ** precision - present.length;
  if (shared < 0 || present.length === 0) throw new RangeError(`expected 1 to ${2 ** precision} symbols, got ${present.length}`);
  const frequencies = new Uint32Array(counts.length);
  const remainders = new Float64Array(counts.length);
  let left = shared;
  for (const i of present) {
    const share = (shared * (counts[i] as number)) / sum;
    const whole = Math.floor(share);
    frequencies[i] = 1 + whole;
    remainders[i] = share - whole;
    left -= whole;
  }
  present.sort((i, j) => (remainders[j] as number) - (remainders[i] as number) || i - j);
  for (const i of present.slice(0, left)) frequencies[i] = (frequencies[i] as number) + 1;
  return frequencies;
}

/** Σ n_i (precision − log₂ f_i): the bits of a message with these counts, to within the coder's own loss of far less than 1. */
export function messageBits(counts: ArrayLike<number>, frequencies: Uint32Array, precision: number): number {
  let bits = 0;
  frequencies.forEach((frequency, i) => {
    if (frequency > 0) bits += (counts[i] as number) * (precision - log2(frequency));
  });
  return bits;
}
