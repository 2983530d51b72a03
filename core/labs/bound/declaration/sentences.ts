// What is to be seen, in words: each claim is read off the numbers of the frame, and what they do not say is not said.
import { readNumber } from '../../../lab/number-text.ts';
import type { Table } from '../../../lab/result.ts';
import type { BoundValues } from './params.ts';

export interface Seen {
  readonly scalars: Readonly<Record<string, number>>;
  readonly tables: Readonly<Record<string, Table>>;
}

const scalar = (seen: Seen, name: string) => seen.scalars[name] ?? Number.NaN;
const cell = (seen: Seen, table: string, column: string, row = 0) => seen.tables[table]?.[column]?.[row] ?? Number.NaN;
const percent = (share: number) => `${Math.round(100 * share)} %`;
/** A ratio or a setting, to as many digits as it has: 2, 0.64, 50. */
const times = (ratio: number) => String(Number(ratio.toPrecision(3)));

/** Below so many nats two distributions are told as one. */
const SAME = 5e-4;

/** q is on an explanation if the two share half of what that explanation holds, and beside another if it has less than this there. */
const ON = 0.5;
const BESIDE = 0.1;

/** Where q is among the explanations that the posterior holds. */
function amongExplanations(seen: Seen): string | undefined {
  const { at, posterior, q, shared } = seen.tables.explanations ?? {};
  if (!at || !posterior || !q || !shared || at.length === 0) return undefined;
  const inCommon = (k: number) => `have ${percent(shared[k] as number)} of their mass in common`;
  if (at.length === 1) return `One explanation is left, near ${readNumber(at[0] as number)}; q and the posterior ${inCommon(0)}`;
  const sideOf = (k: number) => (k === 0 ? 'left' : k === at.length - 1 ? 'right' : 'middle');
  const explanationsOfQ = [...at.keys()].filter((k) => (q[k] as number) >= BESIDE);
  const parts = explanationsOfQ.map((k) => `${percent(q[k] as number)} of it on the ${sideOf(k)} one`).join(', ');
  if (explanationsOfQ.length > 1)
    return `q lies across ${explanationsOfQ.length === 2 && at.length === 2 ? 'both' : explanationsOfQ.length} explanations: ${parts}`;
  const [k] = explanationsOfQ;
  if (k === undefined) return undefined;
  const sits = (shared[k] as number) >= ON * (posterior[k] as number);
  if (!sits) return `q is on the side of the ${sideOf(k)} explanation, yet the two ${inCommon(k)}`;
  const others = at.length === 2 ? `the ${sideOf(1 - k)} one` : 'the others';
  return `q sits on the ${sideOf(k)} explanation and misses ${others}, ${percent(1 - (posterior[k] as number))} of the posterior`;
}

/** q beside the posterior in the coordinate in which they differ most, in sds of the posterior and as a ratio of widths. */
function placed(seen: Seen, names: readonly string[]): string | undefined {
  const { mean, sd, posteriorMean, posteriorSd } = seen.tables.standing ?? {};
  if (!mean || !sd || !posteriorMean || !posteriorSd || mean.length === 0) return undefined;
  const apart = mean.map((m, k) => (m - (posteriorMean[k] as number)) / (posteriorSd[k] as number));
  const wide = sd.map((s, k) => s / (posteriorSd[k] as number));
  const differs = apart.map((d, k) => d ** 2 + Math.log(wide[k] as number) ** 2);
  const most = differs.indexOf(Math.max(...differs));
  const [d, w] = [apart[most] as number, wide[most] as number];
  const along = names.length > 1 ? ` in ${names[most]}` : '';
  const side = names.length > 1 ? (d > 0 ? 'above' : 'below') : d > 0 ? 'to the right of' : 'to the left of';
  const where =
    Math.abs(d) >= 0.1 ? `q is centred ${times(Math.abs(d))} sds ${side} the posterior${along}` : `q is centred on the posterior${along}`;
  const width = Math.abs(Math.log(w)) >= 0.02 ? `${times(w)} times as wide` : 'as wide';
  return `${where} and ${width}`;
}

