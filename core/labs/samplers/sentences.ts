// What is to be seen, in words.
import type { Table } from '../../lab/result.ts';
import { type SamplersValues, shortNames } from './params.ts';

export interface Seen {
  readonly scalars: Readonly<Record<string, number | undefined>>;
  readonly tables: Readonly<Record<string, Table>>;
}

export const shown = (x: number, digits = 2) => x.toFixed(digits).replace('-', '−');

const short = (x: number) => {
  const [mantissa = '', exponent] = x.toPrecision(2).split('e');
  return exponent === undefined ? mantissa : `${mantissa} · 10^${exponent.replace('+', '')}`;
};

const nameOf = ({ sampler }: SamplersValues) => shortNames[sampler];

const stepsOf = ({ tables }: Seen) => tables.schedule?.step?.at(-1) ?? 0;

/** How far the draws are to be believed. */
export function sentence({ scalars }: Seen, values: SamplersValues): string {
  const { meanError, varianceError, effectiveSampleSize: ess, splitRhat: rhat } = scalars;
  const name = nameOf(values);
  if (ess === undefined || rhat === undefined) return `${name} has no draws to judge yet: press Play.`;
  const worth = `its draws are worth ${Math.round(ess)} independent ones`;
  if (rhat > 1.1) return `${name} has not mixed, R-hat is ${shown(rhat)}: the chains, or a chain’s two halves, tell different stories.`;
  if (meanError === undefined || varianceError === undefined) return `${name} mixes, R-hat is ${shown(rhat, 3)}; ${worth}.`;
  if (ess < 100) return `${name} has too few draws yet to be held against the target: ${worth}.`;
  const expected = 4 / Math.sqrt(ess);
  if (varianceError > 0.05 + 2 * expected)
    return `${name} samples something else: its variances are off by ${shown(100 * varianceError, 0)} %, and more draws will not mend that; ${worth}.`;
  if (varianceError > 0.2)
    return `${name} has no quarrel with the target yet, but few draws to tell by: variances within ${shown(100 * varianceError, 0)} %; ${worth}.`;
  return `${name} agrees with the target: means within ${shown(meanError)} sd, variances within ${shown(100 * varianceError, 0)} %; ${worth}.`;
}

/** What the last step of the first chain did, as numbers. */
export function stepSentence({ tables, scalars }: Seen, values: SamplersValues): string {
  const part = (row: number) => tables.parts?.value?.[row] ?? 0;
  const eps = short(scalars.stepSizeNow ?? Number.NaN);
  if (stepsOf({ tables, scalars }) === 0) return 'No step has been taken yet.';
  if ((tables.parts?.value?.length ?? 0) === 0) {
    const [from, to] = [tables.moves?.x?.[4] ?? 0, tables.moves?.toX?.[4] ?? 0];
    return `${nameOf(values)} proposed to go from ${shown(from)} to ${shown(to)} across, with ε = ${eps}.`;
  }
  return `Across, ε = ${eps}: the gradient moved ${shown(part(1), 4)}, the minibatch added ${shown(part(2), 4)}, injected noise ${shown(part(3), 4)}.`;
}

/** Where the chains are. */
export function planeSentence({ tables, scalars }: Seen, values: SamplersValues): string {
  const count = tables.draws?.x?.length ?? 0;
  const [x, y] = [tables.now?.x?.[0] ?? 0, tables.now?.y?.[0] ?? 0];
  const chains = values.chains === 1 ? 'One chain' : `${values.chains} chains`;
  const gap = scalars.gap === undefined ? '' : ` q is ${shown(scalars.gap)} nats from the target.`;
  return `${chains} of ${nameOf(values)}, the first one at ${shown(x)} across and ${shown(y)} up; ${count} draws are shown.${gap}`;
}

export const marginalSentence = ({ scalars }: Seen, values: SamplersValues): string =>
  scalars.varianceError === undefined
    ? `A histogram of the draws of ${nameOf(values)} beside q.`
    : `The draws’ variances are off by ${shown(100 * scalars.varianceError, 0)} %, their means by ${shown(scalars.meanError ?? 0)} sd.`;

export const raceSentence = ({ tables }: Seen, values: SamplersValues): string => {
  const { method, error } = tables.race ?? {};
  const names = Object.values(shortNames);
  const last = new Map<number, number>();
  method?.forEach((kind, row) => {
    const found = error?.[row] as number;
    if (Number.isFinite(found)) last.set(kind, found);
  });
  if (last.size === 0) return 'Nobody has drawn anything yet, or the truth is not known here.';
  const told = [...last].map(([kind, found]) => `${names[kind]} ${short(found)}`).join(', ');
  return `Error of ${values.errorOf === 'mean' ? 'the mean, in sds' : 'the variance, relative'}, so far: ${told}.`;
};
