// The stack coder and the distributions on it: exact inverses, lengths against entropies, and messages that are not ours.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AnsStack, bytesOf, copyStack, createStack, lengthOf, pop, push, randomStack, readStack } from '../../core/codec/ans.ts';
import { bernoulliCost, onesOf, popBernoulli, pushBernoulli } from '../../core/codec/bernoulli.ts';
import { cumulativeOf, popCategorical, pushCategorical } from '../../core/codec/categorical.ts';
import { createBuckets, normalStart, popNormal, pushNormal } from '../../core/codec/discretized-normal.ts';
import { popUniform, pushUniform } from '../../core/codec/uniform.ts';
import { normalCdf } from '../../core/math/special.ts';
import { createRandom, type Random } from '../../core/prob/random.ts';

const message = ({ state, words, count }: AnsStack) => ({ state, words: [...words.subarray(0, count)] });
const log2 = (x: number) => Math.log2(x);

const shuffled = (symbols: number[], random: Random) => {
  for (let i = symbols.length - 1; i > 0; i -= 1) {
    const j = random.below(i + 1);
    [symbols[i], symbols[j]] = [symbols[j] as number, symbols[i] as number];
  }
  return symbols;
};

const weights = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 40 });
const buckets = createBuckets(10);

/** A symbol of any kind: pushed, and popped again under the same distribution. */
const step = fc.oneof(
  fc
    .record({ bits: fc.integer({ min: 0, max: 24 }), u: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }) })
    .map(({ bits, u }) => {
      const symbol = Math.floor(u * 2 ** bits);
      return { symbol, push: (stack: AnsStack) => pushUniform(stack, symbol, bits), pop: (stack: AnsStack) => popUniform(stack, bits) };
    }),
  fc.record({ symbol: fc.integer({ min: 0, max: 1 }), p: fc.double({ min: 0, max: 1, noNaN: true }) }).map(({ symbol, p }) => ({
    symbol,
    push: (stack: AnsStack) => pushBernoulli(stack, symbol, p),
    pop: (stack: AnsStack) => popBernoulli(stack, p),
  })),
  fc.record({ weights, u: fc.nat() }).map(({ weights: ws, u }) => {
    const sum = ws.reduce((a, b) => a + b, 0);
    const table = cumulativeOf(ws.map((w) => (sum > 1e-300 ? w / sum : 1 / ws.length)));
    const symbol = u % ws.length;
    return {
      symbol,
      push: (stack: AnsStack) => pushCategorical(stack, symbol, table),
      pop: (stack: AnsStack) => popCategorical(stack, table),
    };
  }),
  fc
    .record({
      symbol: fc.integer({ min: 0, max: 1023 }),
      mean: fc.double({ min: -40, max: 40, noNaN: true }),
      t: fc.integer({ min: -12, max: 6 }),
    })
    .map(({ symbol, mean, t }) => ({
      symbol,
      push: (stack: AnsStack) => pushNormal(stack, symbol, buckets, mean, 2 ** t),
      pop: (stack: AnsStack) => popNormal(stack, buckets, mean, 2 ** t),
    })),
);

