// What is to be seen, in sentences read off the numbers.
import { countNumber, fineNumber, shortNumber } from '../../../lab/number-text.ts';
import type { Result } from '../../../lab/result.ts';
import { methodNames, methodTitles } from '../model/method-names.ts';
import { type Price, prices } from '../model/prices.ts';
import type { CompressionValues } from './params.ts';
import { shownMethod, shownTitle, trainedMethods } from './shown.ts';

export type Seen = Pick<Result, 'scalars' | 'tables' | 'names'>;

const number = ({ scalars }: Seen, name: string): number => scalars[name] ?? Number.NaN;
const said = (seen: Seen, name: string): string => shortNumber(number(seen, name));
const whole = (seen: Seen, name: string): string => countNumber(number(seen, name));

/** What the bound asks beside what the file pays, where the method sets a price in bits. */
function askedFor(seen: Seen, values: CompressionValues): string {
  const price = prices[shownMethod(values)];
  if (!price) return '';
  return `, where the bound asks for ${said(seen, 'complexityBits')}${price === 'upToConstant' ? ', up to a constant' : ''}`;
}

export const sentence = (seen: Seen, values: CompressionValues): string =>
  `${shownTitle(values)}: ${said(seen, 'heldOutError')} % of held-out images wrong, ${said(seen, 'baseError')} % by the base. Its file has ${whole(seen, 'fileBytes')} bytes, ${said(seen, 'timesSmaller')} times fewer than float32: ${said(seen, 'bitsPerWeight')} bits a weight${askedFor(seen, values)}; ${said(seen, 'kept')} % of the weights are kept.`;

interface Row {
  readonly title: string;
  readonly bytes: number;
  readonly error: number;
}

/** Where each method is now. */
const rowsOf = ({ tables: { present } }: Seen): readonly Row[] =>
  Array.from(present?.method ?? [], (method, row) => ({
    title: methodTitles[methodNames[method] as (typeof methodNames)[number]],
    bytes: present?.bytes?.[row] ?? Number.NaN,
    error: present?.error?.[row] ?? Number.NaN,
  }));

const least = (rows: readonly Row[], of: (row: Row) => number): Row | undefined => rows.toSorted((a, b) => of(a) - of(b))[0];

export function paretoSentence(seen: Seen): string {
  const rows = rowsOf(seen);
  const [smallest, best] = [least(rows, ({ bytes }) => bytes), least(rows, ({ error }) => error)];
  if (!smallest || !best) return 'Nothing is trained.';
  const name = ({ title, bytes, error }: Row) => `${title}, ${countNumber(bytes)} bytes at ${shortNumber(error)} %`;
  return smallest === best
    ? `Smallest file and least error: ${name(best)}. The base has ${said(seen, 'baseError')} %.`
    : `Smallest file: ${name(smallest)}. Least error: ${name(best)}. The base has ${said(seen, 'baseError')} %.`;
}

export const maskSentence = (seen: Seen, values: CompressionValues): string => {
  const { left, all } = seen.tables.unitCounts ?? {};
  const [title, count] = [shownTitle(values), (of: Float64Array | undefined, at: number) => countNumber(of?.[at] ?? 0)];
  // An image has one channel: what looks at it are filters.
  return all?.[0] === 1
    ? `The filters of the first layer, of the base and of ${title}, which keeps ${count(left, 1)} of ${count(all, 1)}.`
    : `How strongly the first layer looks at each pixel, of the base and of ${title}, which looks at ${count(left, 0)} of ${count(all, 0)}.`;
};

/** What the network was, and what is left of it. */
export const architectures = ({ tables: { unitCounts, byClass } }: Pick<Seen, 'tables'>): string =>
  [unitCounts?.all, unitCounts?.left].map((units) => [...(units ?? []), byClass?.class?.length].join('-')).join(' → ');

export const unitsSentence = (seen: Seen): string => `${architectures(seen)}. Left are ${(seen.names?.unitCounts ?? []).join(', ')}.`;

export const thresholdSentence = (seen: Seen, values: CompressionValues): string =>
  seen.scalars.thresholdNow === undefined || shownMethod(values) !== values.shown
    ? 'The method in the light takes no part in this run.'
    : `With the threshold at ${fineNumber(seen.scalars.thresholdNow)}, ${whole(seen, 'nonZeroWeights')} of ${whole(seen, 'allWeights')} weights stay: ${whole(seen, 'fileBytes')} bytes, ${said(seen, 'heldOutError')} % wrong.`;

