// A symbol with two codewords is sent over and over.
import { bytesOf, createStack, randomStack } from '../../../codec/ans.ts';
import { bestChoice, codewordCost, receive, transmit } from '../../../codec/codewords.ts';
import type { DescriptionValues } from '../declaration/params.ts';
import type { Terms } from '../model/terms.ts';
import { type Coded, strayBitsOf } from './coded.ts';
import { streamOf } from './streams.ts';

/** Symbols a step. */
const SYMBOLS = 1000;

/** Bits that a step borrows at most, and some for its first choices. */
const OTHER = 64 + 2 * SYMBOLS;

export interface CodewordsRun {
  readonly kind: 'codewords';
  readonly seed: number;
  readonly steps: number;
  readonly sent: number;
  readonly back: number;
  readonly strayBits: number;
}

export const beginCodewords = (seed: number): CodewordsRun => ({ kind: 'codewords', seed, steps: 0, sent: 0, back: 0, strayBits: 0 });

/** Lengths, and how often each is sent. */
export const bookOf = ({ first, second, share }: Pick<DescriptionValues, 'first' | 'second' | 'share'>) => ({
  lengths: [first, second],
  q: [share, 1 - share],
});

export function sendMore(run: CodewordsRun, values: DescriptionValues): CodewordsRun {
  const { seed, steps } = run;
  const other = randomStack(OTHER, streamOf(seed, 'other', steps));
  const [message, book, before] = [createStack(), bookOf(values), bytesOf(other)];
  const { sent, back, chosen } = transmit(message, other, book, SYMBOLS);
  const received = receive(message, other, book, SYMBOLS).reverse();
  const strayBits = run.strayBits + strayBitsOf(other, before, chosen, received);
  return { ...run, steps: steps + 1, sent: run.sent + sent, back: run.back + back, strayBits };
}

/** Bits a symbol. The data cost −log₂ Σ 2^−ℓ at best; the belief, how far q is from that best. */
export function codewordTerms(values: DescriptionValues): Terms {
  const { lengths, q } = bookOf(values);
  const best = bestChoice(lengths);
  const dataBits = -Math.log2(lengths.reduce((sum, length) => sum + 2 ** -length, 0));
  const log2 = (share: number) => (share > 0 ? Math.log2(share) : 0);
  const beliefBits = q.reduce((sum, share, i) => sum + share * (log2(share) - Math.log2(best[i] as number)), 0);
  const energy = q.reduce((sum, share, i) => sum + share * (lengths[i] as number), 0);
  const entropy = -q.reduce((sum, share) => sum + share * log2(share), 0);
  return { dataBits, beliefBits, energy, entropy, spent: energy, returned: entropy };
}

/** Net bits a symbol as coded; each symbol’s ℓᵢ + log₂ qᵢ is off the mean by chance, the coder itself by less than a millionth. */
export function codewordsCoded({ steps, sent, back, strayBits }: CodewordsRun, values: DescriptionValues): Coded {
  if (steps === 0) return { measured: undefined, strayBits };
  const { lengths, q } = bookOf(values);
  const mean = codewordCost(lengths, q);
  const variance = q.reduce(
    (sum, share, i) => (share > 0 ? sum + share * ((lengths[i] as number) + Math.log2(share) - mean) ** 2 : sum),
    0,
  );
  const count = steps * SYMBOLS;
  return { measured: { mean: (sent - back) / count, standardError: Math.sqrt(variance / count) + ROUNDING }, strayBits };
}

/** What rounding to 24 bits and the ends of a batch may add, a symbol. */
const ROUNDING = 1e-5;