describe('the stack', () => {
  it('gives back any symbols of any distributions, last first, and is then what it was', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), fc.integer(), (steps, seed) => {
        const stack = randomStack(100, createRandom(seed));
        const before = message(stack);
        for (const each of steps) each.push(stack);
        expect([...steps].reverse().map((each) => each.pop(stack))).toEqual(steps.map(({ symbol }) => symbol).reverse());
        expect(message(stack)).toEqual(before);
      }),
    );
  });

  it('gives random bits the form of any symbols, and takes them back', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 100 }), fc.integer(), (steps, seed) => {
        const stack = randomStack(24 * steps.length, createRandom(seed));
        const before = message(stack);
        // Popped first, as a bits-back coder borrows: what comes out is pushed again.
        const tables = steps.map(() => cumulativeOf([0.7, 0.2, 0.1]));
        const drawn = tables.map((table) => popCategorical(stack, table));
        for (let i = drawn.length - 1; i >= 0; i -= 1) pushCategorical(stack, drawn[i] as number, tables[i] as Uint32Array);
        expect(message(stack)).toEqual(before);
      }),
    );
  });

  it('is bytes and a stack again', () => {
    const stack = randomStack(1000, createRandom(3));
    pushUniform(stack, 12345, 20);
    expect(message(readStack(bytesOf(stack)))).toEqual(message(stack));
    // Anywhere in a larger file.
    const file = new Uint8Array(1000);
    file.set(bytesOf(stack), 13);
    expect(message(readStack(file.subarray(13, 13 + bytesOf(stack).length)))).toEqual(message(stack));
  });

  it('is a value once copied', () => {
    const stack = randomStack(64, createRandom(4));
    const copy = copyStack(stack);
    const before = message(copy);
    for (let i = 0; i < 100; i += 1) pushUniform(stack, i, 10);
    expect(message(copy)).toEqual(before);
  });

  it.each([
    ['a few bytes', new Uint8Array(6), 'message: expected 8 bytes and words of 2, got 6 bytes'],
    ['half a word', new Uint8Array(11), 'message: expected 8 bytes and words of 2, got 11 bytes'],
    ['a state too low', new Uint8Array(8), 'message: expected a state from 2^36 to below 2^52, got 0'],
    ['a state too high', new Uint8Array(8).fill(255), 'message: expected a state from 2^36 to below 2^52, got 18446744073709552000'],
  ])('refuses %s', (_, bytes, text) => {
    expect(() => readStack(bytes)).toThrow(text);
  });

  it('says where a message ends too early', () => {
    const stack = createStack();
    pushUniform(stack, 5, 8);
    popUniform(stack, 8);
    expect(() => popUniform(stack, 1)).toThrow('message: expected more bits, got its end');
  });

  it('refuses symbols without a slot', () => {
    const stack = createStack();
    expect(() => push(stack, 5, 0)).toThrow(RangeError);
    expect(() => push(stack, 2 ** 24, 1)).toThrow(RangeError);
    expect(() => push(stack, 0, 1, 25)).toThrow(RangeError);
    expect(() => pushBernoulli(stack, 2, 0.5)).toThrow('expected 0 or 1, got 2');
    expect(() => pushBernoulli(stack, 1, Number.NaN)).toThrow('expected a probability, got NaN');
    expect(() => pushCategorical(stack, 3, cumulativeOf([0.5, 0.25, 0.25]))).toThrow(RangeError);
    expect(() => cumulativeOf([0.5, 0.4])).toThrow('expected probabilities that sum to 1, got 0.9');
    expect(() => pushNormal(stack, 3, buckets, 0, 0)).toThrow('expected a finite mean and a positive sd, got 0 and 0');
    expect(() => popNormal(stack, buckets, Number.NaN, 1)).toThrow(RangeError);
    expect(message(stack)).toEqual(message(createStack()));
  });
});

describe('lengths', () => {
  it.each([
    { name: 'few symbols', p: [0.5, 0.3, 0.15, 0.05] },
    { name: 'a symbol that nearly always comes', p: [0.999, 0.0008, 0.0002] },
    { name: 'many symbols', p: Array.from({ length: 100 }, (_, i) => (i + 1) / 5050) },
  ])('of $name come to the entropy, within 0.1 %', ({ p }) => {
    // Shares that are exactly the probabilities, so that the entropy is that of the sequence and not of a draw.
    const n = 505_000;
    const counts = p.map((each) => Math.round(each * n));
    const symbols = shuffled(
      counts.flatMap((count, symbol) => new Array<number>(count).fill(symbol)),
      createRandom(5),
    );
    const shares = counts.map((count) => count / symbols.length);
    const table = cumulativeOf(shares);
    const stack = createStack();
    for (const symbol of symbols) pushCategorical(stack, symbol, table);
    const entropy = -shares.reduce((sum, share) => sum + share * log2(share), 0) * symbols.length;
    expect(Math.abs(lengthOf(stack) / entropy - 1)).toBeLessThan(0.001);
    expect(8 * bytesOf(stack).length - lengthOf(stack)).toBeLessThanOrEqual(64);
    // The wrong table costs KL in full: the symbols counted from the other end.
    const wrong = [...shares].reverse();
    const other = createStack();
    for (const symbol of symbols) pushCategorical(other, symbol, cumulativeOf(wrong));
    const crossEntropy = -shares.reduce((sum, share, i) => sum + share * log2(wrong[i] as number), 0) * symbols.length;
    expect(Math.abs(lengthOf(other) / crossEntropy - 1)).toBeLessThan(0.001);
  });

  it('of a pixel is −log₂ of its probability, a thousandth of a bit at the most beside it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1 }), fc.double({ min: 0, max: 1, noNaN: true }), fc.integer(), (symbol, p, seed) => {
        const stack = randomStack(200, createRandom(seed));
        const before = lengthOf(stack);
        pushBernoulli(stack, symbol, p);
        expect(Math.abs(lengthOf(stack) - before - bernoulliCost(symbol, p))).toBeLessThan(1e-3);
        const exact = -log2(symbol === 1 ? p : 1 - p);
        if (exact < 10) expect(Math.abs(bernoulliCost(symbol, p) - exact)).toBeLessThan(1e-3);
      }),
    );
  });

  it('of impossible pixels are 24 bits, not infinite', () => {
    expect([onesOf(0), onesOf(1)]).toEqual([1, 2 ** 24 - 1]);
    expect(bernoulliCost(1, 0)).toBeCloseTo(24, 10);
    expect(bernoulliCost(0, 1)).toBeCloseTo(24, 10);
  });
});

