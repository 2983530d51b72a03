// A certificate sets an estimate against its exact value: standard error, z, verdict.
import { studentBeyond } from '../prob/student.ts';
import type { Result } from './result.ts';

/** The largest |z| that is taken for chance: about one in 16,000. */
export const Z_LIMIT = 4;
/** P(|Z| > 4). */
const RAREST = 6.334248366623984e-5;

/** Declares which scalars are an estimate, its standard error and the exact value it must agree with. */
export interface CertificateSpec<N extends string = string> {
  readonly estimate: N;
  readonly standardError: N;
  readonly exact: N;
  /** How many independent draws the standard error itself was estimated from, where they may be few: then z is Student’s t. */
  readonly draws?: N;
  /** What was done, in one sentence: the test behind the verdict. */
  readonly test: string;
}

export interface Certificate {
  readonly name: string;
  readonly estimate: number;
  readonly standardError: number;
  readonly exact: number;
  readonly z: number;
  /** Draws that the standard error was estimated from, where that counts. */
  readonly draws?: number;
  readonly holds: boolean;
}

/** The certificates that apply: those whose estimate, standard error and exact value are all known here. */
export function certificatesOf(specs: Readonly<Record<string, CertificateSpec>> | undefined, result: Result): Certificate[] {
  return Object.entries(specs ?? {})
    .filter(([, { estimate, standardError, exact }]) =>
      [estimate, standardError, exact].every((name) => result.scalars[name] !== undefined),
    )
    .map(([name, spec]) => certify(name, spec, result));
}

/**
 * z = (estimate − exact) / standard error; holds where |z| ≤ 4, or, of n draws that the standard error was estimated from, where t of n − 1
 * degrees of freedom is as large by chance as often as that. An estimate without spread must be exact to rounding.
 */
export function certify(name: string, spec: CertificateSpec, result: Result): Certificate {
  const estimate = result.scalars[spec.estimate] ?? Number.NaN;
  const standardError = result.scalars[spec.standardError] ?? Number.NaN;
  const exact = result.scalars[spec.exact] ?? Number.NaN;
  const rounding = 1e-10 * Math.max(1, Math.abs(exact));
  const error = Math.abs(estimate - exact) <= rounding ? 0 : estimate - exact;
  const z = error === 0 ? 0 : error / standardError;
  const draws = spec.draws === undefined ? undefined : result.scalars[spec.draws];
  const holds = draws === undefined ? Math.abs(z) <= Z_LIMIT : studentBeyond(z, draws - 1) >= RAREST;
  return { name, estimate, standardError, exact, z, ...(draws !== undefined && { draws }), holds };
}
