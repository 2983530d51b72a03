// What is written down on the way, and how JSON has it: in a checkpoint, and in the file of a model, which so brings along how it learnt.
import * as z from 'zod/mini';
import { InputError } from '../../../base/input-error.ts';
import type { Terms } from '../../../nets/objective.ts';
import type { Survey } from './evaluation.ts';

/** Means over minibatches, and an image’s share of what beliefs about weights cost. */
export interface Learnt extends Terms {
  /** (1/N) KL[q(W) ‖ p(W)]; 0 of point weights. */
  readonly weightComplexity: number;
}

/** What is written down at a step. */
export interface Entry extends Learnt {
  /** Steps behind the weights, those before the run included. */
  readonly step: number;
  readonly heldOut: Terms;
  readonly complexities: Float64Array;
  readonly activeUnits: number;
  readonly survey: Survey | undefined;
  readonly learningRate: number;
  readonly beta: number;
}

export const whole = z.int().check(z.minimum(0));
export const terms = { accuracy: z.number(), priorEnergy: z.number(), entropy: z.number() };
export const learnt = { ...terms, weightComplexity: z.number() };

export const surveyed = z.pipe(
  z.object({
    step: whole,
    gain: z.number(),
    importanceWeightedBound: z.number(),
    aggregateComplexity: z.optional(z.number()),
    mutualInformation: z.optional(z.number()),
  }),
  z.transform((read): Survey => ({ ...read, aggregateComplexity: read.aggregateComplexity, mutualInformation: read.mutualInformation })),
);

/** At least one. */
export const entriesRead = z
  .array(
    z.pipe(
      z.object({
        step: whole,
        ...learnt,
        heldOut: z.object(terms),
        complexities: z.array(z.number()),
        activeUnits: whole,
        survey: z.optional(surveyed),
        learningRate: z.number(),
        beta: z.number(),
      }),
      z.transform((read): Entry => ({ ...read, survey: read.survey, complexities: Float64Array.from(read.complexities) })),
    ),
  )
  .check(z.minLength(1));

/** As JSON has them: the same text, whether they were written down in this run or read from a file. */
export const entriesWritten = (entries: readonly Entry[]) =>
  entries.map((entry) => {
    const { step, accuracy, priorEnergy, entropy, weightComplexity, heldOut, complexities, activeUnits, survey, learningRate, beta } =
      entry;
    const means = { step, accuracy, priorEnergy, entropy, weightComplexity };
    return { ...means, heldOut, complexities: Array.from(complexities), activeUnits, survey, learningRate, beta };
  });

/** Throws InputError, in the name of `where`, unless each entry has the complexities of so many latents. */
export function expectLatents(where: string, entries: readonly Entry[], latents: number): void {
  const other = entries.find(({ complexities }) => complexities.length !== latents);
  if (other) throw new InputError(where, `the complexities of ${latents} latents`, String(other.complexities.length));
}

/** The entries in the text that a model’s file brings along; none where it brings none. Throws InputError. */
export function historyOf(text: string | undefined, latents: number): readonly Entry[] {
  if (text === undefined) return [];
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new InputError('weights', 'a model that says in JSON how it learnt', 'text that does not parse');
  }
  const { data } = z.safeParse(entriesRead, json);
  if (!data) throw new InputError('weights', 'a model that says how it learnt as this lab does', 'another kind of words');
  expectLatents('weights', data, latents);
  return data;
}
