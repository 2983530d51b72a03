// One stream at a time: herding, proportional–derivative coding, rates and the leaky neuron, each against its closed form.
import { describe, expect, it } from 'vitest';
import { InputError } from '../../core/base/input-error.ts';
import { roundHalfToEven } from '../../core/compression/quantize/rounding.ts';
import { createRandom } from '../../core/prob/random.ts';
import { createHerding, herded } from '../../core/spiking/herding.ts';
import { createMembrane, firingRate, interspikeInterval, type Neuron } from '../../core/spiking/integrate-and-fire.ts';
import { decoded, encoded } from '../../core/spiking/proportional-derivative.ts';
import { fires, spikeCount, spikeTrain } from '../../core/spiking/rate-coding.ts';

const uniforms = (count: number, seed: number, from = 0, to = 1) => {
  const random = createRandom(seed);
  return Float64Array.from({ length: count }, () => from + (to - from) * random.uniform());
};

describe('herding', () => {
  it('makes 0.6 five times 1, 0, 1, 0, 1', () => expect([...herded([0.6, 0.6, 0.6, 0.6, 0.6])]).toEqual([1, 0, 1, 0, 1]));

  it('has a running mean within 1/(2t) of that of what came in, and owes at most ½', () => {
    const stream = uniforms(2000, 1, -3, 3);
    const herding = createHerding(1);
    const sent = new Float64Array(1);
    let [owed, worst] = [0, 0];
    stream.forEach((x, at) => {
      herding.step([x], sent);
      owed += x - (sent[0] as number);
      expect(Math.abs(owed / (at + 1))).toBeLessThanOrEqual(1 / (2 * (at + 1)) + 1e-12);
      expect(Math.abs(owed - (herding.residuals[0] as number))).toBeLessThan(1e-10);
      worst = Math.max(worst, Math.abs(owed));
    });
    // The bound is nearly reached; what is rounded anew each time, without a memory, breaks it.
    expect(worst).toBeGreaterThan(0.49);
    let forgetful = 0;
    for (const x of stream) forgetful += x - roundHalfToEven(x);
    expect(Math.abs(forgetful)).toBeGreaterThan(0.5);
  });

  it('of differences adds up to the rounded value, but not where there are ties', () => {
    const sumsOf = (stream: readonly number[]) => {
      let sum = 0;
      return [...herded(stream.map((x, at) => x - (stream[at - 1] ?? 0)))].map((s) => {
        sum += s;
        return sum;
      });
    };
    const stream = [...uniforms(500, 2, 0, 4)];
    expect(sumsOf(stream)).toEqual(stream.map(roundHalfToEven));
    expect(sumsOf([0.5, 1, 1.5])).toEqual([0, 1, 1]);
    expect([0.5, 1, 1.5].map(roundHalfToEven)).toEqual([0, 1, 2]);
  });
});

describe('proportional–derivative coding', () => {
  it('makes 0, 1, 1, 1, 0 with gains 0.1 and 1 0, 1.1, 0.1, 0.1, −1, and takes it back', () => {
    const gains = { proportional: 0.1, derivative: 1 };
    const code = encoded([0, 1, 1, 1, 0], gains);
    [0, 1.1, 0.1, 0.1, -1].forEach((a, at) => {
      expect(code[at]).toBeCloseTo(a, 14);
    });
    decoded(code, gains).forEach((x, at) => {
      expect(Math.abs(x - (at > 0 && at < 4 ? 1 : 0))).toBeLessThan(1e-12);
    });
  });

  it.each([
    [0.1, 1],
    [1, 0],
    [0, 1],
    [0.02, 3],
  ])('with gains %d and %d decodes to what was coded, to 1e-12', (proportional, derivative) => {
    const stream = uniforms(1000, 3, -2, 2);
    const gains = { proportional, derivative };
    const back = decoded(encoded(stream, gains), gains);
    expect(stream.reduce((worst, x, at) => Math.max(worst, Math.abs(x - (back[at] as number))), 0)).toBeLessThan(1e-12);
  });

  it('says which gains it cannot take', () => {
    expect(() => encoded([1], { proportional: 0, derivative: 0 })).toThrow('derivative: expected one gain above 0, got 0 and 0');
    expect(() => decoded([1], { proportional: -1, derivative: 2 })).toThrow(InputError);
  });
});