/** How far q may be from independent coordinates’ best before a lean is worth a word. */
const LEANS = 0.1;

/** The hypothesis of which q and the posterior think most differently. */
function ofStates(seen: Seen, { model }: BoundValues): string {
  const { q = new Float64Array(), posterior = new Float64Array() } = seen.tables.states ?? {};
  const away = q.map((p, i) => Math.abs(p - (posterior[i] as number)));
  const most = away.indexOf(Math.max(...away));
  const which = model === 'polynomials' ? `degree ${most}` : `hypothesis ${most + 1}`;
  return `q gives ${readNumber(q[most] as number)} to ${which}, where the posterior gives ${readNumber(posterior[most] as number)}`;
}

const coordinatesOf = (values: BoundValues): readonly string[] => {
  switch (values.model) {
    case 'correlated':
    case 'banana':
      return ['the first Θ', 'the second Θ'];
    case 'eightSchools':
      return ['μ', 'log τ'];
    case 'unknownNoise':
      return ['μ', 'log σ'];
    case 'logistic':
      return values.weights === 1 ? ['the slope'] : ['the intercept', 'the slope'];
    default:
      return ['Θ'];
  }
};

/** How q stands to the posterior. */
function standing(seen: Seen, values: BoundValues): string | undefined {
  if (values.model === 'states' || values.model === 'polynomials') return ofStates(seen, values);
  const lean = cell(seen, 'exact', 'correlation');
  const rests = cell(seen, 'here', 'rests') === 1;
  if (rests && Math.abs(lean) >= LEANS)
    return `q has come to rest with independent coordinates where the posterior leans (correlation ${readNumber(lean)})`;
  const among = values.model === 'bimodal' ? amongExplanations(seen) : undefined;
  return among ?? placed(seen, coordinatesOf(values));
}

/** F beside the lowest F at a temperature that is not that of Bayes. */
function heated(seen: Seen, { model, temperature, direction }: BoundValues): string {
  const excess = scalar(seen, 'freeEnergy') - cell(seen, 'exact', 'lowest');
  if (Number.isNaN(excess)) {
    const still = direction === 'pq' ? ', and there is no posterior to cover' : '';
    const falls = model === 'unknownNoise' ? 'spreads' : 'gathers at an end of Θ';
    return `At T = ${times(temperature)} F has no lowest value: it falls without end as q ${falls}${still}`;
  }
  const away = excess < SAME ? 'F is as low as any q can make it' : `F is ${readNumber(excess)} nats above the lowest there is`;
  if (temperature === 0) return `At T = 0 entropy does not count, F is the energy alone: ${away}`;
  return `At T = ${times(temperature)} entropy counts ${temperature > 1 ? `${times(temperature)} times` : 'for less'}: ${away}`;
}

/** Of what the evidence is, where it could be of their number alone. */
const ofOrder = ({ model }: BoundValues) => (model === 'coin' ? ', of the tosses in their very order' : '');

/** What q is about. */
export function sentence(seen: Seen, values: BoundValues): string {
  const gap = scalar(seen, 'gap');
  const price = `KL(q‖posterior) = ${readNumber(gap)} nats`;
  if (values.temperature !== 1) return `${heated(seen, values)}; ${price}.`;
  if (gap < SAME)
    return `q is the posterior to within ${SAME} nats: the bound is tight, log P(X) = ${readNumber(scalar(seen, 'logEvidence'))} nats${ofOrder(values)}.`;
  const where = standing(seen, values);
  return where === undefined ? `${price}.` : `${where}: ${price}.`;
}

/** How many steps the run has taken. */
const stepsOf = (seen: Seen) => seen.tables.trail?.step?.at(-1) ?? 0;
const stepsText = (steps: number) => `${steps} ${steps === 1 ? 'step' : 'steps'}`;

