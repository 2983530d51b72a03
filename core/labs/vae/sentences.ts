// What is to be seen, in words.
import type { Table } from '../../lab/result.ts';
import type { VaeValues } from './params.ts';

export interface Seen {
  readonly scalars: Readonly<Record<string, number | undefined>>;
  readonly tables: Readonly<Record<string, Table>>;
}

const shown = (x: number | undefined, digits = 1) => (x ?? Number.NaN).toFixed(digits).replace('-', '−');

export function sentence({ scalars, tables }: Seen, values: VaeValues): string {
  const { heldOutElbo, heldOutAccuracy, heldOutComplexity, activeUnits = 0, linearElbo, principalEvidence } = scalars;
  const steps = tables.curves?.step?.at(-1) ?? 0;
  const points = (tables.points?.x?.length ?? 0) > 0;
  if (steps < 1 && values.weights === 'fresh')
    return `Nothing is learnt yet: every code gives ${points ? 'much the same place' : 'the same grey image'}. Press Train.`;
  if (linearElbo !== undefined && principalEvidence !== undefined)
    return `The linear networks’ bound is ${shown(linearElbo, 2)} nats, ${shown(principalEvidence - linearElbo, 2)} below what probabilistic PCA reaches.`;
  if (activeUnits === 0) return `All codes are alike: the prior alone is worth ${shown(heldOutElbo)} nats, and no latent says anything.`;
  const units = values.latentDimension === 1 ? 'the latent' : `${activeUnits} of ${values.latentDimension} latents`;
  return `${points ? 'Points' : 'Images'} never trained on are worth ${shown(heldOutElbo)} nats: accuracy ${shown(heldOutAccuracy)} less ${shown(heldOutComplexity)} for what ${units} say.`;
}

export const boundSentence = ({ scalars }: Seen): string =>
  `The bound is ${shown(scalars.elbo)} nats on the last minibatches and ${shown(scalars.heldOutElbo)} on images held out${
    scalars.importanceWeightedBound === undefined ? '' : `; with more draws it is ${shown(scalars.importanceWeightedBound)}`
  }.`;

export const pointsSentence = ({ scalars, tables }: Seen): string =>
  `${tables.points?.x?.length ?? 0} points held out over the density that the networks give the plane; one is worth ${shown(scalars.heldOutElbo, 2)} nats.`;

export const latticeSentence = ({ tables }: Seen, { latentX, latentY }: VaeValues): string =>
  `Where lines of codes lie in the plane of the points: the code at ${shown(latentX, 2)} across, ${shown(latentY, 2)} up decodes to (${shown(tables.decodedPoint?.x?.[0], 2)}, ${shown(tables.decodedPoint?.y?.[0], 2)}).`;

export const termsSentence = ({ scalars }: Seen): string =>
  `Accuracy ${shown(scalars.accuracy)} nats, complexity ${shown(scalars.complexity)}: what is gained in one is paid for in the other.`;

export const planeSentence = ({ tables }: Seen, { latentX, latentY, neighbours }: VaeValues): string =>
  neighbours
    ? `Codes of ${tables.codes?.x?.length ?? 0} held-out images, neighbours among all latents beside each other.`
    : `Codes of ${tables.codes?.x?.length ?? 0} held-out images on the plane; the point that is decoded is at ${shown(latentX, 2)} across, ${shown(latentY, 2)} up.`;

export const collapseSentence = ({ scalars }: Seen, { latentDimension }: VaeValues): string =>
  `${scalars.activeUnits ?? 0} of ${latentDimension} latents are active; together they say ${shown(scalars.heldOutComplexity)} nats an image.`;

export const aggregateSentence = ({ scalars }: Seen): string =>
  scalars.aggregateComplexity === undefined
    ? 'All codes together beside the prior.'
    : `All codes together are ${shown(scalars.aggregateComplexity, 2)} nats from the prior; an image and its code share ${shown(scalars.mutualInformation, 2)} nats.`;

export function codingSentence({ scalars, tables }: Seen): string {
  const { codeLength, codeBound, codeErrors, codedStep } = scalars;
  const { borrowed, likelihood, prior } = tables.coding ?? {};
  if (codeLength === undefined || !borrowed || !likelihood || !prior) return 'Say how many images to code, among the controls.';
  const mean = (values: Float64Array) => shown(values.reduce((sum, value) => sum + value, 0) / values.length);
  const back = codeErrors === 0 ? 'and every pixel came back' : `and ${codeErrors} pixels came back wrong`;
  const take = borrowed.length === 1 ? 'One image takes' : `${borrowed.length} images take`;
  return `${take} ${shown(codeLength, 4)} bits a pixel, ${shown(codeBound, 4)} by the bound: ${mean(likelihood)} bits for an image and ${mean(prior)} for its code, less ${mean(borrowed)} borrowed; ${back}. These are the networks after step ${codedStep}.`;
}

export const drawingSentence = ({ scalars }: Seen): string =>
  scalars.drawnElbo === undefined
    ? 'Draw an image among the controls to see its code and what it costs.'
    : `The drawing is worth ${shown(scalars.drawnElbo)} nats: its code gives it back with ${shown(scalars.drawnAccuracy)} and says ${shown(scalars.drawnComplexity)}.`;
