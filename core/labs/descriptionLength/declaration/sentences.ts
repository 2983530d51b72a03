// What is to be seen, in words: each claim is read off the numbers of the frame.
import { readNumber } from '../../../lab/number-text.ts';
import type { Table } from '../../../lab/result.ts';
import { codeNames } from '../model/code-names.ts';
import { senderOf } from '../model/sender.ts';
import type { DescriptionValues } from './params.ts';

export interface Seen {
  readonly scalars: Readonly<Record<string, number>>;
  readonly tables: Readonly<Record<string, Table>>;
}

const scalar = (seen: Seen, name: string) => seen.scalars[name] ?? Number.NaN;
const bits = (x: number) => `${readNumber(x)} ${readNumber(x) === '1' ? 'bit' : 'bits'}`;

/** What a length is of. */
const unitOf = (values: DescriptionValues): string => {
  const sender = senderOf(values);
  return sender === 'codewords' ? ' a symbol' : sender === 'factors' ? ' an image' : '';
};

/** Lengths that differ by less are told as the same. */
const SAME = 5e-4;

function codewordsSentence(seen: Seen): string {
  const [energy, back, length, least] = [
    scalar(seen, 'energy'),
    scalar(seen, 'bitsBack'),
    scalar(seen, 'descriptionLength'),
    scalar(seen, 'dataBits'),
  ];
  const begun = `A symbol takes ${bits(energy)} on average, and its choice of codeword carries ${bits(back)} of another message: ${bits(length)} net.`;
  return length - least < SAME ? `${begun} No choice does better.` : `${begun} The best choice would cost ${bits(least)}.`;
}

function networkSentence(seen: Seen, values: DescriptionValues): string {
  const [length, data, weights] = [scalar(seen, 'descriptionLength'), scalar(seen, 'dataBits'), scalar(seen, 'weightBits')];
  const [trivial, coefficient] = [scalar(seen, 'trivialBits'), scalar(seen, 'coefficient')];
  const sum = `The targets take ${bits(data)} given the weights, and the weights ${bits(weights)}: ${bits(length)} in all`;
  const gain = trivial - length;
  const than =
    gain > SAME
      ? `${bits(gain)} less than without a network.`
      : gain < -SAME
        ? `${bits(-gain)} more than without a network.`
        : 'as without a network.';
  const warming = coefficient < 1 ? ` The weights’ cost counts ${readNumber(coefficient)} so far.` : '';
  const held = seen.scalars.heldOutError;
  const error = held === undefined ? '' : ` On held-out cases the squared error is ${readNumber(held)} of that of their mean.`;
  const taken = values.subject === 'classes' ? ` ${classesSentence(seen)}` : error;
  return `${sum}, ${than}${warming}${values.subject === 'line' ? '' : taken}`;
}

export function sentence(seen: Seen, values: DescriptionValues): string {
  switch (senderOf(values)) {
    case 'codewords':
      return codewordsSentence(seen);
    case 'mixture':
      return `Naming a component for each ${numberOf(values)} takes ${bits(scalar(seen, 'spent'))}, of which ${bits(scalar(seen, 'bitsBack'))} come back: ${bits(scalar(seen, 'descriptionLength'))} net, which is −log₂ of the mixture.`;
    case 'factors':
      return `An image and its factors take ${bits(scalar(seen, 'spent'))}, of which ${bits(scalar(seen, 'bitsBack'))} come back: ${bits(scalar(seen, 'descriptionLength'))} net.`;
    default:
      return networkSentence(seen, values);
  }
}

export function envelopeSentence(seen: Seen, values: DescriptionValues): string {
  const [spent, back, length] = [scalar(seen, 'spent'), scalar(seen, 'bitsBack'), scalar(seen, 'descriptionLength')];
  const unit = unitOf(values);
  const measured = seen.scalars.measured;
  const coded = measured === undefined ? '' : ` The coder’s own messages grew by ${bits(measured)}${unit}.`;
  return `${bits(spent)}${unit} are written and ${bits(back)} come back, which leaves ${bits(length)}.${coded}`;
}

export function precisionSentence(seen: Seen, values: DescriptionValues): string {
  const { precision, spent, net } = seen.tables.byPrecision ?? {};
  if (!precision || !spent || !net || spent.length === 0) return 'No precision here tells the beliefs apart.';
  const rise = (spent.at(-1) as number) - (spent[0] as number);
  const moved = Math.max(...net) - Math.min(...net);
  return `From ${precision[0]} to ${precision.at(-1)} bits what is written grows by ${bits(rise)}${unitOf(values)}, and the net length by ${bits(moved)}.`;
}

export function codesSentence(seen: Seen, values: DescriptionValues): string {
  const lengths = seen.tables.codes?.bits;
  if (!lengths || lengths.length === 0) return 'Nothing was coded.';
  const names = codeNames(values);
  const told = Array.from(lengths, (length, i) => `${names[i]} ${bits(length)}`);
  return `By each code: ${told.join(', ')}.`;
}

export function courseSentence(seen: Seen): string {
  const { length } = seen.tables.course ?? {};
  if (!length || length.length < 2) return 'No step was taken yet.';
  const [from, to] = [length[0] as number, length.at(-1) as number];
  return to < from ? `The length has fallen from ${bits(from)} to ${bits(to)}.` : `The length went from ${bits(from)} to ${bits(to)}.`;
}

export function weightsSentence(seen: Seen): string {
  const costs = seen.tables.weights?.bits;
  if (!costs || costs.length === 0) return 'There are no weights.';
  const cheap = costs.filter((each) => each < 0.1).length;
  return `Of ${costs.length} weights ${cheap} cost less than a tenth of a bit; the dearest costs ${bits(Math.max(...costs))}.`;
}

export function costSentence(seen: Seen): string {
  return codewordsSentence(seen);
}

export function casesSentence(seen: Seen): string {
  const kinds = seen.tables.cases?.kind;
  if (!kinds || kinds.length === 0) return 'There are no cases.';
  const sent = kinds.filter((kind) => kind === 0).length;
  const held = seen.scalars.heldOutError;
  const error = held === undefined ? '' : ` Their squared error is ${readNumber(held)} of that of their mean.`;
  return `${sent} cases are sent, ${kinds.length - sent} held out.${error}`;
}

/** What a mixture sends many of. */
const numberOf = ({ subject }: DescriptionValues): string => (subject === 'eruptions' ? 'eruption' : 'number');

export function eruptionsSentence(seen: Seen, values: DescriptionValues): string {
  const labels = seen.tables.eruptions?.label;
  if (!labels || labels.length === 0) return `There is no ${numberOf(values)}.`;
  const count = Math.max(...labels) + 1;
  const told = Array.from({ length: count }, (_, k) => labels.filter((label) => label === k).length);
  return `Of ${labels.length} ${numberOf(values)}s, ${told.map((n, k) => `${n} most likely belong to component ${k + 1}`).join(', ')}.`;
}

export function classesSentence(seen: Seen): string {
  const mistaken = seen.scalars.mistaken;
  if (mistaken === undefined) return 'No image is held out.';
  return `Of the held-out images ${(100 * mistaken).toFixed(1)} % are taken for another digit.`;
}

export const sheetSentence = (seen: Seen): string =>
  `Given its factors an image costs ${bits(scalar(seen, 'dataBits'))}, and the factors ${bits(scalar(seen, 'weightBits'))}.`;
