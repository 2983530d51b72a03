// One number, coded in four ways: what each makes of it in the course of time, beside its closed form.
import { createHerding } from '../../../spiking/herding.ts';
import { createMembrane, firingRate, type Neuron } from '../../../spiking/integrate-and-fire.ts';
import { decoded, encoded, type Gains } from '../../../spiking/proportional-derivative.ts';
import { spikeCount } from '../../../spiking/rate-coding.ts';

/** Steps that are shown of a stream. */
const STEPS = 60;

const numbered = (length: number, f: (i: number) => number) => Float64Array.from({ length }, (_, i) => f(i));

/** Herding of a constant: the running mean of what was sent, within 1/(2t); and what is owed at most. */
export function herdedConstant(value: number) {
  const herding = createHerding(1);
  const sent = new Float64Array(1);
  let [sum, owed] = [0, 0];
  const spikes = new Float64Array(STEPS);
  const mean = numbered(STEPS, (i) => {
    herding.step([value], sent);
    spikes[i] = sent[0] as number;
    sum += sent[0] as number;
    owed = Math.max(owed, Math.abs((i + 1) * value - sum));
    return sum / (i + 1);
  });
  return {
    t: numbered(STEPS, (i) => i + 1),
    mean,
    spikes,
    high: mean.map((_, i) => value + 0.5 / (i + 1)),
    low: mean.map((_, i) => value - 0.5 / (i + 1)),
    owed,
  };
}

/** Nothing, then the value, then nothing again: as it is, and as it is decoded from what was herded; and how far decoding misses without herding. */
export function codedStep(value: number, scale: number, gains: Gains) {
  const x = numbered(STEPS, (i) => (i >= 10 && i < 40 ? value : 0));
  const code = encoded(x, gains);
  const herding = createHerding(1);
  const sent = new Float64Array(1);
  const spikes = code.map((a) => {
    herding.step([a], sent, scale);
    return sent[0] as number;
  });
  const exact = decoded(code, gains);
  return {
    t: numbered(STEPS, (i) => i + 1),
    x,
    spikes,
    decoded: decoded(spikes, gains).map((each) => each / scale),
    error: x.reduce((worst, each, i) => Math.max(worst, Math.abs(each - (exact[i] as number))), 0),
  };
}

/** Milliseconds that a membrane is followed, and the step of its picture. */
const DURATION = 200;
const TICK = 0.5;

/** A leaky neuron under a constant current: its potential, when it fires, and how often by the last interval and by the formula. */
export function leakyNeuron(neuron: Neuron, current: number) {
  const membrane = createMembrane(neuron);
  const [time, potential, spikes]: [number[], number[], number[]] = [[0], [membrane.potential()], []];
  for (let k = 0; k < DURATION / TICK; k += 1) {
    membrane.advance(TICK, current, (after) => {
      const at = k * TICK + after;
      spikes.push(at);
      time.push(at, at);
      potential.push(neuron.threshold, neuron.resetPotential);
    });
    time.push((k + 1) * TICK);
    potential.push(membrane.potential());
  }
  const [last, before] = [spikes.at(-1), spikes.at(-2)];
  return {
    time: Float64Array.from(time),
    potential: Float64Array.from(potential),
    spikes: Float64Array.from(spikes),
    rate: last !== undefined && before !== undefined ? 1000 / (last - before) : undefined,
    exactRate: firingRate(neuron, current),
  };
}

/** Spikes in T steps over the number they stand for, by both ways to reset. */
export function rates(steps: number, start: 0 | 0.5) {
  const a = numbered(201, (i) => i / 200);
  const of = (reset: 'subtract' | 'zero') => a.map((each) => spikeCount(each, steps, { reset, start }) / steps);
  return { a, subtracted: of('subtract'), zeroed: of('zero') };
}

/** ⌊T a⌋, or ⌊T a + ½⌋: with the same care for what misses a whole number by rounding alone. */
export const countInClosedForm = (value: number, steps: number, start: 0 | 0.5): number => Math.floor(value * steps + start + 1e-9);
