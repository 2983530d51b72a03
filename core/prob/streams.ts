// Streams of chance with names: whatever a run draws for, it draws from a generator of its own, which nothing else moves on.
import { mixedState } from './mixed-state.ts';
import { type Random, randomFrom } from './random.ts';

/** A name as words, its length first, so that no two lists of names give the same words. */
const wordsOf = (part: string | number): readonly number[] =>
  typeof part === 'number' ? [part] : [part.length, ...Array.from(part, (letter) => letter.codePointAt(0) as number)];

/** The generator of a seed for one of its purposes; `which` tells apart the steps, chains or contestants that each have one. */
export interface StreamOf<Purpose extends string> {
  (seed: number, purpose: Purpose, ...which: readonly (string | number)[]): Random;
  readonly purposes: readonly Purpose[];
}

/** Streams for the purposes that are named here, and for no others. `scope` keeps them apart from those of the same name elsewhere. */
export function streamsFor<const Purpose extends string>(scope: string, purposes: readonly Purpose[]): StreamOf<Purpose> {
  const streamOf = (seed: number, purpose: Purpose, ...which: readonly (string | number)[]) => {
    const words = [scope, purpose, ...which].flatMap(wordsOf);
    return randomFrom(mixedState([words.length, seed, ...words]));
  };
  return Object.assign(streamOf, { purposes });
}
