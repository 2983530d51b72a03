// The tables and grids behind the pictures. What a look costs is kept until the networks have changed.

import { copiedGrid, keep } from '../../../lab/keep.ts';
import { column, emptyColumn, type Grid } from '../../../lab/result.ts';
import { exp } from '../../../math/elementary.ts';
import { decodeImages, evaluate, noiseOf } from '../../../nets/evaluation.ts';
import { isFlow } from '../../../nets/flow.ts';
import { neighbourMap } from '../../../nets/neighbour-map.ts';
import { elboOf } from '../../../nets/objective.ts';
import { mosaic, resampled } from '../../mosaic.ts';
import type { VaeValues } from '../declaration/params.ts';
import { TILES } from '../declaration/tiles.ts';
import type { Entry } from '../run/entries.ts';
import { learntBound, type VaeState } from '../run/state.ts';
import { streamOf } from '../run/streams.ts';
import { codeAt, type Plane, placeOf, planeOf, reachOf } from './plane.ts';

/** A grid that is made again once the networks, or what else it shows, have changed; each look gets its own copy. */
function cachedGrid(state: VaeState, kind: string, key: string, make: () => Grid): Grid {
  return copiedGrid(keep(state.kept, kind, `${state.step} ${key}`, make));
}

const sizeOf = ({ training: { rows, columns } }: VaeState) => ({ rows, columns });

/** Tiles along each side of the sheet. */
const SHEET = 15;

/** Images of codes all over the plane, as far as it is shown. */
export function sheetOf(state: VaeState, values: VaeValues): Grid {
  const { aligned, axisX, axisY } = values;
  return cachedGrid(state, 'sheet', `${aligned} ${axisX} ${axisY}`, () => {
    const plane = planeOf(state, values);
    const reach = reachOf(state, plane);
    const at = (i: number) => -reach + (2 * reach * (i + 0.5)) / SHEET;
    const k = plane.origin.length;
    const codes = new Float32Array(SHEET * SHEET * k);
    for (let i = 0; i < SHEET * SHEET; i += 1) codes.set(codeAt(plane, at(i % SHEET), at(SHEET - 1 - Math.floor(i / SHEET))), i * k);
    const span = [at(0), at(SHEET - 1)] as const;
    return mosaic(decodeImages(state.networks, codes), sizeOf(state), SHEET, { x: span, y: span });
  });
}

/** The image of the point that is dragged. */
export const decodedOf = (state: VaeState, values: VaeValues): Grid =>
  mosaic(decodeImages(state.networks, codeAt(planeOf(state, values), values.latentX, values.latentY)), sizeOf(state), 1, {
    x: [TILES.left, TILES.left],
    y: [TILES.upper, TILES.upper],
  });

/** Images that are given back, and how many stand side by side. */
const SHOWN = 8;
const ABREAST = 4;

/** Held-out images as they were judged, each above what its code’s mean gives back. */
export function reconstructionsOf(state: VaeState): Grid {
  const { networks, judged, evaluation } = state;
  const { pixels, latentDimension: k } = networks.architecture;
  return cachedGrid(state, 'reconstructions', '', () => {
    const count = Math.min(SHOWN, judged.length / pixels);
    const given = decodeImages(networks, evaluation.codes.means.subarray(0, count * k));
    const images = new Float32Array(2 * ABREAST * Math.ceil(count / ABREAST) * pixels).fill(Number.NaN);
    for (let i = 0; i < count; i += 1) {
      const above = 2 * ABREAST * Math.floor(i / ABREAST) + (i % ABREAST);
      images.set(judged.subarray(i * pixels, (i + 1) * pixels), above * pixels);
      images.set(given.subarray(i * pixels, (i + 1) * pixels), (above + ABREAST) * pixels);
    }
    return mosaic(images, sizeOf(state), ABREAST);
  });
}

const FANTASIES = 8;

export const fantasiesOf = (state: VaeState): Grid =>
  cachedGrid(state, 'fantasies', '', () => {
    const { latentDimension: k } = state.networks.architecture;
    const codes = noiseOf(streamOf(state.seed, 'fantasies'), FANTASIES * FANTASIES * k);
    return mosaic(decodeImages(state.networks, codes), sizeOf(state), FANTASIES);
  });

/** Latents that are traversed, those that say most first; and the values they go through, as far as the prior has much to say. */
const TRAVERSED = 10;
const STOPS = 9;
const REACH = 3;

