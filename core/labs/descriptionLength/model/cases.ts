// A table becomes cases: some to learn from, whose targets are sent, and the others to be judged by.
import { InputError } from '../../../base/input-error.ts';
import { createGrid, type Intervals } from '../../../codec/discretized-normal.ts';
import { meanOf, varianceOf } from '../../../math/mean.ts';
import type { Random } from '../../../prob/random.ts';
import { shuffled } from '../../../prob/shuffle.ts';
import type { Cases } from './noisy-learner.ts';

/** Rows of inputs, and a target each, as they were measured. */
export interface Measurements {
  readonly inputs: readonly Float64Array[];
  readonly targets: Float64Array;
  readonly names: { readonly inputs: readonly string[]; readonly target: string };
}

/**
 * Targets are whole numbers of steps from `low`, as they are written; of numbers with many digits, 2^16 of them. Below the least target and above
 * the greatest there is as much room as between them: a code that knew the ends would be shorter.
 */
export interface TargetScale {
  readonly low: number;
  readonly step: number;
  readonly count: number;
}

export interface Task {
  readonly inputs: number;
  /** Targets of a case. */
  readonly outputs: number;
  readonly names: Measurements['names'];
  /** Inputs of what is sent, as they were measured, by column. */
  readonly measured: readonly Float64Array[];
  /** What is sent, standardized, and the numbers of steps that stand for it. */
  readonly sent: Cases;
  readonly steps: Uint32Array;
  readonly grid: Intervals;
  readonly heldOut: Pick<Cases, 'x' | 'y'>;
  readonly agreed: Agreed;
}

const MOST_DECIMALS = 6;
const MOST_STEPS = 2 ** 16;

/** How the targets are written: with as many decimals as they need. */
export function scaleOf(targets: Float64Array): TargetScale {
  const [low, high] = [targets.reduce((a, b) => Math.min(a, b)), targets.reduce((a, b) => Math.max(a, b))];
  for (let decimals = 0; decimals <= MOST_DECIMALS; decimals += 1) {
    const parts = 10 ** decimals;
    const whole = targets.every((y) => Math.abs(y * parts - Math.round(y * parts)) < 1e-9 * Math.max(1, Math.abs(y * parts)));
    const steps = Math.round((high - low) * parts);
    if (whole && steps >= 1 && steps < MOST_STEPS) return roomy(low, 1 / parts, steps);
  }
  const step = (high - low) / (MOST_STEPS - 1);
  if (!(step > 0)) throw new InputError('subject', 'targets that differ', `${targets.length} that are all ${low}`);
  return roomy(low, step, MOST_STEPS - 1);
}

const roomy = (low: number, step: number, steps: number): TargetScale => ({ low: low - steps * step, step, count: 3 * steps + 1 });

/** A target in its measured unit, with as many decimals as its step has. */
export function targetAt({ low, step }: TargetScale, steps: number): number {
  const parts = Math.round(1 / step);
  return Math.abs(parts * step - 1) < 1e-9 ? Math.round((low + steps * step) * parts) / parts : low + steps * step;
}

/** Mean, and sd over n; the sd of equal numbers is 1, to divide by something. */
function spreadOf(numbers: Float64Array): readonly [mean: number, sd: number] {
  const variance = varianceOf(numbers);
  return [meanOf(numbers), variance > 0 ? Math.sqrt(variance) : 1];
}

/** What both sides know beforehand: the inputs, by the cases that are sent standardized, how targets are written, and their mean and sd. */
export interface Agreed {
  readonly inputs: number;
  readonly x: Float64Array;
  readonly scale: TargetScale;
  readonly mean: number;
  readonly sd: number;
}

export const gridOf = ({ scale: { low, step, count }, mean, sd }: Agreed): Intervals => createGrid((low - mean) / sd, step / sd, count);

/** The cases with these targets, as numbers of steps. */
export function casesOf(agreed: Agreed, steps: Uint32Array): Cases {
  const { centres } = gridOf(agreed);
  return { x: agreed.x, y: Float64Array.from(steps, (i) => centres[i] as number), width: agreed.scale.step / agreed.sd };
}

/** Inputs of the cases at `sent`, each column standardized by them, and of those at `others` likewise. */
export function standardized(
  inputs: readonly Float64Array[],
  sent: Uint32Array,
  others: Uint32Array,
): readonly [sent: Float64Array, others: Float64Array] {
  const scales = inputs.map((column) => spreadOf(Float64Array.from(sent, (i) => column[i] as number)));
  const rows = (places: Uint32Array) =>
    Float64Array.from({ length: places.length * inputs.length }, (_, at) => {
      const j = at % inputs.length;
      const [mean, sd] = scales[j] as readonly [number, number];
      return ((inputs[j]?.[places[Math.floor(at / inputs.length)] as number] as number) - mean) / sd;
    });
  return [rows(sent), rows(others)];
}

/** `count` cases are sent. Throws InputError where the table has too few. */
export function taskOf({ inputs, targets, names }: Measurements, count: number, random: Random): Task {
  if (inputs.length === 0) throw new InputError('subject', 'inputs and, in the last column, a target', 'one column');
  if (targets.length < 4) throw new InputError('subject', 'at least 4 rows', String(targets.length));
  const order = shuffled(targets.length, random);
  const most = Math.min(count, targets.length - 1);
  const places = { sent: order.subarray(0, most), heldOut: order.subarray(most) };
  const [x, others] = standardized(inputs, places.sent, places.heldOut);
  const scale = scaleOf(targets);
  const [mean, sd] = spreadOf(Float64Array.from(places.sent, (i) => targets[i] as number));
  const agreed = { inputs: inputs.length, x, scale, mean, sd };
  const steps = Uint32Array.from(places.sent, (i) => Math.round(((targets[i] as number) - scale.low) / scale.step));
  const measured = inputs.map((each) => Float64Array.from(places.sent, (i) => each[i] as number));
  const heldOut = { x: others, y: Float64Array.from(places.heldOut, (i) => ((targets[i] as number) - mean) / sd) };
  return { inputs: inputs.length, outputs: 1, names, measured, sent: casesOf(agreed, steps), steps, grid: gridOf(agreed), heldOut, agreed };
}

/** A line that bends twice, 100 points of it: sin 1.5x with noise of sd 0.15, two decimals. */
export function bentLine(random: Random): Measurements {
  const x = Float64Array.from({ length: BENT }, () => 5 * random.uniform() - 2.5);
  return {
    inputs: [x],
    names: { inputs: ['x'], target: 'y' },
    targets: x.map((each) => Math.round(100 * (Math.sin(1.5 * each) + 0.15 * random.normal())) / 100),
  };
}

const BENT = 100;
