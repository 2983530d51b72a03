// A network with noisy weights and several outputs: by the parts that it is made of, by differences, and by draws.
import { describe, expect, it } from 'vitest';
import { expectedOutputs, misfitOf, weightCount } from '../../../core/inference/variational/noisy-network.ts';
import { createRandom } from '../../../core/prob/random.ts';

const [inputs, outputs, cases] = [3, 4, 5];
const setUp = (hidden: number) => {
  const random = createRandom(7);
  const shape = { inputs, hidden, outputs };
  const normals = (size: number, scale: number) => Float64Array.from({ length: size }, () => scale * random.normal());
  const count = weightCount(shape);
  const weights = { means: normals(count, 0.8), logSds: normals(count, 0.3).map((each) => each - 1) };
  return { shape, weights, x: normals(cases * inputs, 1), y: normals(cases * outputs, 1) };
};

describe.each([0, 2])('several outputs over %i hidden units', (hidden) => {
  const { shape, weights, x, y } = setUp(hidden);
  const { nats, squared, outputs: means, variances, gradient } = misfitOf(shape, weights, x, y, 0.6);

  it('have the misfit of as many networks with one, which share what is hidden', () => {
    const first = hidden === 0 ? 0 : hidden * (inputs + 1);
    const each = hidden === 0 ? inputs + 1 : hidden + 1;
    let [allNats, allSquared] = [0, 0];
    for (let o = 0; o < outputs; o += 1) {
      const take = (all: Float64Array) =>
        Float64Array.from([...all.slice(0, first), ...all.slice(first + o * each, first + (o + 1) * each)]);
      const own = { means: take(weights.means), logSds: take(weights.logSds) };
      const targets = Float64Array.from({ length: cases }, (_, n) => y[n * outputs + o] as number);
      const one = misfitOf({ inputs, hidden }, own, x, targets, 0.6);
      allNats += one.nats;
      allSquared += one.squared;
      expect(Array.from({ length: cases }, (_, n) => means[n * outputs + o])).toEqual([...one.outputs]);
    }
    expect(nats).toBeCloseTo(allNats, 10);
    expect(squared).toBeCloseTo(allSquared, 10);
    expect(expectedOutputs(shape, weights, x)).toEqual({ outputs: means, variances });
  });

  it('have the slopes of differences', () => {
    const at = (part: 'means' | 'logSds', i: number, by: number) => {
      const moved = { means: weights.means.slice(), logSds: weights.logSds.slice() };
      moved[part][i] = (moved[part][i] as number) + by;
      return misfitOf(shape, moved, x, y, 0.6).nats;
    };
    for (const part of ['means', 'logSds'] as const)
      for (let i = 0; i < weights.means.length; i += 1)
        expect((at(part, i, 1e-5) - at(part, i, -1e-5)) / 2e-5, `${part} ${i}`).toBeCloseTo(gradient[part][i] as number, 5);
    const byNoise =
      (misfitOf(shape, weights, x, y, 0.6 * Math.exp(1e-5)).nats - misfitOf(shape, weights, x, y, 0.6 * Math.exp(-1e-5)).nats) / 2e-5;
    expect(byNoise).toBeCloseTo(gradient.logNoise, 5);
  });
});
