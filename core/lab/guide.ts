// What a lab says of itself to whoever asks: each plot explained, each term derived, and a tour.
import type { Values } from './param.ts';
import type { Table } from './result.ts';

/** A plot in words that do not change: what it shows, what to try on it, and what a trail on it is. */
export interface Explanation {
  readonly shows: string;
  readonly tries: string;
  readonly trail?: string;
}

/** A line of a derivation: the formula, and why. */
export interface DerivationLine {
  readonly tex: string;
  readonly sentence: string;
}

/** What a tour knows of the run at a moment. */
export interface Moment {
  readonly scalars: Readonly<Record<string, number>>;
  readonly tables: Readonly<Record<string, Table>>;
  /** As the controls show them. */
  readonly values: Values;
  readonly step: number;
  /** The term that is lit up. */
  readonly highlight: string | undefined;
}

/** What a step of a tour speaks of. */
export type TourPlace =
  | { readonly plot: string }
  | { readonly param: string }
  | { readonly term: string }
  | { readonly part: 'identity' | 'ledger' | 'transport' };

export interface TourStep {
  readonly title: string;
  readonly text: string;
  readonly at: TourPlace;
  /** The preset that it begins on. */
  readonly preset?: string;
  /** Whether what it asks for was done since it began; then the tour goes on. */
  readonly done: (now: Moment, begun: Moment) => boolean;
}

/** By the names of the lab’s plots and scalars. */
export interface Guide {
  readonly explain: Readonly<Record<string, Explanation>>;
  readonly derive: Readonly<Record<string, readonly DerivationLine[]>>;
  readonly tour?: readonly TourStep[];
}
