// The published run: two tied means, one row a step, a million steps of ε from 0.01 down to 0.0001 (Welling and Teh 2011).
import { expect, it } from 'vitest';
import { kernels } from '../../../core/inference/mcmc/kernels.ts';
import { type Schedule, scheduleBetween, stepSizeAt } from '../../../core/inference/mcmc/schedule.ts';
import type { DataSum } from '../../../core/inference/mcmc/target.ts';
import { boxShares, drawnShares, type Plane, sharesOf, totalVariation } from '../../../core/labs/samplers/model/plane.ts';
import { createRandom } from '../../../core/prob/random.ts';
import { problemNamed } from '../problems.ts';
import { plain } from './harness.ts';

const STEPS = 1_000_000;
const schedule: Schedule = { ...scheduleBetween(0.01, 0.0001, STEPS, 0.55), decreasing: true };
const { target, plane } = problemNamed('mixture');
const lattice = plane?.(1) as Plane;
/** On boxes of a 40 × 40 grid over all of the plane that counts. */
const truth = boxShares(lattice, sharesOf(lattice, 1), 40);

type Run = ReturnType<typeof run>;

/** The draws’ shares of boxes, weighed by ε, and how much of them lies above θ₂ = 0. */
function run(seed: number, { stepSize, offset, decay, decreasing }: Schedule, scaled = true) {
  const random = createRandom(seed);
  const [x, y, weights] = [new Float64Array(STEPS), new Float64Array(STEPS), new Float64Array(STEPS)];
  let state = kernels.sgld.init(target, Float64Array.of(0, 0), plain, random);
  for (let t = 0; t < STEPS; t += 1) {
    const now = stepSizeAt({ stepSize, offset, decay, decreasing }, t);
    state = kernels.sgld.step(target, state, { ...plain, stepSize: now, batchSize: 1, scaled }, random).state;
    x[t] = state.positions[0] as number;
    y[t] = state.positions[1] as number;
    weights[t] = now;
  }
  const upper = y.reduce((sum, b, t) => (b > 0 ? sum + (weights[t] as number) : sum), 0) / weights.reduce((a, b) => a + b, 0);
  const boxes = drawnShares(lattice, x, y, weights, 40);
  return { boxes, distance: totalVariation(truth, boxes), upper };
}

/** Shares of what the run would settle to were each step at rest: p at the temperature 1 + εV/4 that its minibatches heat it to. */
function heated(): Float64Array {
  const data = target.data as DataSum;
  const at = Float64Array.from({ length: 2 * data.size }, (_, i) => [0.49, 0.017][i % 2] as number);
  const scores = new Float64Array(at.length);
  const rows = Int32Array.from({ length: data.size }, (_, i) => i);
  data.estimates(at, rows, 1, data.size, scores);
  const variances = [0, 1].map((axis) => {
    const along = scores.filter((_, i) => i % 2 === axis);
    const mean = along.reduce((a, b) => a + b, 0) / data.size;
    return along.reduce((sum, g) => sum + (g - mean) ** 2, 0) / data.size;
  });
  const variance = ((variances[0] as number) + (variances[1] as number)) / 2;
  const boxes = new Float64Array(1600);
  let total = 0;
  const every = 1000;
  for (let t = every / 2; t < STEPS; t += every) {
    const stepSize = stepSizeAt(schedule, t);
    total += stepSize;
    boxShares(lattice, sharesOf(lattice, 1 + (stepSize * variance) / 4), 40).forEach((share, box) => {
      boxes[box] = (boxes[box] as number) + stepSize * share;
    });
  }
  return boxes.map((share) => share / total);
}

// The bound, 0.25, is the sum of two parts. Early steps are hot: what the schedule would give without any sampling noise is 0.10 off.
// The rest is chance: the steps last Σε = 222 units of time, in which θ moves from one mode to the other some dozens of times only, and
// two runs differ by 0.14 to 0.24, which is √2 times what one of them is off: 0.10 to 0.17.
const BOUND = 0.25;

it('finds both modes, as near to the quadrature of the posterior as heat and chance allow', () => {
  const heat = totalVariation(truth, heated());
  expect(heat).toBeGreaterThan(0.05);
  expect(heat).toBeLessThan(0.12);
  const runs = [1, 2, 3].map((seed) => run(seed, schedule));
  for (const { distance, upper } of runs) {
    expect(distance).toBeLessThan(BOUND);
    expect(Math.abs(upper - 0.5088)).toBeLessThan(0.15);
  }
  const chance = totalVariation((runs[0] as Run).boxes, (runs[1] as Run).boxes) / Math.SQRT2;
  expect(chance).toBeLessThan(BOUND - 0.1);
});

it('is far off without N/n, and where ε stays at its first value', () => {
  expect(run(1, schedule, false).distance).toBeGreaterThan(2 * BOUND);
  expect(run(1, { ...schedule, decreasing: false }).distance).toBeGreaterThan(2 * BOUND);
});