/** Where q stands on a landscape. */
export function landscapeSentence(seen: Seen, across: string, up: string): string {
  const steps = stepsOf(seen);
  const at = `q stands at ${across} ${readNumber(cell(seen, 'here', 'x'))}, ${up} ${readNumber(cell(seen, 'here', 'y'))}`;
  return steps === 0 ? `${at}; no step has been taken.` : `${at}, after ${stepsText(steps)}.`;
}

/** The lowest point of the slice that is drawn. */
export function sliceSentence(seen: Seen): string {
  const { p = new Float64Array(), freeEnergy = new Float64Array() } = seen.tables.slice ?? {};
  const lowest = Math.min(...freeEnergy);
  return `F along q(1), the other hypotheses keeping their proportions: ${readNumber(lowest)} nats at its lowest, near q(1) = ${readNumber(p[freeEnergy.indexOf(lowest)] ?? Number.NaN)}.`;
}

/** The degrees from the highest evidence down. */
const byEvidence = (seen: Seen): readonly number[] => {
  const evidence = seen.tables.degrees?.logEvidence ?? new Float64Array();
  return [...evidence.keys()].sort((a, b) => (evidence[b] as number) - (evidence[a] as number));
};

/** What a column of the degrees has of one. */
const ofDegree = (seen: Seen, name: string, degree: number | undefined) => readNumber(cell(seen, 'degrees', name, degree));

export function fitsSentence(seen: Seen): string {
  const [best] = byEvidence(seen);
  const points = seen.tables.seen?.x?.length ?? 0;
  return `${points} points, and four curves through them; degree ${best} has the highest evidence, and ${percent(cell(seen, 'states', 'posterior', best))} of the posterior.`;
}

export function costsSentence(seen: Seen): string {
  const [best, next] = byEvidence(seen);
  const more = readNumber(cell(seen, 'degrees', 'logEvidence', best) - cell(seen, 'degrees', 'logEvidence', next));
  return `Degree ${best} costs least, ${ofDegree(seen, 'cost', best)} nats, of which ${ofDegree(seen, 'complexity', best)} are complexity; degree ${next} costs ${more} more.`;
}

export function effectiveSentence(seen: Seen): string {
  const [best = 0] = byEvidence(seen);
  return `Of the ${best + 1} ${best === 0 ? 'weight' : 'weights'} of degree ${best}, which has the highest evidence, the data determine ${ofDegree(seen, 'effective', best)}.`;
}

export const termsSentence = ({ scalars }: Seen): string => {
  const read = (name: string) => readNumber(scalars[name] ?? Number.NaN);
  return `Three sums, one end: accuracy ${read('accuracy')}, less complexity ${read('complexity')}, plus gap ${read('gap')}, is log P(X) = ${read('logEvidence')} nats.`;
};

export const energyEntropySentence = (seen: Seen): string =>
  `q has energy ${readNumber(scalar(seen, 'energy'))} and entropy ${readNumber(scalar(seen, 'entropy'))} nats; no q lies above the curve of Q_T.`;

/** F after so many steps, beside its lowest: `told` has both. */
function besideLowest(seen: Seen, told: (freeEnergy: number, lowest: number) => string): string {
  const [freeEnergy, lowest] = [scalar(seen, 'freeEnergy'), cell(seen, 'exact', 'lowest')];
  const none = `${readNumber(freeEnergy)} nats, and has no lowest value at this temperature`;
  return `After ${stepsText(stepsOf(seen))} F is ${Number.isNaN(lowest) ? none : told(freeEnergy, lowest)}.`;
}

export const descentSentence = (seen: Seen): string =>
  besideLowest(seen, (F, lowest) => `${readNumber(F)} nats; the lowest at this temperature is ${readNumber(lowest)}`);

export const excessSentence = (seen: Seen): string => besideLowest(seen, (F, lowest) => `${readNumber(F - lowest)} nats above its lowest`);

/** Which part of the prior the picture leaves out, where that is worth a word. */
export function beliefsCaption(seen: Seen | undefined): string {
  const outside = seen ? 1 - cell(seen, 'exact', 'priorShown') : 0;
  return outside >= 0.02 ? `${percent(outside)} of the prior lies outside` : 'densities';
}
