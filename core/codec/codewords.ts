// A symbol with several codewords: which of them is sent is chosen by bits of the message, which the receiver gets back (Frey & Hinton 1997).
import { type AnsStack, lengthOf } from './ans.ts';
import { cumulativeOf } from './categorical.ts';
import { popSymbols, pushSymbols, type SymbolTable, tableOf } from './table.ts';

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

/** The codewords among 2^longest slots, those that the symbol does not own left over at the end. */
function codewordsOf(lengths: readonly number[]): SymbolTable {
  const precision = Math.max(...lengths);
  const ends = [0];
  for (const length of lengths) ends.push((ends.at(-1) as number) + 2 ** (precision - length));
  if (!((ends.at(-1) as number) <= 2 ** precision))
    throw new RangeError(`expected codewords that can be told apart, got lengths ${lengths.join(', ')}`);
  return tableOf(ends, precision);
}

/** Who chooses, and what is chosen. */
const tablesOf = ({ lengths, q }: Codebook) => ({ codewords: codewordsOf(lengths), choice: tableOf(cumulativeOf(q)) });

/** Bits of a transmission: `sent` in the message, of which `back` were carried by the choice of codewords. */
export interface Transmission {
  readonly sent: number;
  readonly back: number;
  /** The codewords, in their order. */
  readonly chosen: Uint16Array;
}

/**
 * Sends the symbol so many times: pops from `other`, which are bits that have to be sent anyway, which codeword by q, and pushes that to the
 * message. The two are apart since the codewords of one symbol over and over are no random bits to choose by. Throws InputError where there is
 * nothing left to borrow.
 */
export function transmit(message: AnsStack, other: AnsStack, book: Codebook, count: number): Transmission {
  const { choice, codewords } = tablesOf(book);
  const before = [lengthOf(message), lengthOf(other)] as const;
  const chosen = popSymbols(other, count, choice);
  pushSymbols(message, chosen, codewords);
  return { sent: lengthOf(message) - before[0], back: before[1] - lengthOf(other), chosen };
}

/** Undoes `transmit`: pops the codewords, the last one first, and gives back the bits that chose them. Throws InputError. */
export function receive(message: AnsStack, other: AnsStack, book: Codebook, count: number): Uint16Array {
  const { choice, codewords } = tablesOf(book);
  const chosen = popSymbols(message, count, codewords);
  pushSymbols(other, chosen, choice);
  return chosen;
}
