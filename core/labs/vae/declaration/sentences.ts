// What is to be seen, in words: every number is one that was computed, every comparison follows from numbers.
import { readNumber } from '../../../lab/number-text.ts';
import type { Result, Table } from '../../../lab/result.ts';
import { mingling } from '../model/mingling.ts';
import type { VaeValues } from './params.ts';

export interface Seen {
  readonly scalars: Readonly<Record<string, number | undefined>>;
  readonly tables: Readonly<Record<string, Table>>;
  readonly names?: Result['names'];
}

/** A scalar, as it reads everywhere. */
const scalar = (x: number | undefined) => readNumber(x ?? Number.NaN);

const fixed = (x: number | undefined, digits = 1) => (x ?? Number.NaN).toFixed(digits).replace('-', '−');

const counted = (count: number, one: string) => `${count} ${one}${count === 1 ? '' : 's'}`;

/** What a class is called; undefined where images have no labels. */
const nameOf = ({ names }: Seen, label: number | undefined): string | undefined =>
  label === undefined || Number.isNaN(label) ? undefined : names?.codes?.[label];

const isPoints = ({ tables }: Seen) => (tables.points?.x?.length ?? 0) > 0;

/** Which labels mix on the plane, and which one keeps most to itself; nothing where there is none to say it of. */
function mixture(seen: Seen): string {
  const { x, y, label } = seen.tables.codes ?? {};
  const found = seen.names?.codes && x && y && label && mingling(x, y, label);
  if (!found) return '';
  const [a, b, alone] = [...found.together, found.apart].map((each) => nameOf(seen, each));
  return ` On the plane ${a} and ${b} mix most, ${alone} keeps most to itself.`;
}

export function sentence(seen: Seen, values: VaeValues): string {
  const { scalars, tables } = seen;
  const { heldOutElbo, activeUnits = 0, linearElbo, principalEvidence } = scalars;
  const steps = tables.curves?.step?.at(-1) ?? 0;
  if (steps < 1 && values.weights === 'fresh') return 'No step is taken yet: what the networks make of a code is random. Press Train.';
  if (linearElbo !== undefined && principalEvidence !== undefined)
    return `By formula, the bound of all training images is ${scalar(linearElbo)} nats, ${scalar(principalEvidence - linearElbo)} below probabilistic PCA, the best that any linear model can do.`;
  const [what, each] = isPoints(seen) ? ['Points', 'point'] : ['Images', 'image'];
  if (activeUnits === 0)
    return `${what} held out are worth ${scalar(heldOutElbo)} nats. No latent is active: no mean of q varies from ${each} to ${each} by more than 0.01.`;
  return `${what} held out are worth ${scalar(heldOutElbo)} nats, with ${activeUnits} of ${counted(values.latentDimension, 'latent')} active.${mixture(seen)}`;
}

export function boundSentence({ scalars, tables }: Seen): string {
  const { step, importanceWeightedBound } = tables.curves ?? {};
  const at = importanceWeightedBound?.findLastIndex((bound) => Number.isFinite(bound)) ?? -1;
  const more = at < 0 ? '' : `; with K draws each it was ${scalar(importanceWeightedBound?.[at])} at step ${step?.[at]}`;
  return `The bound is ${scalar(scalars.elbo)} nats in training and ${scalar(scalars.heldOutElbo)} held out${more}.`;
}

export const pointsSentence = ({ scalars, tables }: Seen): string =>
  `${tables.points?.x?.length ?? 0} points held out over the density that the networks give the plane; one is worth ${scalar(scalars.heldOutElbo)} nats on average.`;

export const latticeSentence = ({ tables }: Seen, { latentX, latentY }: VaeValues): string =>
  `Where lines of codes lie in the plane of the points: the code at ${fixed(latentX, 2)} across, ${fixed(latentY, 2)} up decodes to (${fixed(tables.decodedPoint?.x?.[0], 2)}, ${fixed(tables.decodedPoint?.y?.[0], 2)}).`;

export const termsSentence = ({ scalars }: Seen): string =>
  `In training accuracy is ${scalar(scalars.accuracy)} nats and complexity ${scalar(scalars.complexity)}${
    scalars.weightComplexity ? `, and beliefs about weights cost ${scalar(scalars.weightComplexity)}` : ''
  }.`;

export const backSentence = ({ scalars }: Seen): string =>
  `Images held out, each above what its code gives back; in expectation over q the accuracy is ${scalar(scalars.heldOutAccuracy)} nats.`;

