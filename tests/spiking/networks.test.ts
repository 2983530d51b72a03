// Networks of spikes on streams of frames: what is the same to the last bit, what each costs, and where it breaks.
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../core/prob/random.ts';
import { createFrameNetwork, workOf } from '../../core/spiking/frame-network.ts';
import { denseWork, type Layer, type Layers, layersOf, onGrain } from '../../core/spiking/layers.ts';
import { type RateCoding, spikeCount } from '../../core/spiking/rate-coding.ts';
import { ceilingsOf, createRateNetwork } from '../../core/spiking/rate-network.ts';
import {
  type Coding,
  dense,
  herding,
  proportionalDerivative,
  rounding,
  sigmaDelta,
  temporalDifference,
} from '../../core/spiking/senders.ts';

const random = createRandom(1);
const normals = (count: number, sd: number) => Float32Array.from({ length: count }, () => sd * random.normal());
const layer = (inputs: number, units: number) => ({
  inputs,
  units,
  weights: onGrain(normals(inputs * units, 1 / Math.sqrt(inputs))),
  bias: normals(units, 0.1),
});
const layers: Layers = [layer(30, 12), layer(12, 9), layer(9, 4)];

/** Frames that change in few places; pixels of 0, ½ and 1 among them, which are ties at many a scale. */
const frames: readonly Float32Array[] = (() => {
  let frame = Float32Array.from({ length: 30 }, () => random.below(5) / 4);
  return Array.from({ length: 200 }, () => {
    frame = frame.map((pixel) => (random.uniform() < 0.2 ? (random.uniform() < 0.5 ? random.below(5) / 4 : random.uniform()) : pixel));
    return frame;
  });
})();

const logitsOf = (coding: Coding, scales: readonly number[], over: readonly ArrayLike<number>[] = frames) => {
  const network = createFrameNetwork(layers, coding, scales);
  return over.map((frame) => network.run(frame));
};

/** How many numbers are not the same in every bit. */
const strays = (a: readonly Float64Array[], b: readonly Float64Array[]): number =>
  a.reduce((sum, row, t) => sum + row.reduce((n, x, j) => n + (Object.is(x, b[t]?.[j]) ? 0 : 1), 0), 0);

const furthest = (a: readonly Float64Array[], b: readonly Float64Array[]): number =>
  a.reduce((most, row, t) => row.reduce((m, x, j) => Math.max(m, Math.abs(x - (b[t]?.[j] as number))), most), 0);

describe('a sigma-delta network', () => {
  it.each([[[1, 1, 1]], [[0.5, 2, 4]], [[8, 8, 8]], [[0.7, 3.3, 1.9]]])('with scales %j is the rounded network, bit for bit', (scales) => {
    expect(strays(logitsOf(sigmaDelta, scales), logitsOf(rounding, scales))).toBe(0);
    expect(strays(logitsOf(rounding, scales), logitsOf(dense, scales))).toBeGreaterThan(0);
  });

  it('whose scales change is at each frame the rounded network of those scales', () => {
    const scales = Float64Array.of(1, 1, 1);
    const [spikes, rounded] = [createFrameNetwork(layers, sigmaDelta, scales), createFrameNetwork(layers, rounding, scales)];
    for (const [t, frame] of frames.slice(0, 20).entries()) {
      scales.set([1 + t / 7, 4 - t / 9, 0.5 + t / 5]);
      const fresh = createFrameNetwork(layers, rounding, [...scales]).run(frame);
      expect(strays([spikes.run(frame), rounded.run(frame)], [fresh, fresh])).toBe(0);
    }
  });

  it('whose weights are on no grain differs in last bits', () => {
    const [{ weights, ...first }] = layers as [Layer];
    const fine = [{ ...first, weights: weights.map((w, at) => w / (1 + (at % 7) * 1e9)) }];
    const run = (coding: Coding) => {
      const network = createFrameNetwork(fine, coding, [3]);
      return frames.map((frame) => network.run(frame));
    };
    expect(strays(run(sigmaDelta), run(rounding))).toBeGreaterThan(0);
  });

  it('spends nothing on a frame that stays, and what the rounded one does on the first', () => {
    const scales = [4, 4, 4];
    const [spikes, rounded] = [createFrameNetwork(layers, sigmaDelta, scales), createFrameNetwork(layers, rounding, scales)];
    for (let t = 0; t < 3; t += 1) {
      spikes.run(frames[0] as Float32Array);
      rounded.run(frames[0] as Float32Array);
      expect(workOf(spikes)).toEqual(t === 0 ? workOf(rounded) : { additions: 0, multiplyAccumulates: 0 });
    }
  });

  it('spends Σ |s| · fan-out in each layer', () => {
    const network = createFrameNetwork(layers, sigmaDelta, [4, 4, 4]);
    for (const frame of frames) {
      network.run(frame);
      network.layers.forEach(({ messages, additions }, at) => {
        expect(additions()).toBe(messages.reduce((sum, s) => sum + Math.abs(s), 0) * (layers[at]?.units as number));
      });
    }
  });
});