/** Latents by their complexity, the largest first; of a flow by how much their codes vary. */
function byComplexity({ evaluation: { complexities, variances } }: VaeState): number[] {
  const weights = complexities.length > 0 ? complexities : variances;
  return Array.from(weights.keys()).sort((a, b) => (weights[b] as number) - (weights[a] as number));
}

/** Those whose complexity is shown: none of a flow. */
const followedLatents = (state: VaeState): number[] => (isFlow(state.networks.architecture) ? [] : byComplexity(state).slice(0, FOLLOWED));

export const traversalsOf = (state: VaeState): Grid =>
  cachedGrid(state, 'traversals', '', () => {
    const { latentDimension: k } = state.networks.architecture;
    const latents = byComplexity(state).slice(0, TRAVERSED);
    const codes = new Float32Array(latents.length * STOPS * k);
    latents.forEach((latent, row) => {
      for (let i = 0; i < STOPS; i += 1) codes[(row * STOPS + i) * k + latent] = -REACH + (2 * REACH * i) / (STOPS - 1);
    });
    return mosaic(decodeImages(state.networks, codes), sizeOf(state), STOPS);
  });

/** From the code of one held-out image to that of another, straight. */
export function betweenOf(state: VaeState, { exampleA, exampleB }: VaeValues): Grid {
  return cachedGrid(state, 'between', `${exampleA} ${exampleB}`, () => {
    const { latentDimension: k } = state.networks.architecture;
    const { means } = state.evaluation.codes;
    const last = means.length / k - 1;
    const [a, b] = [Math.min(exampleA, last), Math.min(exampleB, last)];
    const codes = Float32Array.from({ length: STOPS * k }, (_, at) => {
      const [share, j] = [Math.floor(at / k) / (STOPS - 1), at % k];
      return (1 - share) * (means[a * k + j] as number) + share * (means[b * k + j] as number);
    });
    return mosaic(decodeImages(state.networks, codes), sizeOf(state), STOPS);
  });
}

const middle = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

type Place = readonly [x: number, y: number];

/** Held-out images at their places, with their labels; of each label the one nearest to the middle of all comes last, where its name is written. */
function labelled({ evaluation, heldOut, networks }: VaeState, placeAt: (row: number) => Place) {
  const count = evaluation.codes.means.length / networks.architecture.latentDimension;
  const codes = Array.from({ length: count }, (_, row) => {
    const [x, y] = placeAt(row);
    return { x, y, label: heldOut.labels?.[row] ?? 0 };
  });
  for (const label of new Set(codes.map((code) => code.label))) {
    const own = codes.filter((code) => code.label === label);
    const [x, y] = [middle(own.map((code) => code.x)), middle(own.map((code) => code.y))];
    const away = (code: (typeof own)[number]) => Math.hypot(code.x - x, code.y - y);
    const nearest = own.reduce((a, b) => (away(b) < away(a) ? b : a));
    codes.splice(codes.indexOf(nearest), 1);
    codes.push(nearest);
  }
  const of = (f: (code: (typeof codes)[number]) => number) => Float64Array.from(codes, f);
  return { x: of(({ x }) => x), y: of(({ y }) => y), label: of(({ label }) => label) };
}

/** Codes on the plane. */
export const codesOf = (state: VaeState, plane: Plane) => labelled(state, (row) => placeOf(plane, state.evaluation.codes.means, row));

/** Codes on a map of neighbours, where one is asked for; its random numbers are the same at every step, so that it keeps its looks. */
export function neighboursOf(state: VaeState, { neighbours }: VaeValues, plane: Plane) {
  const { mapped, seed } = state;
  const map = neighbours && keep(state.kept, 'map', mapped, () => neighbourMap(mapped, plane.origin.length, streamOf(seed, 'neighbours')));
  // There are none where numbers have run away, or too few codes to have neighbours.
  if (!map) return { x: emptyColumn, y: emptyColumn, label: emptyColumn };
  return labelled(state, (row) => [map[2 * row] as number, map[2 * row + 1] as number]);
}

const ALONG = 121;
const WIDE = 4;