export const waysSentence = ({ scalars, tables }: Seen): string =>
  `The way of ${counted(tables.ends?.x?.length ?? 0, 'held-out point')} to where its code’s mean decodes; in expectation over q the accuracy is ${scalar(scalars.heldOutAccuracy)} nats.`;

/** The image nearest to the point, by its number and its label. */
function nearest(seen: Seen): string {
  const { image, label, x, y } = seen.tables.chosen ?? {};
  const name = nameOf(seen, label?.[0]);
  return `nearest to it is held-out ${isPoints(seen) ? 'point' : 'image'} ${image?.[0]}${name === undefined ? '' : ` (${name})`}, whose code is at ${fixed(x?.[0], 2)}, ${fixed(y?.[0], 2)}`;
}

export const planeSentence = (seen: Seen, { latentX, latentY }: VaeValues): string =>
  `${counted(seen.tables.codes?.x?.length ?? 0, 'code')} of what was held out on the plane; the point that is decoded is at ${fixed(latentX, 2)} across, ${fixed(latentY, 2)} up; ${nearest(seen)}.`;

export const decodedSentence = (seen: Seen, { latentX, latentY }: VaeValues): string =>
  `What the code at ${fixed(latentX, 2)} across, ${fixed(latentY, 2)} up decodes to; ${nearest(seen)}.`;

export const neighboursSentence = ({ tables }: Seen): string => {
  const count = tables.neighbours?.x?.length ?? 0;
  return count === 0
    ? 'No map is laid out yet.'
    : `A map of ${counted(count, 'held-out code')}, laid out by their neighbours among all latents.`;
};

export const collapseSentence = ({ scalars }: Seen, { latentDimension }: VaeValues): string =>
  `${scalars.activeUnits ?? 0} of ${counted(latentDimension, 'latent')} active; together the codes held out say ${scalar(scalars.heldOutComplexity)} nats each beyond the prior.`;

export const informationSentence = ({ scalars }: Seen, { latentDimension }: VaeValues): string =>
  `${scalars.activeUnits ?? 0} of ${counted(latentDimension, 'latent')} active${
    scalars.mutualInformation === undefined ? '' : `; what is held out and its code share ${scalar(scalars.mutualInformation)} nats`
  }.`;

export const aggregateSentence = ({ scalars }: Seen): string =>
  scalars.aggregateComplexity === undefined
    ? 'The density of all held-out codes along one axis, beside the prior.'
    : `All codes together are ${scalar(scalars.aggregateComplexity)} nats from the prior; what is held out and its code share ${scalar(scalars.mutualInformation)} nats.`;

export function evidenceSentence({ scalars }: Seen): string {
  const { annealedBound, annealedError, annealedGap = 0, annealedStep } = scalars;
  if (annealedBound === undefined) return 'No chains are annealed yet.';
  const beside =
    annealedGap >= 0
      ? `${scalar(annealedGap)} above the bound of the same images`
      : `${scalar(-annealedGap)} below the bound of the same images, which is no more than log p(x) itself: there are too few temperatures`;
  return `Annealed chains estimate log p(x) of 25 held-out images at ${scalar(annealedBound)} ± ${scalar(annealedError)} nats, ${beside}. These are the networks after step ${annealedStep}.`;
}

export function codingSentence({ scalars, tables }: Seen): string {
  const { codeLength, codeBound, codeErrors, codedStep } = scalars;
  const { borrowed, likelihood, prior } = tables.coding ?? {};
  if (codeLength === undefined || !borrowed || !likelihood || !prior) return 'No images are coded yet.';
  const mean = (values: Float64Array) => fixed(values.reduce((sum, value) => sum + value, 0) / values.length);
  const back = codeErrors === 0 ? 'and every pixel came back' : `and ${codeErrors} pixels came back wrong`;
  const take = borrowed.length === 1 ? 'One image takes' : `${borrowed.length} images take`;
  return `${take} ${scalar(codeLength)} bits a pixel, ${scalar(codeBound)} by the bound: ${mean(likelihood)} bits for an image and ${mean(prior)} for its code, less ${mean(borrowed)} borrowed; ${back}. These are the networks after step ${codedStep}.`;
}

export const drawingSentence = ({ scalars }: Seen): string =>
  scalars.drawnElbo === undefined
    ? 'Nothing is drawn yet.'
    : `The drawing is worth ${scalar(scalars.drawnElbo)} nats, accuracy ${scalar(scalars.drawnAccuracy)} less complexity ${scalar(scalars.drawnComplexity)}.`;
