// What is seen of a run.

import type { ImageSet } from '../../../data/images.ts';
import { copiedGrid, keep } from '../../../lab/keep.ts';
import { emptyColumn, emptyGrid, type Grid } from '../../../lab/result.ts';
import { exp } from '../../../math/elementary.ts';
import { weightsOf } from '../../../nets/parameters.ts';
import { linearElbo, principalEvidence, principalVariances } from '../../../nets/principal.ts';
import type { VaeValues } from '../declaration/params.ts';
import { bringAnnealed, evidenceTables } from '../run/annealing.ts';
import { imagesOf } from '../run/batches.ts';
import { bringCoding, codingTable } from '../run/coding.ts';
import { activeUnits } from '../run/evaluation.ts';
import { learntBound, type VaeState } from '../run/state.ts';
import { streamOf } from '../run/streams.ts';
import { chosenOf } from './chosen.ts';
import {
  aggregateOf,
  betweenOf,
  codesOf,
  curvesOf,
  decodedOf,
  drawingOf,
  fantasiesOf,
  latentNames,
  latentsOf,
  neighboursOf,
  reconstructionsOf,
  sheetOf,
  traversalsOf,
  unitsOf,
} from './pictures.ts';
import { planeOf } from './plane.ts';
import { pointsOf } from './points.ts';
import { walkOf } from './walk.ts';

/** Images of as many pixels have their principal directions found at once. */
const FEW_PIXELS = 100;

/** The optimum of a linear model, and how near these networks are to it: where the images stay what they are and a formula knows. */
function principalOf(state: VaeState): { principalEvidence?: number; linearElbo?: number } {
  const { architecture, parameters } = state.networks;
  const { network, likelihood, pixels, latentDimension, decoderWeights } = architecture;
  if (network !== 'linear' || decoderWeights !== 'point' || likelihood !== 'gaussian' || pixels > FEW_PIXELS || latentDimension >= pixels)
    return {};
  const { training } = state;
  const images = keep(state.kept, 'grey', 0, () =>
    imagesOf(
      training,
      Uint32Array.from({ length: training.count }, (_, i) => i),
      'grey',
      streamOf(state.seed, 'trainingLevels'),
    ),
  );
  const variances = keep(state.kept, 'variances', 0, () => principalVariances(images, pixels));
  const evidence = principalEvidence(variances, latentDimension);
  return {
    ...(Number.isFinite(evidence) && { principalEvidence: evidence }),
    linearElbo: keep(state.kept, 'linear', state.step, () => linearElbo(weightsOf(parameters), images, pixels)),
  };
}

/** σ of the likelihood, where it learns one: the parameter is log σ² of a normal, log s of a logistic. */
function spreadOf({ networks: { architecture, parameters } }: VaeState): { readonly spread?: number } {
  const [log] = parameters['decoder/logScale']?.dataSync() ?? [];
  return log === undefined ? {} : { spread: exp(architecture.likelihood === 'gaussian' ? 0.5 * log : log) };
}

/** What classes are called: by their numbers, where they have no names. */
const classNames = ({ labels, classes }: ImageSet): readonly string[] | undefined =>
  classes ?? (labels && Array.from({ length: labels.reduce((most, label) => Math.max(most, label + 1), 0) }, (_, i) => `${i}`));

const row = (x: number, y: number) => ({ x: Float64Array.of(x), y: Float64Array.of(y) });