describe('the discretized normal', () => {
  it.each([1, 4, 12, 16])('has 2^%i buckets of equal mass, each with the middle of its mass for a centre', (bits) => {
    const { edges, centres } = createBuckets(bits);
    const n = 2 ** bits;
    expect(centres.length).toBe(n);
    const worst = centres.reduce((most, centre, i) => {
      const mass = normalCdf(edges[i + 1] as number) - normalCdf(edges[i] as number);
      return Math.max(most, Math.abs(mass - 1 / n), Math.abs(normalCdf(centre) - (i + 0.5) / n));
    }, 0);
    expect(worst).toBeLessThan(1e-13);
    expect(centres.map((_, i) => -(centres[n - 1 - i] as number))).toEqual(centres);
  });

  it('costs exactly its bits under the prior, up to the rounding of slots', () => {
    const { bits, centres } = buckets;
    for (let i = 0; i < centres.length; i += 1) {
      const slots = normalStart(buckets, 0, 1, i + 1) - normalStart(buckets, 0, 1, i);
      expect(Math.abs(slots - 2 ** (24 - bits))).toBeLessThanOrEqual(1);
    }
  });

  it('leaves no bucket without a slot, and owns all slots', () => {
    fc.assert(
      fc.property(fc.double({ min: -50, max: 50, noNaN: true }), fc.double({ min: -14, max: 6, noNaN: true }), (mean, t) => {
        const starts = Array.from(buckets.edges, (_, i) => normalStart(buckets, mean, 2 ** t, i));
        expect(starts[0]).toBe(0);
        expect(starts.at(-1)).toBe(2 ** 24);
        expect(starts.every((start, i) => i === 0 || start > (starts[i - 1] as number))).toBe(true);
      }),
    );
  });

  it('draws from N(mean, sd²) where it pops random bits: moments within 4 standard errors', () => {
    const fine = createBuckets(16);
    const n = 20_000;
    const [mean, sd] = [0.4, 0.3];
    const stack = randomStack(24 * n, createRandom(7));
    const zs = Array.from({ length: n }, () => ((fine.centres[popNormal(stack, fine, mean, sd)] as number) - mean) / sd);
    // The even share, 2⁻⁸ of a standard normal, shifts both moments; the exact ones of the mixture are what is drawn.
    const share = 2 ** -8;
    const m1 = (share * (0 - mean)) / sd;
    const m2 = 1 - share + (share * (1 + mean * mean)) / (sd * sd);
    const first = zs.reduce((a, b) => a + b, 0) / n;
    const second = zs.reduce((a, b) => a + b * b, 0) / n;
    const spread = zs.reduce((a, b) => a + (b * b - second) ** 2, 0) / n;
    expect(Math.abs(first - m1) / Math.sqrt(m2 / n)).toBeLessThan(4);
    expect(Math.abs(second - m2) / Math.sqrt(spread / n)).toBeLessThan(4);
    // Control: a mean off by a tenth of the sd is seen.
    expect(Math.abs(first - m1 - 0.1) / Math.sqrt(m2 / n)).toBeGreaterThan(4);
  });

  it('refuses no buckets and too many', () => {
    expect(() => createBuckets(0)).toThrow('expected 1 to 16 bits, got 0');
    expect(() => createBuckets(17)).toThrow(RangeError);
  });
});

describe('pop', () => {
  it('undoes push for any slots of any precision', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 24 }), fc.nat(), fc.nat(), fc.integer(), (precision, a, b, seed) => {
        const total = 2 ** precision;
        const [from, to] = [a % (total + 1), b % (total + 1)].toSorted((x, y) => x - y) as [number, number];
        fc.pre(to > from);
        const stack = randomStack(64, createRandom(seed));
        const before = message(stack);
        push(stack, from, to - from, precision);
        pop(stack, from, to - from, precision);
        expect(message(stack)).toEqual(before);
      }),
    );
  });
});
