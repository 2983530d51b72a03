// What is particular to an envelope by who sends it: what both sides know, as a schema, how its message is made, and how it is read.
import * as z from 'zod/mini';
import type { AnsStack } from '../../../codec/ans.ts';
import type { Dataset } from '../../../data/dataset.ts';

/** What an envelope is made of. */
export interface Sealed<Known> {
  readonly known: Known;
  readonly message: AnsStack;
}

/** What came out of one, and the message that it must have been begun with. */
export interface Opened {
  readonly data: Omit<Dataset, 'name'>;
  readonly begun: AnsStack;
}

export interface EnvelopeKind<Run, Known> {
  readonly known: z.ZodMiniType<Known>;
  /** Throws InputError for a run whose envelope nobody would open. */
  readonly seal: (run: Run, precision: number) => Sealed<Known>;
  /** Reads the message, which is left as it was begun. `name` is the file's. Throws InputError, and RangeError for parts that do not belong together. */
  readonly open: (name: string, known: Known, message: AnsStack) => Opened;
}

/** The message that an envelope begins with: the first of those that are measured. */
export const FIRST = 0;

export const between = (low: number, high: number) => z.number().check(z.minimum(low), z.maximum(high));
export const positive = between(Number.MIN_VALUE, 1e300);
export const whole = (low: number, high: number) => z.int().check(z.minimum(low), z.maximum(high));
export const numbers = (most: number) => z.array(z.number()).check(z.minLength(1), z.maxLength(most));

/** How numbers that are sent are written. */
export const written = z.object({ low: z.number(), step: positive, count: whole(2, 2 ** 20) });

/** What every envelope says. */
export const said = { seed: whole(0, 2 ** 32 - 1) };
