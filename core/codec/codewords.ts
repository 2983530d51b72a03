// A symbol with several codewords: which of them is sent is chosen by bits of the message, which the receiver gets back (Frey & Hinton 1997).
import { type AnsStack, lengthOf, peek, pop, push } from './ans.ts';
import { cumulativeOf, popCategorical, pushCategorical } from './categorical.ts';
import { popSymbols, pushSymbols, tableOf } from './table.ts';

/** Σ qᵢ lᵢ − H(q) in bits: what a symbol costs whose codewords have these lengths and are chosen by q. A free energy: q is free, l are energies. */
export function codewordCost(lengths: readonly number[], q: readonly number[]): number {
  return lengths.reduce((sum, length, i) => {
    const share = q[i] as number;
    return share > 0 ? sum + share * (length + Math.log2(share)) : sum;
  }, 0);
}

/** The q of least cost, qᵢ ∝ 2^−lᵢ; the cost is then −log₂ Σ 2^−lᵢ. */
export function bestChoice(lengths: readonly number[]): number[] {
  const shares = lengths.map((length) => 2 ** -length);
  const total = shares.reduce((sum, share) => sum + share, 0);
  return shares.map((share) => share / total);
}

interface Codebook {
  /** Whole numbers of bits, up to 24: codeword i is one of the 2^lᵢ of its length. Together they own no more than all of 2^longest slots. */
  readonly lengths: readonly number[];
  readonly q: readonly number[];
}

/** The slots of each codeword among 2^longest, those that the symbol does not own left over at the end. */
function slotsOf(lengths: readonly number[]): { readonly precision: number; readonly starts: readonly number[]; readonly owned: number[] } {
  const precision = Math.max(...lengths);
  const owned = lengths.map((length) => 2 ** (precision - length));
  const starts = owned.map((_, i) => owned.slice(0, i).reduce((sum, slots) => sum + slots, 0));
  const all = (starts.at(-1) as number) + (owned.at(-1) as number);
  if (!(all <= 2 ** precision)) throw new RangeError(`expected codewords that can be told apart, got lengths ${lengths.join(', ')}`);
  return { precision, starts, owned };
}

/**
 * Sends the symbol: pops from `other`, which are bits that have to be sent anyway, which codeword by q, and pushes that to the message. The two
 * are apart since the codewords of one symbol over and over are no random bits to choose by. Returns the codeword. Throws InputError where
 * there is nothing left to borrow.
 */
export function sendCodeword(message: AnsStack, other: AnsStack, { lengths, q }: Codebook): number {
  const { precision, starts, owned } = slotsOf(lengths);
  const chosen = popCategorical(other, cumulativeOf(q));
  push(message, starts[chosen] as number, owned[chosen] as number, precision);
  return chosen;
}

/** Undoes `sendCodeword`: pops the codeword and gives back the bits that chose it. Throws InputError. */
export function receiveCodeword(message: AnsStack, other: AnsStack, { lengths, q }: Codebook): number {
  const { precision, starts, owned } = slotsOf(lengths);
  const slot = peek(message, precision);
  const chosen = starts.findIndex((start, i) => slot >= start && slot < start + (owned[i] as number));
  if (chosen < 0) throw new RangeError('expected one of the symbol’s codewords, got another');
  pop(message, starts[chosen] as number, owned[chosen] as number, precision);
  pushCategorical(other, chosen, cumulativeOf(q));
  return chosen;
}

/** Bits of a transmission: `sent` in the message, of which `back` were carried by the choice of codewords. */
export interface Transmission {
  readonly sent: number;
  readonly back: number;
}

/** Sends the symbol so many times, as `sendCodeword` does each. Throws InputError where there is nothing left to borrow. */
export function transmit(message: AnsStack, other: AnsStack, { lengths, q }: Codebook, count: number): Transmission {
  const { precision, starts, owned } = slotsOf(lengths);
  const before = [lengthOf(message), lengthOf(other)] as const;
  const chosen = popSymbols(other, count, tableOf(cumulativeOf(q)));
  pushSymbols(message, chosen, tableOf([...starts, (starts.at(-1) as number) + (owned.at(-1) as number)], precision));
  return { sent: lengthOf(message) - before[0], back: before[1] - lengthOf(other) };
}