describe('a rate', () => {
  it.each([10, 20, 49])('of k/%d makes k spikes, whatever sums round to', (steps) => {
    for (let k = 0; k <= steps; k += 1)
      for (const start of [0, 0.5] as const) expect(spikeCount(k / steps, steps, { reset: 'subtract', start })).toBe(k);
  });

  it('is ⌊T a⌋, or begun at ½ ⌊T a + ½⌋, so that it is off by less than 1/T', () => {
    for (const a of uniforms(400, 4)) {
      const floor = spikeCount(a, 20, { reset: 'subtract', start: 0 });
      expect(floor).toBe(Math.floor(20 * a));
      expect(spikeCount(a, 20, { reset: 'subtract', start: 0.5 })).toBe(Math.floor(20 * a + 0.5));
      expect(Math.abs(floor / 20 - a)).toBeLessThan(1 / 20);
    }
  });

  it('loses what lay above the threshold where the potential is set to 0: 5 spikes of 0.3 in 20 steps, not 6', () => {
    expect(spikeCount(0.3, 20, { reset: 'zero', start: 0 })).toBe(5);
    expect(spikeCount(0.3, 20, { reset: 'subtract', start: 0 })).toBe(6);
  });

  it.each([0.05, 0.3, 0.7])(
    'with a leak of %d is silent below it, and above it fires as often as the leaky neuron’s interval says',
    (leak) => {
      for (const a of uniforms(200, 5)) {
        const interval = a > leak ? Math.ceil(Math.log(1 - leak / a) / Math.log(1 - leak)) : Number.POSITIVE_INFINITY;
        expect(spikeCount(a, 100, { reset: 'zero', start: 0, leak })).toBe(Math.floor(100 / interval));
        if (a < leak) expect(spikeCount(a, 100, { reset: 'subtract', start: 0.5, leak })).toBe(0);
      }
    },
  );

  it('with a leak is a membrane of e^(−dt/τ) = 1 − g that is looked at once a step', () => {
    const [leak, a, dt] = [0.2, 0.37, 1];
    // It is not held, and does not fire of itself: its threshold is out of reach.
    const neuron = { timeConstant: -dt / Math.log(1 - leak), resistance: 1, restingPotential: 0, resetPotential: 0, refractoryPeriod: 0 };
    const spikes: number[] = [];
    let membrane = createMembrane({ ...neuron, threshold: 9 });
    for (let t = 0; t < 40; t += 1) {
      membrane.advance(dt, a / leak, () => {});
      const fired = fires(membrane.potential());
      spikes.push(fired ? 1 : 0);
      if (fired) membrane = createMembrane({ ...neuron, threshold: 9 });
    }
    expect([...spikeTrain(a, 40, { reset: 'zero', start: 0, leak })]).toEqual(spikes);
    expect(spikes.reduce((x, y) => x + y)).toBeGreaterThan(5);
  });

  it('takes no leak that is none, or all', () => {
    for (const leak of [-0.1, 1, Number.NaN])
      expect(() => spikeCount(0.5, 5, { reset: 'zero', start: 0, leak })).toThrow(`leak: expected 0 or more, below 1, got ${leak}`);
  });

  it('takes what lies 1e-16 below the threshold for the threshold', () => {
    expect(0.1 + 0.2 + 0.7).toBeLessThanOrEqual(1);
    expect(fires(1 - 2 ** -53)).toBe(true);
    expect(fires(1 - 1e-9)).toBe(false);
    expect([...spikeTrain(0.1, 10, { reset: 'subtract', start: 0 })]).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
    expect(() => spikeTrain(1.1, 10, { reset: 'zero', start: 0 })).toThrow('activation: expected 0 to 1, got 1.1');
  });
});

describe('a leaky neuron', () => {
  const neuron: Neuron = {
    timeConstant: 20,
    resistance: 1,
    restingPotential: 0,
    threshold: 1,
    resetPotential: 0,
    refractoryPeriod: 2,
  };

  const spikesOf = (of: Neuron, current: number, steps: number, step: number): number[] => {
    const times: number[] = [];
    const membrane = createMembrane(of);
    for (let k = 0; k < steps; k += 1) membrane.advance(step, current, (after) => times.push(k * step + after));
    return times;
  };

  it('fires 41.71490687414833 times a second at a current of 1.5', () => {
    // 1000 / (2 + 20 ln 3)
    expect(firingRate(neuron, 1.5)).toBeCloseTo(41.71490687414833, 12);
    expect(firingRate(neuron, 1)).toBe(0);
  });

  it.each([0.1, 1, 7.3])('simulated in steps of %d ms fires at the rate of its closed form', (step) => {
    const own = { ...neuron, restingPotential: -0.2, resetPotential: -0.5 };
    const times = spikesOf(own, 1.9, Math.round(2000 / step), step);
    const intervals = times.slice(1).map((time, at) => time - (times[at] as number));
    expect(times.length).toBeGreaterThan(60);
    for (const interval of intervals) expect(Math.abs(interval - interspikeInterval(own, 1.9))).toBeLessThan(1e-9);
  });

  it('relaxes to V∞ as e^(−t/τ) below the threshold', () => {
    const membrane = createMembrane(neuron);
    for (let k = 0; k < 30; k += 1) membrane.advance(1, 0.8, () => expect.unreachable());
    expect(membrane.potential()).toBeCloseTo(0.8 * (1 - Math.exp(-1.5)), 13);
  });

  it('says what it cannot be', () => {
    expect(() => createMembrane({ ...neuron, threshold: -1 })).toThrow('threshold: expected above the reset at 0, got -1');
    expect(() => firingRate({ ...neuron, timeConstant: 0 }, 1)).toThrow('timeConstant: expected more than 0 ms, got 0');
  });
});
