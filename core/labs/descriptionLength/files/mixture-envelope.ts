// The envelope of a mixture: the mixture is known, and the numbers are sent, each under a component that is chosen by bits that come back.
import * as z from 'zod/mini';
import { InputError } from '../../../base/input-error.ts';
import { decodeLabelled, encodeLabelled } from '../../../codec/mixture-labels.ts';
import { targetAt } from '../model/cases.ts';
import { labelledUnder, type MixtureRun, MOST_NUMBERS, messageBeforeLabels, numbersOf } from '../run/mixture.ts';
import { between, type EnvelopeKind, FIRST, numbers, positive, said, whole, written } from './envelope-kind.ts';

const MOST_COMPONENTS = 5;

const known = z.object({
  by: z.literal('mixture'),
  ...said,
  column: z.string(),
  size: whole(1, MOST_NUMBERS),
  scale: written,
  weights: z.array(between(0, 1)).check(z.minLength(1), z.maxLength(MOST_COMPONENTS)),
  means: numbers(MOST_COMPONENTS),
  variances: z.array(positive).check(z.minLength(1), z.maxLength(MOST_COMPONENTS)),
});
type Known = z.infer<typeof known>;

export const mixtureEnvelope: EnvelopeKind<MixtureRun, Known> = {
  known,
  seal({ seed, name, scale, steps, grid, mixture }) {
    const message = messageBeforeLabels(seed, FIRST);
    encodeLabelled(message, steps, labelledUnder(mixture, grid));
    const { weights, theta } = mixture;
    return {
      known: {
        by: 'mixture',
        seed,
        column: name,
        size: steps.length,
        scale,
        weights: [...weights],
        means: Array.from(weights, (_, k) => theta[2 * k] as number),
        variances: Array.from(weights, (_, k) => theta[2 * k + 1] as number),
      },
      message,
    };
  },
  open(name, { seed, column, size, scale, weights, means, variances }, message) {
    if (means.length !== weights.length || variances.length !== weights.length)
      throw new InputError(name, 'a mean and a variance for each weight', `${means.length} and ${variances.length} for ${weights.length}`);
    const theta = Float64Array.from(weights.flatMap((_, k) => [means[k] as number, variances[k] as number]));
    const steps = decodeLabelled(message, size, labelledUnder({ weights: Float64Array.from(weights), theta }, numbersOf(scale)));
    return {
      data: { columns: { [column]: Float64Array.from(steps, (step) => targetAt(scale, step)) } },
      begun: messageBeforeLabels(seed, FIRST),
    };
  },
};
