// How far to narrow a grid: clipping a few weights may cost less than a coarse step for all the others.
import { goldenSection } from '../../math/golden-section.ts';
import type { Places, Weights } from '../weights.ts';
import { type Grid, greatestCode, leastCode } from './grid.ts';

/** Σ (ŵ − w)² on a grid. Which way a half is rounded makes no difference to it. */
function squaredErrorOn({ scale, zeroPoint }: Grid, weights: Weights, { from, step }: Places, bits: number): number {
  const [least, greatest] = [leastCode(bits) - zeroPoint, greatestCode(bits) - zeroPoint];
  const inverse = 1 / scale;
  let sum = 0;
  for (let at = from; at < weights.length; at += step) {
    const weight = weights[at] as number;
    const error = scale * Math.max(least, Math.min(greatest, Math.round(weight * inverse))) - weight;
    sum += error * error;
  }
  return sum;
}

const TRIED = 32;
const SECTIONS = 24;

/** From 1 down to 1/64, evenly in the logarithm. */
const triedShare = (i: number): number => 2 ** ((-6 * i) / TRIED);

/**
 * The share of the range, from 1/64 to 1, whose grid has the least squared error: the best of 33, made finer by golden sections between
 * its neighbours. Never worse than the whole range; no proof that it is the least of all, as the error has small dips.
 */
export function leastSquaresShare(weights: Weights, places: Places, bits: number, gridOf: (share: number) => Grid): number {
  const errorOf = (share: number) => squaredErrorOn(gridOf(share), weights, places, bits);
  let best = 0;
  let least = errorOf(1);
  for (let i = 1; i <= TRIED; i += 1) {
    const error = errorOf(triedShare(i));
    if (error < least) [best, least] = [i, error];
  }
  const finer = goldenSection(errorOf, triedShare(Math.min(best + 1, TRIED)), triedShare(Math.max(best - 1, 0)), SECTIONS);
  return errorOf(finer) < least ? finer : triedShare(best);
}
