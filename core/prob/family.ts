// What variational inference needs to know of a family of distributions q, whatever its parameters are.
import type { Random } from './random.ts';

/** A distribution's parameters, in the order its family states. */
export type Parameters = readonly number[];

export interface Family {
  /** H(q) = −E_q[log q], nats. */
  entropy(q: Parameters): number;
  /** KL(q‖p) for two members, nats. */
  klDivergence(q: Parameters, p: Parameters): number;
  /** −E_p[log q], nats, for any p with these expected sufficient statistics (each family states which). */
  crossEntropy(statistics: readonly number[], q: Parameters): number;
  logDensity(q: Parameters, point: readonly number[]): number;
  /** A point, which may hold more than its coordinates where rounding them would lose what `logDensity` needs (each family states what). */
  draw(q: Parameters, random: Random): number[];
  /** log q of the point that `draw` comes to with the same numbers of chance, where rounding a point would lose it. */
  drawn?(q: Parameters, random: Random): { readonly point: number[]; readonly logDensity: number };
  /** Coordinates on the whole real line, in which a step never leaves the family, and back. */
  toCoordinates(q: Parameters): number[];
  fromCoordinates(u: readonly number[]): number[];
  /** The inverse Fisher information in these coordinates times a gradient (Amari 1998). */
  naturalGradient(u: readonly number[], gradient: readonly number[]): number[];
}

/** Solves the symmetric 2×2 system [[a, b], [b, c]] x = (r, s). */
export function solve2(a: number, b: number, c: number, r: number, s: number): [number, number] {
  const determinant = a * c - b * b;
  return [(c * r - b * s) / determinant, (a * s - b * r) / determinant];
}