/** The density of all held-out codes along the axis across, beside the prior; a flow has none by formula. */
export function aggregateOf(state: VaeState, plane: Plane) {
  const { means, logVariances } = state.evaluation.codes;
  if (isFlow(state.networks.architecture)) return { z: emptyColumn, codes: emptyColumn, prior: emptyColumn };
  const k = plane.origin.length;
  const rows = means.length / k;
  const z = column(ALONG, (i) => -WIDE + (2 * WIDE * i) / (ALONG - 1));
  const density = (x: number, mean: number, variance: number) =>
    exp((-0.5 * (x - mean) ** 2) / variance) / Math.sqrt(2 * Math.PI * variance);
  const codes = new Float64Array(ALONG);
  for (let row = 0; row < rows; row += 1) {
    const [mean] = placeOf(plane, means, row);
    let variance = 0;
    for (let i = 0; i < k; i += 1) variance += (plane.across[i] as number) ** 2 * exp(logVariances[row * k + i] as number);
    for (let i = 0; i < ALONG; i += 1) codes[i] = (codes[i] as number) + density(z[i] as number, mean, variance) / rows;
  }
  return { z, codes, prior: z.map((x) => density(x, 0, 1)) };
}

export function curvesOf({ entries }: VaeState) {
  const of = (f: (entry: Entry) => number | undefined) => Float64Array.from(entries, (entry) => f(entry) ?? Number.NaN);
  // On a logarithmic axis, step 0 has no place.
  return {
    step: of(({ step }) => Math.max(step, 0.5)),
    elbo: of(learntBound),
    accuracy: of(({ accuracy }) => accuracy),
    complexity: of(({ priorEnergy, entropy }) => priorEnergy - entropy),
    weightComplexity: of(({ weightComplexity }) => weightComplexity),
    heldOutElbo: of(({ heldOut }) => elboOf(heldOut)),
    importanceWeightedBound: of(({ survey, step }) => (survey?.step === step ? survey.importanceWeightedBound : undefined)),
    activeUnits: of(({ activeUnits }) => activeUnits),
    mutualInformation: of(({ survey, step }) => (survey?.step === step ? survey.mutualInformation : undefined)),
    learningRate: of(({ learningRate }) => learningRate),
    beta: of(({ beta }) => beta),
  };
}

/** Latents whose complexity is drawn over the steps. */
const FOLLOWED = 20;

/** Of latents that are followed, as many as there is room for have their numbers written: those that say most. */
const NUMBERED = 8;

export function latentNames(state: VaeState): readonly string[] {
  const most = followedLatents(state).slice(0, NUMBERED);
  return Array.from({ length: state.networks.architecture.latentDimension }, (_, latent) => (most.includes(latent) ? `${latent + 1}` : ''));
}

export function latentsOf(state: VaeState) {
  const { entries } = state;
  const latents = followedLatents(state);
  const rows = latents.flatMap((latent) =>
    entries.map(({ step, complexities }) => ({ step, latent, complexity: complexities[latent] as number })),
  );
  return {
    step: Float64Array.from(rows, ({ step }) => Math.max(step, 0.5)),
    latent: Float64Array.from(rows, ({ latent }) => latent),
    complexity: Float64Array.from(rows, ({ complexity }) => complexity),
  };
}

export function unitsOf(state: VaeState) {
  const order = followedLatents(state);
  const { complexities, variances } = state.evaluation;
  return {
    latent: Float64Array.from(order.keys()),
    complexity: Float64Array.from(order, (latent) => complexities[latent] as number),
    variance: Float64Array.from(order, (latent) => variances[latent] as number),
  };
}

/** Draws that the accuracy of a drawing is the mean of. */
const DRAWS = 64;
const CANVAS = { rows: 28, columns: 28 };

/** The drawing as the networks take it, with its code and its terms; none while the sheet is blank. */
export function drawingOf(state: VaeState, { drawn }: VaeValues, plane: Plane) {
  if (drawn === '' || state.training.points) return undefined;
  const { networks, seed } = state;
  const { pixels, latentDimension: k } = networks.architecture;
  return keep(state.kept, 'drawing', `${state.step} ${drawn} ${plane.across.join()} ${plane.up.join()}`, () => {
    const grey = resampled(
      Float32Array.from(drawn, (digit) => Number.parseInt(digit, 16) / 15),
      CANVAS,
      sizeOf(state),
    );
    const image = networks.architecture.likelihood !== 'bernoulli' ? grey : grey.map((level) => (level > 0.5 ? 1 : 0));
    const copies = new Float32Array(DRAWS * pixels);
    for (let i = 0; i < DRAWS; i += 1) copies.set(image, i * pixels);
    const { codes, accuracy, priorEnergy, entropy } = evaluate(networks, copies, streamOf(seed, 'drawing'));
    const code = codes.means.subarray(0, k);
    const images = new Float32Array(2 * pixels);
    images.set(image);
    images.set(decodeImages(networks, code), pixels);
    return { accuracy, complexity: priorEnergy - entropy, place: placeOf(plane, code, 0), grid: mosaic(images, sizeOf(state), 2) };
  });
}
