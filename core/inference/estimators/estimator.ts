// A way to estimate ∂/∂φ E_q[f]: estimates by the row, and what is known of them.
import type { Random } from '../../prob/random.ts';
import type { Exact, Moments, Problem } from './problem.ts';

export interface Estimator {
  /** Draws that are one estimate together: 2 of an antithetic pair, K that are each other's baseline. */
  readonly group: number;
  readonly applies: (problem: Problem) => boolean;
  /** Fills `out` [count, width], row by row, with independent estimates of the derivatives by the first `width` of φ, each from `group` draws. */
  readonly sample: (problem: Problem, count: number, width: number, random: Random, out: Float64Array) => void;
  /** Expectation of an estimate of ∂/∂φ₁, and its variance times `group`; undefined where neither formula nor quadrature is at hand. */
  readonly moments: (exact: Exact) => Moments | undefined;
}

/** Numbers of draws that are worked on at once. */
const BLOCK = 8192;

/** Splits `count` rows, each of `size` numbers, into blocks that stay in the cache. */
export function inBlocks(count: number, size: number, take: (from: number, rows: number) => void): void {
  const rows = Math.max(1, Math.floor(BLOCK / size));
  for (let from = 0; from < count; from += rows) take(from, Math.min(rows, count - from));
}

/** The most rows that `inBlocks` hands out at once. */
export const blockRows = (count: number, size: number): number => Math.min(count, Math.max(1, Math.floor(BLOCK / size)));