describe('other codings', () => {
  it('of differences without rounding is the dense network to 1e-12, for fewer multiply–accumulates', () => {
    expect(furthest(logitsOf(temporalDifference, [1, 1, 1]), logitsOf(dense, [1, 1, 1]))).toBeLessThan(1e-12);
    const network = createFrameNetwork(layers, temporalDifference, [1, 1, 1]);
    for (const frame of frames.slice(0, 2)) network.run(frame);
    expect(workOf(network).multiplyAccumulates).toBeLessThan(denseWork(layers));
    expect(workOf(network).additions).toBe(0);
  });

  it('by herding owes at most ½, and tends to the input of a layer that stays the same as 1/t', () => {
    const network = createFrameNetwork(layers, herding, [1, 1, 1]);
    const sum = new Float64Array(30);
    for (let t = 1; t <= 100; t += 1) {
      network.run(frames[0] as Float32Array);
      network.layers[0]?.messages.forEach((s, i) => {
        sum[i] = (sum[i] as number) + s;
        expect(Math.abs((sum[i] as number) / t - (frames[0]?.[i] as number))).toBeLessThanOrEqual(1 / (2 * t) + 1e-12);
      });
    }
  });

  it('of proportional gain 0 listens as sigma-delta does, and of derivative gain 0 as herding', () => {
    const smooth = frames.map((frame) => frame.map((pixel) => pixel * 0.99 + 0.001));
    const only = (proportional: number, derivative: number) =>
      logitsOf(proportionalDerivative({ proportional, derivative }), [2, 2, 2], smooth);
    expect(furthest(only(0, 1).slice(0, 20), logitsOf(sigmaDelta, [2, 2, 2], smooth).slice(0, 20))).toBeLessThan(1e-9);
    expect(furthest(only(1, 0), logitsOf(herding, [2, 2, 2], smooth))).toBeLessThan(1e-9);
  });

  it('by rates are right to 1/T for one layer, and spend Σ spikes · fan-out', () => {
    const one = [layers[2]] as Layers;
    const frame = Float32Array.from({ length: 9 }, (_, i) => i / 10);
    const network = createRateNetwork(one, [1], 100, { reset: 'subtract', start: 0.5 });
    const logits = network.run(frame);
    const exact = createFrameNetwork(one, dense, [1]).run(frame);
    const most = (one[0] as Layer).weights.reduce((sum, w) => sum + Math.abs(w), 0) / 200;
    logits.forEach((logit, j) => {
      expect(Math.abs(logit - (exact[j] as number))).toBeLessThanOrEqual(most);
    });
    expect([...(network.layers[0]?.counts ?? [])]).toEqual([0, 10, 20, 30, 40, 50, 60, 70, 80]);
    expect(network.layers[0]?.additions()).toBe(360 * 4);
  });

  it('by rates of units that leak count as each does alone, and without a leak as ever, bit for bit', () => {
    const one = [layers[2]] as Layers;
    const frame = Float32Array.from({ length: 9 }, (_, i) => i / 10);
    const leaky = { reset: 'subtract', start: 0.5, leak: 0.15 } as const;
    const network = createRateNetwork(one, [1], 40, leaky);
    network.run(frame);
    expect([...(network.layers[0]?.counts ?? [])]).toEqual(Array.from(frame, (a) => spikeCount(a, 40, leaky)));
    const without = { reset: 'subtract', start: 0.5 } as const;
    const logits = (coding: RateCoding) => {
      const all = createRateNetwork(layers, [1, 2, 2], 10, coding);
      return frames.slice(0, 10).map((each) => all.run(each));
    };
    expect(strays(logits({ ...without, leak: 0 }), logits(without))).toBe(0);
    expect(strays(logits(leaky), logits(without))).toBeGreaterThan(0);
    expect(() => createRateNetwork(layers, [1, 1, 1], 5, { ...without, leak: 1 })).toThrow('leak: expected 0 or more, below 1, got 1');
  });

  it('have ceilings that are the largest values, or a share of the way to them', () => {
    const few = frames.slice(0, 20);
    const [first, second] = ceilingsOf(layers, few, 1);
    expect(first).toBe(Math.max(...few.flatMap((frame) => [...frame])));
    const network = createFrameNetwork(layers, dense, [1, 1, 1]);
    const hidden = few.flatMap((frame) => {
      network.run(frame);
      return [...(network.layers[1]?.values ?? [])];
    });
    expect(second).toBeCloseTo(Math.max(...hidden), 12);
    expect(ceilingsOf(layers, few, 0.9)[1]).toBeLessThan(second as number);
  });
});

describe('what cannot be taken', () => {
  it('is said in one line', () => {
    expect(() => createFrameNetwork(layers, rounding, [1, 1])).toThrow('scales: expected 3, one a layer, got 2');
    expect(() => createFrameNetwork(layers, rounding, [1, 0, 1])).toThrow('scales: expected numbers above 0, got 0');
    expect(() => createFrameNetwork(layers, rounding, [1, 1, 1]).run([1])).toThrow('frame: expected 30 numbers, got 1');
    expect(() => createRateNetwork(layers, [1, 1, 1], 0, { reset: 'zero', start: 0 })).toThrow(
      'steps: expected a whole number from 1, got 0',
    );
    const tensors = [{ name: 'dense1.weight', shape: [2, 3], values: new Float32Array(6) }];
    expect(() => layersOf('net', { tensors, metadata: {} })).toThrow('net: expected dense1.bias of 3 numbers, got none');
    expect(() => layersOf('net', { tensors: [], metadata: {} })).toThrow('net: expected dense1.weight and more, got a file without it');
  });
});
