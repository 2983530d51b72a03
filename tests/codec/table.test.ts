// Many symbols at once leave the very bits that one by one leaves.
import { describe, expect, it } from 'vitest';
import { InputError } from '../../core/base/input-error.ts';
import { bytesOf, copyStack, createStack, lengthOf, push, randomStack } from '../../core/codec/ans.ts';
import { cumulativeOf, popCategorical, pushCategorical } from '../../core/codec/categorical.ts';
import { popSymbols, pushSymbols, tableOf } from '../../core/codec/table.ts';
import { createRandom } from '../../core/prob/random.ts';

const random = createRandom(1);

function drawn(count: number, steepness: number): Float64Array {
  const weights = Float64Array.from({ length: count }, () => random.uniform() ** steepness + 1e-9);
  const total = weights.reduce((sum, each) => sum + each, 0);
  return weights.map((each) => each / total);
}

describe('symbols of a table', () => {
  it.each([
    [2, 1],
    [3, 12],
    [256, 8],
    [5000, 1],
  ])('%i of them are pushed and popped as one by one', (count, steepness) => {
    const cumulative = cumulativeOf(drawn(count, steepness));
    const table = tableOf(cumulative);
    const symbols = Uint16Array.from({ length: 3000 }, () => random.below(count));
    const one = randomStack(100, createRandom(2));
    const all = copyStack(one);
    for (const symbol of symbols) pushCategorical(one, symbol, cumulative);
    pushSymbols(all, symbols, table);
    expect(bytesOf(all)).toEqual(bytesOf(one));
    const popped = popSymbols(all, 1000, table);
    expect([...popped]).toEqual(Array.from({ length: 1000 }, () => popCategorical(one, cumulative)));
    expect([...popped]).toEqual([...symbols.slice(-1000)].reverse());
    expect(bytesOf(all)).toEqual(bytesOf(one));
  });

  it('of a coarser precision are those of push at that precision', () => {
    const table = tableOf([0, 2, 3], 4);
    const [one, all] = [createStack(), createStack()];
    const symbols = Array.from({ length: 500 }, () => random.below(2));
    for (const symbol of symbols) push(one, symbol === 0 ? 0 : 2, symbol === 0 ? 2 : 1, 4);
    pushSymbols(all, symbols, table);
    expect(bytesOf(all)).toEqual(bytesOf(one));
    expect([...popSymbols(all, 500, table)]).toEqual(symbols.reverse());
    expect(lengthOf(all)).toBe(0);
  });

  it('are refused where there are none, where the message ends, or where nobody owns what is on top', () => {
    expect(() => tableOf([0, 3, 3, 8], 3)).toThrow(RangeError);
    expect(() => tableOf([0, 9], 3)).toThrow(RangeError);
    expect(() => tableOf([1, 8], 3)).toThrow(RangeError);
    expect(() => popSymbols(randomStack(64, createRandom(3)), 1000, tableOf([0, 4, 8], 3))).toThrow(InputError);
    const stray = createStack();
    push(stray, 7, 1, 3);
    expect(() => popSymbols(stray, 1, tableOf([0, 4, 6], 3))).toThrow(InputError);
  });

  it('cost no more than a ten-thousandth beyond what they say', () => {
    const shares = drawn(64, 3);
    const ends = Float64Array.from(shares);
    for (let i = 1; i < ends.length; i += 1) ends[i] = (ends[i] as number) + (ends[i - 1] as number);
    const symbols = Uint16Array.from({ length: 20_000 }, () => {
      const u = random.uniform();
      return Math.max(
        0,
        ends.findIndex((end) => u < end),
      );
    });
    const stack = createStack();
    pushSymbols(stack, symbols, tableOf(cumulativeOf(shares)));
    const ideal = symbols.reduce((sum, symbol) => sum - Math.log2(shares[symbol] as number), 0);
    expect(Math.abs(lengthOf(stack) / ideal - 1)).toBeLessThan(1e-4);
  });
});
