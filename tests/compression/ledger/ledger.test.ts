// What is counted: weights of the networks, three ratios that differ, and rows of papers that agree with themselves.
import { describe, expect, it } from 'vitest';
import type { Coded, CodedNetwork } from '../../../core/compression/coded.ts';
import { countsOf, networkCounts } from '../../../core/compression/ledger/counts.ts';
import { type Architecture, lenet5, lenet300, small, weightsOf } from '../../../core/compression/ledger/networks.ts';
import { publishedRows } from '../../../core/compression/ledger/published.ts';
import { bitsPerWeight, codedRatio, keptRatio, precisionRatio } from '../../../core/compression/ledger/ratios.ts';
import { keptOnly } from '../../../core/compression/prune/kept-only.ts';
import { keepLargest } from '../../../core/compression/prune/magnitude.ts';
import { binarize } from '../../../core/compression/quantize/binary-scale.ts';
import { lloydMax } from '../../../core/compression/quantize/codebook.ts';
import { quantizeUniform } from '../../../core/compression/quantize/uniform.ts';

describe('the networks', () => {
  it.each([
    [small, 2368, 2410],
    [lenet300, 266_200, 266_610],
    [lenet5, 430_500, 431_080],
  ])('$name', (network, weights, withBiases) => {
    expect(weightsOf(network, 'leftOut')).toBe(weights);
    expect(weightsOf(network, 'counted')).toBe(withBiases);
  });

  it.each([[small], [lenet300], [lenet5]])('$name has layers that fit one another, and a logit for each of 10 classes', (network) => {
    let came = network.input;
    for (const { shape, pool } of network.layers) {
      const [side = 0, , inputs, outputs = 0] = shape;
      if (shape.length === 4) {
        expect(came).toHaveLength(3);
        expect(came[2]).toBe(inputs);
        came = [...came.slice(0, 2).map((length) => (length - side + 1) / pool), outputs];
        for (const length of came) expect(Number.isInteger(length)).toBe(true);
      } else {
        expect(came.reduce((a, b) => a * b, 1)).toBe(side);
        came = [shape[1] as number];
      }
    }
    expect(came).toEqual([10]);
    expect(network.layers.at(-1)?.activation).toBe('linear');
  });
});

const weights = Float64Array.of(0.5, -2, 0, 1, -0.5, 0.25, 3, -1);
const halfKept = keepLargest(weights, 0.5).mask;

describe('counts', () => {
  it.each<[string, Coded, number, number]>([
    ['float32', { kind: 'float32', shape: [8], values: Float32Array.from(weights) }, 7, 256],
    ['codes of 4 bits', quantizeUniform(weights, [8], { bits: 4, kind: 'symmetric', per: 'tensor' }), 7, 32],
    ['a codebook of 3 levels', lloydMax(weights, [2, 4], 3), 8, 16],
    ['signs', binarize(weights, [2, 4], 'channel'), 8, 8],
    ['half of the weights', keptOnly(weights, [8], halfKept), 4, 128],
    ['half of the weights in a codebook of 2', keptOnly(weights, [8], halfKept, (kept, shape) => lloydMax(kept, shape, 2)), 4, 4],
  ])('of %s', (_, coded, nonZeroWeights, valueBits) => {
    expect(countsOf(coded)).toEqual({ weights: 8, nonZeroWeights, valueBits });
  });
});

it('levels need as many bits as tell them apart: 1 of one, 4 of 9 and of 16, 8 of 256', () => {
  const bits = [1, 2, 9, 16, 17, 256].map(
    (levels) => countsOf({ kind: 'codebook', shape: [1], levels: new Float32Array(levels), codes: new Uint8Array(1) }).valueBits,
  );
  expect(bits).toEqual([1, 1, 4, 4, 5, 8]);
});

describe('ratios', () => {
  const layer = (coded: Coded, bias: readonly number[]) =>
    ({ name: 'dense', weights: coded, bias: Float32Array.from(bias), activation: 'linear', pool: 1 }) as const;
  const network: CodedNetwork = {
    name: 'two layers',
    input: [2],
    layers: [
      layer(
        keptOnly(weights, [2, 4], halfKept, (kept, shape) => lloydMax(kept, shape, 4)),
        [1, 0, 0, 2],
      ),
      layer({ kind: 'float32', shape: [4, 1], values: Float32Array.of(1, 0, 2, 3) }, [0.5]),
    ],
  };

  it('are three, and differ with the biases', () => {
    const without = networkCounts(network, 'leftOut');
    expect(without).toEqual({ weights: 12, nonZeroWeights: 7, valueBits: 4 * 2 + 4 * 32 });
    expect(keptRatio(without)).toBeCloseTo(12 / 7, 15);
    expect(precisionRatio(without)).toBeCloseTo((12 * 32) / 136, 15);
    expect(codedRatio(without, 24)).toBe(2);
    expect(bitsPerWeight(without, 24)).toBe(16);
    expect(networkCounts(network, 'counted')).toEqual({ weights: 17, nonZeroWeights: 10, valueBits: 136 + 5 * 32 });
  });

  it('of a network with nothing left are infinite', () => {
    const none = countsOf(keptOnly(weights, [8], new Uint8Array(8)));
    expect([keptRatio(none), precisionRatio(none)]).toEqual([Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]);
  });
});

describe('published rows', () => {
  it('name the networks that are here, an error and a ratio of at least 1, once each', () => {
    const names = new Set(publishedRows.map(({ network }) => network));
    const ours: readonly Architecture[] = [lenet300, lenet5];
    for (const { name } of ours) expect(names).toContain(name);
    for (const { error, ratio } of publishedRows) {
      expect(error).toBeGreaterThan(0.5);
      expect(error).toBeLessThan(12);
      expect(ratio).toBeGreaterThan(1);
    }
    const keys = publishedRows.map(({ method, network, source, kind }) => `${method} ${network} ${source} ${kind}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('gain with bits over pruning alone', () => {
    const kept = publishedRows.filter(({ kind }) => kind === 'kept');
    let pairs = 0;
    for (const row of publishedRows.filter(({ kind }) => kind === 'precision')) {
      const { method, network, source } = row;
      const pruned = kept.find((other) => other.method === method && other.source === source && other.network === network);
      if (!pruned) continue;
      pairs += 1;
      expect(row.ratio).toBeGreaterThan(pruned.ratio);
      expect(row.error).toBe(pruned.error);
    }
    expect(pairs).toBe(5);
  });

  it('have the sparsity of the layers of sparse variational dropout: 98.9, 97.2 and 62 % dropped of LeNet-300-100 keep about 1 in 69.9', () => {
    const dropped = [0.989, 0.972, 0.62];
    const kept = lenet300.layers.reduce(
      (sum, { shape }, i) => sum + (shape[0] as number) * (shape[1] as number) * (1 - (dropped[i] as number)),
      0,
    );
    expect(weightsOf(lenet300, 'leftOut') / kept).toBeCloseTo(69.9, 1);
  });
});
