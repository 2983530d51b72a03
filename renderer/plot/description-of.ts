// The twin of a picture in words: for screen readers, the alt texts of exports, and tests.
import type { AnyPlot } from '../../core/lab/lab.ts';
import type { Values } from '../../core/lab/param.ts';
import type { Result } from '../../core/lab/result.ts';
import { type Turn, turnsAlong } from '../../core/lab/turns.ts';

export interface Description {
  readonly title: string;
  readonly caption: string | undefined;
  /** What is to be seen now. */
  readonly sentence: string;
  /** Title and sentence as one text. */
  readonly text: string;
}

export const captionOf = (
  { caption }: AnyPlot,
  result: Pick<Result, 'scalars' | 'tables'> | undefined,
  values: Values,
): string | undefined => (typeof caption === 'function' ? caption(values, result) : caption);

/** As many of the last turns are told of. */
const TOLD = 3;

const turnsText = (turns: readonly Turn[]): string =>
  turns
    .slice(-TOLD)
    .map(({ step, text }) => ` Changed at step ${step}: ${text}.`)
    .join('');

export function descriptionOf(
  plot: AnyPlot,
  result: Pick<Result, 'scalars' | 'tables'>,
  values: Values,
  turns: readonly Turn[] = [],
): Description {
  const sentence = plot.sentence(result, values) + turnsText(turnsAlong(plot.x, result, turns));
  return { title: plot.title, caption: captionOf(plot, result, values), sentence, text: `${plot.title}. ${sentence}` };
}