export const weightsSentence = ({ tables: { levels, prior, beliefs } }: Seen, values: CompressionValues): string => {
  const count = levels?.level?.length ?? 0;
  const laws = [
    (prior?.weight?.length ?? 0) > 0 ? 'what its prior expects' : '',
    (beliefs?.weight?.length ?? 0) > 0 ? 'what its beliefs do' : '',
  ];
  const said = laws.filter((each) => each !== '').join(' and ');
  return `The weights of layer ${values.layer} that are not 0, of the base and of ${shownTitle(values)}${count > 0 ? `, whose codes stand for ${count} levels` : ''}${said && `; beside them ${said}`}.`;
};

/** Each method with a number of its present row. */
const listed = (seen: Seen, column: 'error' | 'complexity' | 'bits', unit: string, values: CompressionValues): string => {
  const { method, [column]: numbers } = seen.tables.course ?? {};
  const last = new Map<number, number>();
  method?.forEach((kind, row) => void last.set(kind, numbers?.[row] ?? Number.NaN));
  return trainedMethods(values)
    .map((name) => `${methodTitles[name]} ${fineNumber(last.get(methodNames.indexOf(name)) ?? 0)}${unit}`)
    .join(', ');
};

export const errorSentence = (seen: Seen, values: CompressionValues): string =>
  `Held-out error now: ${listed(seen, 'error', ' %', values)}.`;

export const complexitySentence = (seen: Seen, values: CompressionValues): string =>
  `What the weights cost now, in nats an example: ${listed(seen, 'complexity', '', values)}.`;

export const bytesSentence = (seen: Seen, values: CompressionValues): string => `Bits a weight now: ${listed(seen, 'bits', '', values)}.`;

export function classSentence({ tables: { byClass }, names }: Seen, values: CompressionValues): string {
  const { error, base } = byClass ?? {};
  const lost = Array.from(error ?? [], (each, k) => each - (base?.[k] ?? 0));
  const most = lost.reduce((best, each, k) => (each > (lost[best] as number) ? k : best), 0);
  const by = lost[most] ?? 0;
  return by > 0
    ? `${shownTitle(values)} loses most of class ${names?.byClass?.[most] ?? most}: ${shortNumber(error?.[most] ?? 0)} % wrong, ${shortNumber(base?.[most] ?? 0)} % by the base.`
    : `${shownTitle(values)} does as well as the base on every class.`;
}

export const lawSentence = (seen: Seen, values: CompressionValues): string =>
  seen.scalars.supremum === undefined || shownMethod(values) !== values.shown
    ? 'The method in the light takes no part in this run.'
    : `The law of what the first held-out image tells the unit of its class: ${fineNumber(number(seen, 'totalVariation'))} from its normal in total variation, and the two distribution functions at most ${fineNumber(number(seen, 'supremum'))} apart.`;

export const priceSentence = ({ tables: { price } }: Seen): string => {
  const apart = Array.from(price?.apart ?? [], (each) => Math.abs(each) / 100);
  const most = apart.reduce((best, each, i) => (each > (apart[best] as number) ? i : best), 0);
  return `The KL of a weight falls from ${fineNumber(price?.exact?.[0] ?? 0)} nats to nothing as its noise grows; the published fit is ${fineNumber(apart[most] ?? 0)} nats off at most, near log α = ${fineNumber(price?.logAlpha?.[most] ?? 0)}.`;
};

const priceWords: Readonly<Record<Price, string>> = {
  length: 'a length that is known.',
  upToConstant: 'known up to a constant, since its prior cannot be normalized: set so that what is all noise is worth nothing.',
  chosen: 'a price that was set by hand.',
};

export function worthSentence(seen: Seen, values: CompressionValues): string {
  const price = prices[shownMethod(values)];
  const file = `its file pays ${said(seen, 'bitsPerWeight')}`;
  return price
    ? `By the bound a weight of ${shownTitle(values)} is worth ${said(seen, 'complexityBits')} bits; ${file}. The bound’s is ${priceWords[price]}`
    : `${shownTitle(values)} sets no price in bits on a weight; ${file}.`;
}

export const calibrationSentence = (seen: Seen, values: CompressionValues): string => {
  const { confidence, right, images } = seen.tables.calibration ?? {};
  const all = images?.reduce((sum, each) => sum + each, 0) ?? 0;
  const mean = (of: Float64Array | undefined) => (of?.reduce((sum, each, bin) => sum + each * (images?.[bin] ?? 0), 0) ?? 0) / all;
  return `${shownTitle(values)} gives the classes that it takes ${shortNumber(mean(confidence))} % on the whole, and is right in ${shortNumber(mean(right))} %; bin by bin they are ${said(seen, 'calibrationError')} points apart.`;
};

export const partsSentence = (seen: Seen): string =>
  `Of ${whole(seen, 'fileBytes')} bytes ${whole(seen, 'codeBytes')} are numbers, ${whole(seen, 'indexBytes')} say which weights are left, ${whole(seen, 'codebookBytes')} what codes stand for, ${whole(seen, 'biasBytes')} are biases and ${whole(seen, 'headerBytes')} names and shapes.`;
