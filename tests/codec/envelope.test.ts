// A network sent in an envelope: it comes out as it went in, the borrowed bits come back, and what it costs is the free energy.
import { describe, expect, it } from 'vitest';
import { bytesOf, copyStack, randomStack, readStack } from '../../core/codec/ans.ts';
import { createBuckets, createGrid } from '../../core/codec/discretized-normal.ts';
import { bitsToSeal, type Envelope, seal, unseal, type WeightBelief } from '../../core/codec/envelope.ts';
import { misfitOf } from '../../core/inference/variational/noisy-network.ts';
import { createRandom } from '../../core/prob/random.ts';
import { type CodingPrior, weightCost } from '../../core/prob/weight-cost.ts';

const CASES = 64;
const NOISE = 0.4;
const WIDTH = 0.01;

/** Four inputs of ±1, all products of two of them 0 on average: the posterior of a linear model is independent. */
const x = Float64Array.from({ length: CASES * 4 }, (_, at) => ((at >> 2) & (1 << (at & 3)) ? 1 : -1));
const truth = Float64Array.of(0.8, -0.3, 0, 0.5, 0.2);
const output = (weights: ArrayLike<number>, n: number) => {
  let sum = weights[4] as number;
  for (let j = 0; j < 4; j += 1) sum += (x[4 * n + j] as number) * (weights[j] as number);
  return sum;
};
const predict = (weights: Float64Array) => Float64Array.from({ length: CASES }, (_, n) => output(weights, n));
const grid = createGrid(-4, WIDTH, 801);

const plain: CodingPrior = { shares: Float64Array.of(1), means: Float64Array.of(0), sds: Float64Array.of(1) };
const mixture: CodingPrior = { shares: Float64Array.of(0.4, 0.6), means: Float64Array.of(0, 0.3), sds: Float64Array.of(0.1, 0.6) };

/** The posterior of a linear model under N(0, 1): precision 1 + N / noise², by additions and multiplications alone. */
function learn(targets: ArrayLike<number>): WeightBelief {
  const precision = 1 + CASES / (NOISE * NOISE);
  const means = Float64Array.from({ length: 5 }, (_, j) => {
    let sum = 0;
    for (let n = 0; n < CASES; n += 1) sum += (j === 4 ? 1 : (x[4 * n + j] as number)) * (grid.centres[targets[n] as number] as number);
    return sum / (NOISE * NOISE) / precision;
  });
  return { means, sds: new Float64Array(5).fill(1 / Math.sqrt(precision)) };
}

function targetsOf(seed: number): Uint32Array {
  const random = createRandom(seed);
  return Uint32Array.from({ length: CASES }, (_, n) => Math.round((output(truth, n) + NOISE * random.normal() + 4) / WIDTH));
}

describe.each([
  ['one normal', plain],
  ['a mixture', mixture],
])('an envelope whose weights are coded under %s', (_, prior) => {
  const envelope: Envelope = { prior, buckets: createBuckets(12), grid, predict, noise: NOISE };

  it('gives back the data, the weights and the very bits that were borrowed, through its bytes', () => {
    const targets = targetsOf(1);
    const stack = randomStack(bitsToSeal(5), createRandom(2));
    const before = bytesOf(copyStack(stack));
    seal(stack, targets, learn(targets), envelope);
    const received = readStack(bytesOf(stack));
    const { targets: decoded, weights } = unseal(received, 5, learn, envelope);
    expect(decoded).toEqual(targets);
    expect(Math.abs((weights[0] as number) - 0.8)).toBeLessThan(0.3);
    expect(bytesOf(received)).toEqual(before);
    // Who learns something else gets other bits.
    const other = readStack(bytesOf(stack));
    unseal(other, 5, (them) => ({ ...learn(them), means: learn(them).means.map((m) => m + 0.01) }), envelope);
    expect(bytesOf(other)).not.toEqual(before);
  });

  it('costs the free energy: misfit and weights, in bits, the precision of the data added', () => {
    const random = createRandom(3);
    let [net, free, weights, borrowed] = [0, 0, 0, 0];
    for (let seed = 0; seed < 200; seed += 1) {
      const targets = targetsOf(seed);
      const belief = learn(targets);
      const ledger = seal(randomStack(bitsToSeal(5), random), targets, belief, envelope);
      const y = Float64Array.from(targets, (i) => grid.centres[i] as number);
      const logSds = belief.sds.map(Math.log);
      const { nats } = misfitOf({ inputs: 4, hidden: 0 }, { means: belief.means, logSds }, x, y, NOISE);
      const paid = belief.means.reduce((sum, mean, i) => sum + weightCost(mean, belief.sds[i] as number, prior).cost, 0);
      free += (nats + paid) / Math.LN2 - CASES * Math.log2(WIDTH);
      net += ledger.net;
      weights += ledger.weights;
      borrowed += ledger.borrowed;
      expect(ledger.net).toBeCloseTo(ledger.weights + ledger.data - ledger.borrowed, 9);
    }
    expect(Math.abs(net / free - 1)).toBeLessThan(0.01);
    // Without the refund it would be far more.
    expect((net + borrowed) / free - 1).toBeGreaterThan(0.05);
    expect(weights).toBeGreaterThan(200 * 5 * 12 - 1);
  });
});

describe('precision', () => {
  it('costs gross, not net: more bits a weight are borrowed and paid, and given back', () => {
    const ledgers = [8, 10, 12, 14].map((bits) => {
      let [borrowed, net] = [0, 0];
      const random = createRandom(5);
      for (let seed = 0; seed < 100; seed += 1) {
        const targets = targetsOf(seed);
        const envelope = { prior: plain, buckets: createBuckets(bits), grid, predict, noise: NOISE };
        const ledger = seal(randomStack(bitsToSeal(5), random), targets, learn(targets), envelope);
        borrowed += ledger.borrowed / 100;
        net += ledger.net / 100;
      }
      return { borrowed, net };
    });
    for (const [i, { borrowed, net }] of ledgers.entries()) {
      expect(borrowed - (ledgers[0]?.borrowed as number)).toBeCloseTo(5 * 2 * i, 0);
      expect(Math.abs(net - (ledgers[2]?.net as number)) / net).toBeLessThan(0.01);
    }
  });
});

describe('targets far from the outputs', () => {
  // Densities of N(±2, 0.01²), 100 sd and more out, where a slot of 2²⁴ costs 24 bits: worked out by the exponent alone.
  const far = { prior: plain, buckets: createBuckets(12), grid, predict: () => new Float64Array(CASES), noise: 0.01 };
  const targets = Uint32Array.from({ length: CASES }, (_, n) => (n % 2 ? 200 : 600));

  it('cost a slot each, and what that saves is known', () => {
    const sealed = seal(
      randomStack(bitsToSeal(5), createRandom(2)),
      targets,
      { means: new Float64Array(5), sds: new Float64Array(5).fill(0.5) },
      far,
    );
    const density = CASES * ((200 ** 2 / 2 + Math.log(0.01 * Math.sqrt(2 * Math.PI)) - Math.log(WIDTH)) / Math.LN2);
    expect(sealed.data).toBeCloseTo(24 * CASES, 2);
    expect(sealed.saved / (density - sealed.data)).toBeCloseTo(1, 6);
  });

  it('saves nothing where they are near', () => {
    const near = { ...far, noise: NOISE, predict };
    const { saved } = seal(randomStack(bitsToSeal(5), createRandom(2)), targetsOf(1), learn(targetsOf(1)), near);
    expect(Math.abs(saved)).toBeLessThan(0.01);
  });
});
