// One symbol, two codewords: what it costs to choose between them, by formula and sent.
import { describe, expect, it } from 'vitest';
import { bytesOf, copyStack, createStack, randomStack } from '../../core/codec/ans.ts';
import { bestChoice, codewordCost, receive, transmit } from '../../core/codec/codewords.ts';
import { createRandom } from '../../core/prob/random.ts';

const LENGTHS = [3, 4];
const ways = [
  ['always the shortest', [1, 0], 3],
  ['by a coin', [0.5, 0.5], 2.5],
  ['at the optimum', bestChoice(LENGTHS), -Math.log2(3 / 16)],
] as const;

describe('a symbol with codewords of 3 and 4 bits', () => {
  it.each(ways)('costs, chosen %s, what the formula says', (_, q, bits) => {
    expect(Math.abs(codewordCost(LENGTHS, q) - bits)).toBeLessThan(1e-12);
  });

  it('costs least where codewords are chosen as often as their lengths say: 2.41504 bits', () => {
    expect(codewordCost(LENGTHS, bestChoice(LENGTHS))).toBeCloseTo(2.41504, 5);
    for (let i = 0; i <= 100; i += 1)
      expect(codewordCost(LENGTHS, [i / 100, 1 - i / 100])).toBeGreaterThanOrEqual(codewordCost(LENGTHS, bestChoice(LENGTHS)) - 1e-12);
  });

  it.each(ways)('costs, chosen %s, as much when 100,000 are sent', (_, q, bits) => {
    const count = 100_000;
    const { sent, back } = transmit(createStack(), randomStack(count, createRandom(7)), { lengths: LENGTHS, q }, count);
    expect(Math.abs((sent - back) / count / bits - 1)).toBeLessThan(0.005);
    expect(back / count).toBeCloseTo(-q.reduce((sum, share) => sum + (share > 0 ? share * Math.log2(share) : 0), 0), 1);
  });

  it('comes back, and with it the bits that chose', () => {
    const book = { lengths: LENGTHS, q: bestChoice(LENGTHS) };
    const [message, other] = [createStack(), randomStack(4096, createRandom(8))];
    const before = [bytesOf(copyStack(message)), bytesOf(copyStack(other))];
    const { chosen } = transmit(message, other, book, 500);
    expect(new Set(chosen)).toEqual(new Set([0, 1]));
    expect(receive(message, other, book, 500).reverse()).toEqual(chosen);
    expect([bytesOf(message), bytesOf(other)]).toEqual(before);
  });

  it('takes only codewords that can be told apart, and knows its own', () => {
    const [message, other] = [randomStack(256, createRandom(9)), randomStack(256, createRandom(10))];
    expect(() => transmit(message, other, { lengths: [1, 1, 1], q: [1, 0, 0] }, 1)).toThrow('told apart');
    // Of 16 slots the two codewords own the first three.
    message.state = 2 ** 36 + 15;
    expect(() => receive(message, other, { lengths: LENGTHS, q: [1, 0] }, 1)).toThrow('codewords');
  });
});
