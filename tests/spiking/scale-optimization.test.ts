// Scales that are optimized: their slopes against differences with the rounding held fast, and what λ does.
import { describe, expect, it } from 'vitest';
import { roundHalfToEven } from '../../core/compression/quantize/rounding.ts';
import { createRandom } from '../../core/prob/random.ts';
import type { Layers } from '../../core/spiking/layers.ts';
import { optimizedScales } from '../../core/spiking/scale-optimization.ts';
import { probabilitiesOf, scaleSlopes } from '../../core/spiking/scale-slopes.ts';

const random = createRandom(3);
const normals = (count: number, sd: number) => Float32Array.from({ length: count }, () => sd * random.normal());
const layer = (inputs: number, units: number) => ({ inputs, units, weights: normals(inputs * units, 0.6), bias: normals(units, 0.3) });
const layers: Layers = [layer(8, 6), layer(6, 5), layer(5, 3)];
const frames = Array.from({ length: 60 }, () => Float64Array.from({ length: 8 }, () => random.uniform()));
const kappa = [0.7, 1.1, 0.9];

/** The error, where each layer adds to x what it was rounded by at `kappa`, over k. */
function errorWithRoundingHeld(frame: Float64Array, at: readonly number[]): number {
  let [held, moved] = [[...frame], [...frame]];
  const softmax = (u: readonly number[]) => {
    const each = u.map(Math.exp);
    return each.map((e) => e / each.reduce((a, b) => a + b));
  };
  for (const [index, { units, weights, bias }] of layers.entries()) {
    const through = (x: readonly number[]) =>
      Array.from(bias, (b, j) => x.reduce((sum, v, i) => sum + v * (weights[i * units + j] as number), b));
    const [k, other] = [Math.exp(kappa[index] as number), Math.exp(at[index] as number)];
    const r = held.map((x) => roundHalfToEven(k * x) - k * x);
    const [a, b] = [through(held.map((x, i) => x + (r[i] as number) / k)), through(moved.map((x, i) => x + (r[i] as number) / other))];
    const last = index === layers.length - 1;
    held = last ? a : a.map((u) => Math.max(0, u));
    moved = last ? b : b.map((u) => Math.max(0, u));
  }
  const found = softmax(moved);
  return probabilitiesOf(layers, frame).reduce((sum, p, c) => sum + p * Math.log(p / (found[c] as number)), 0);
}

describe('the slope over log k', () => {
  it('of the error is that with the rounding held fast', () => {
    for (const frame of frames.slice(0, 20)) {
      const { error, slopes } = scaleSlopes(layers, kappa, frame, probabilitiesOf(layers, frame), 0);
      expect(error).toBeCloseTo(errorWithRoundingHeld(frame, kappa), 12);
      kappa.forEach((_, l) => {
        const moved = (by: number) =>
          errorWithRoundingHeld(
            frame,
            kappa.map((each, m) => each + (m === l ? by : 0)),
          );
        expect(Math.abs((slopes[l] as number) - (moved(1e-5) - moved(-1e-5)) / 2e-5)).toBeLessThan(1e-8);
      });
    }
  });

  it('of the additions is λ Σ |k x| · fan-out over what is sent', () => {
    const frame = frames[0] as Float64Array;
    const target = probabilitiesOf(layers, frame);
    const [with1, without] = [scaleSlopes(layers, kappa, frame, target, 1), scaleSlopes(layers, kappa, frame, target, 0)];
    const k = Math.exp(kappa[0] as number);
    const sent = [...frame].filter((x) => roundHalfToEven(k * x) !== 0).reduce((sum, x) => sum + k * x * 6, 0);
    expect((with1.slopes[0] as number) - (without.slopes[0] as number)).toBeCloseTo(sent, 10);
  });
});

describe('descent on them', () => {
  const settings = { learningRate: 0.05, epochs: 40, batchSize: 10 };
  const total = (scales: readonly number[], lambda: number) =>
    frames.reduce(
      (sum, frame) => {
        const { error, additions } = scaleSlopes(layers, scales.map(Math.log), frame, probabilitiesOf(layers, frame), lambda);
        return { error: sum.error + error, additions: sum.additions + additions };
      },
      { error: 0, additions: 0 },
    );

  it('takes fewer additions for more error as λ rises, and gives the same scales for the same generator', () => {
    const found = [1e-4, 1e-3, 1e-2].map((lambda) => optimizedScales(layers, frames, [4, 4, 4], { ...settings, lambda }, createRandom(1)));
    const [fine, middle, coarse] = found.map((scales) => total(scales, 0)) as [
      ReturnType<typeof total>,
      ReturnType<typeof total>,
      ReturnType<typeof total>,
    ];
    expect(fine.additions).toBeGreaterThan(middle.additions);
    expect(middle.additions).toBeGreaterThan(coarse.additions);
    expect(fine.error).toBeLessThan(coarse.error);
    expect(optimizedScales(layers, frames, [4, 4, 4], { ...settings, lambda: 1e-3 }, createRandom(1))).toEqual(found[1]);
  });
});