export function observe(state: VaeState, values: VaeValues) {
  const { last, evaluation, survey, batches, beta } = state;
  const plane = planeOf(state, values);
  const { weightComplexity } = last;
  const complexity = last.priorEnergy - last.entropy;
  const heldOutComplexity = evaluation.priorEnergy - evaluation.entropy;
  const drawing = drawingOf(state, values, plane);
  bringCoding(state, values, false);
  bringAnnealed(state, values, false);
  const { annealed } = state;
  const coding = state.coded?.coding;
  const points = pointsOf(state, values);
  const pictured = (make: () => Grid) => (state.training.points ? emptyGrid : make());
  const weight = values.inverseTemperature;
  const walk = walkOf(state, values);
  const classes = classNames(state.heldOut);
  const chosen = chosenOf(state, values, plane);
  const principal = principalOf(state);
  return {
    scalars: {
      elbo: learntBound(last),
      accuracy: last.accuracy,
      complexity,
      weightComplexity,
      energy: last.priorEnergy - last.accuracy,
      entropy: last.entropy,
      freeEnergy: weight * (complexity + weightComplexity) - last.accuracy,
      pull: (weight - 1) * (complexity + weightComplexity),
      heldOutElbo: evaluation.accuracy - heldOutComplexity,
      heldOutError: evaluation.error,
      heldOutAccuracy: evaluation.accuracy,
      heldOutComplexity,
      ...(survey && { importanceWeightedBound: survey.importanceWeightedBound, importanceWeightedGain: survey.gain }),
      ...(annealed && {
        annealedBound: annealed.bound,
        annealedError: annealed.error,
        annealedGap: annealed.gap,
        annealedGapError: annealed.gapError,
        annealedStep: annealed.step,
      }),
      activeUnits: activeUnits(evaluation),
      ...(survey?.aggregateComplexity !== undefined && {
        aggregateComplexity: survey.aggregateComplexity,
        mutualInformation: survey.mutualInformation,
      }),
      ...principal,
      ...(drawing && {
        drawnElbo: drawing.accuracy - drawing.complexity,
        drawnAccuracy: drawing.accuracy,
        drawnComplexity: drawing.complexity,
      }),
      ...(coding &&
        state.coded && {
          codedStep: state.coded.step,
          codeLength: coding.codeLength,
          codeBound: coding.codeBound,
          codeErrors: coding.codeErrors,
        }),
      ...spreadOf(state),
      stepsBefore: state.before,
      epoch: state.epoch + state.inEpoch / batches.perEpoch(values.batchSize),
      examplesSeen: state.seen,
      betaNow: beta,
    },
    tables: {
      ...points.tables,
      curves: curvesOf(state),
      latents: latentsOf(state),
      codes: codesOf(state, plane),
      neighbours: neighboursOf(state, values, plane),
      chosen: chosen.table,
      outline: chosen.outline,
      ...evidenceTables(annealed),
      optimum: { elbo: principal.principalEvidence === undefined ? emptyColumn : Float64Array.of(principal.principalEvidence) },
      point: row(values.latentX, values.latentY),
      drawnCode: drawing ? row(...drawing.place) : { x: emptyColumn, y: emptyColumn },
      aggregate: aggregateOf(state, plane),
      units: unitsOf(state),
      coding: codingTable(coding),
      ...walk.tables,
      drawnTerms: drawing
        ? {
            row: Float64Array.of(0, 1, 2),
            from: Float64Array.of(0, drawing.accuracy, 0),
            to: Float64Array.of(drawing.accuracy, drawing.accuracy - drawing.complexity, drawing.accuracy - drawing.complexity),
            value: Float64Array.of(drawing.accuracy, -drawing.complexity, drawing.accuracy - drawing.complexity),
          }
        : { row: emptyColumn, from: emptyColumn, to: emptyColumn, value: emptyColumn },
    },
    names: { latents: latentNames(state), ...(classes && { codes: classes, neighbours: classes }) },
    grids: {
      density: points.density,
      decoded: pictured(() => decodedOf(state, values)),
      ...chosen.grids,
      sheet: pictured(() => sheetOf(state, values)),
      reconstructions: pictured(() => reconstructionsOf(state)),
      fantasies: pictured(() => fantasiesOf(state)),
      traversals: pictured(() => traversalsOf(state)),
      between: pictured(() => betweenOf(state, values)),
      ...walk.grids,
      drawing: drawing ? copiedGrid(drawing.grid) : emptyGrid,
    },
  };
}
