// The ledger's sums as they stand at a frame: which terms are seen, what each adds, and what is left over.
import type { Lab } from './lab.ts';
import type { Values } from './param.ts';
import { factorOf, sumOf } from './sums.ts';

export interface LedgerTerm {
  readonly scalar: string;
  readonly sign: 1 | -1;
  /** The parameter that multiplies it, where that is not 1. */
  readonly factor?: { readonly param: string; readonly value: number };
  /** In general it cannot be computed. */
  readonly hidden: boolean;
}

export type LedgerRow = readonly LedgerTerm[];

type Scalars = Readonly<Record<string, number>>;

const isKnown = (scalars: Scalars, terms: readonly { readonly scalar: string }[]) =>
  terms.every(({ scalar }) => scalars[scalar] !== undefined);

/** Rows with an unknown term are left out, quiet terms while they are 0, factors while they are 1. */
export function ledgerRows({ ledger }: Lab, scalars: Scalars, values: Values): readonly LedgerRow[] {
  const open = new Set(ledger.rows.filter((row) => row.needs === undefined).flatMap((row) => row.terms.map((term) => term.scalar)));
  const known = ledger.rows.filter(({ terms }) => isKnown(scalars, terms));
  return known.map(({ terms, needs }) =>
    terms
      .filter((term) => !(term.quiet && scalars[term.scalar] === 0))
      .map((term) => ({
        scalar: term.scalar,
        sign: term.sign,
        hidden: needs === 'evidence' && !open.has(term.scalar),
        ...(term.factor !== undefined && factorOf(term, values) !== 1 && { factor: { param: term.factor, value: factorOf(term, values) } }),
      })),
  );
}

/** The largest difference between the sum of a row that is known and the total; NaN where there is none. */
export function ledgerResidual({ ledger }: Lab, scalars: Scalars, values: Values): number {
  const total = scalars[ledger.total] ?? Number.NaN;
  const known = ledger.rows.filter(({ terms }) => isKnown(scalars, terms));
  return known.length === 0 ? Number.NaN : Math.max(...known.map(({ terms }) => Math.abs(sumOf(terms, scalars, values) - total)));
}

/** `3e−16`: the order of a rounding error is all there is to know of it. */
export const residualText = (residual: number): string =>
  residual === 0 ? '0' : Number.isFinite(residual) ? residual.toExponential(0).replace('e+', 'e').replace('-', '−') : '—';
