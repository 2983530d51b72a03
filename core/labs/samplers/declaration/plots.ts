// The Samplers lab's pictures.
import { kernelsThat } from '../../../inference/mcmc/kernels.ts';
import type { PlotOf } from '../../../lab/lab.ts';
import { readNumber, shortNumber } from '../../../lab/number-text.ts';
import { members, type When, withinRange } from '../../../lab/param.ts';
import type { HueOf } from '../../../lab/plot.ts';
import { axisName } from './axis-name.ts';
import { mapKernel, mapRowAt, mapRows, mapSteps, withData } from './map-rows.ts';
import type { grids, scalars, tables } from './outputs.ts';
import { methodHues, params, type SamplersValues, shortNames } from './params.ts';
import {
  mapSentence,
  marginalSentence,
  multiplesSentence,
  phasesSentence,
  planeSentence,
  raceSentence,
  type Seen,
  sentence,
  stepSentence,
} from './sentences.ts';
import { stepSizeOf } from './step-size.ts';

type SamplersPlot = PlotOf<typeof params, typeof scalars, typeof tables, typeof grids>;

const seen: When<SamplersValues> = { hidden: [false] };
const gliding: When<SamplersValues> = { sampler: kernelsThat(({ hamiltonian }) => hamiltonian) };
const langevin: When<SamplersValues> = { sampler: kernelsThat(({ decreasing }) => decreasing) };
/** Shapes whose two coordinates are measured alike: they are seen as they are. */
const planar: When<SamplersValues> = { target: ['gaussian', 'banana', 'ring', 'eightModes'] };

/** What the chosen sampler draws. */
const own: HueOf<SamplersValues> = ({ sampler }) => methodHues[sampler];
const byMethod = { by: 'method', names: Object.values(shortNames), hues: Object.values(methodHues) } as const;

/**
 * The parts of a step. Downhill in energy and the noise that keeps entropy are the two terms of F at work; a minibatch’s noise is of neither.
 */
const partNames = ['momentum', 'gradient', 'minibatch', 'injected'] as const;
const partHues = ['soft', 'energy', 11, 'entropy'] as const;
const [, , minibatchHue, injectedHue] = partHues;

const racers = (values: SamplersValues) =>
  [values.sampler, ...members(values.compare).filter((name) => name !== values.sampler)].map(
    (name) => shortNames[name as keyof typeof shortNames],
  );

const meanField = { hue: methodHues.meanField, width: 1.75, label: shortNames.meanField } as const;
const fullCovariance = { hue: methodHues.fullCovariance, dash: 'dashed', width: 1.5, label: shortNames.fullCovariance } as const;

const marginal = (table: 'marginalX' | 'marginalY', which: 0 | 1): SamplersPlot => ({
  title: `Marginal ${which === 0 ? 'across' : 'up'}`,
  tab: which === 0 ? 'Across' : 'Up',
  caption: 'density',
  x: { label: (values) => axisName(values, which), grid: true },
  y: { include: 0, bare: true },
  marks: [
    { mark: 'area', table, x: 'theta', y: 'drawn', hue: own },
    { mark: 'line', table, x: 'theta', y: 'drawn', hue: own, width: 1, label: 'draws' },
    { mark: 'line', table, x: 'theta', y: 'fullCovariance', ...fullCovariance },
    { mark: 'line', table, x: 'theta', y: 'meanField', ...meanField },
    { mark: 'line', table, x: 'theta', y: 'truth', hue: 'gap', label: 'exact', when: seen },
  ],
  sentence: marginalSentence(which),
});

const race = (x: 'gradients' | 'passes', label: string, tab: string): SamplersPlot => ({
  title: `Error against ${label}`,
  tab,
  caption: ({ errorOf }) => (errorOf === 'mean' ? 'error of the mean, sds' : 'relative error of the variance'),
  x: { label, scale: 'log', grid: true },
  y: { scale: 'log', grid: true },
  marks: [{ mark: 'line', table: 'race', x, y: 'error', ...byMethod, width: 1.75 }],
  sentence: raceSentence,
});

const quality = (y: 'divergence' | 'stein', title: string, tab: string): SamplersPlot => ({
  title,
  tab,
  caption: 'kept draws so far',
  x: { label: 'draws of a chain', scale: 'log', grid: true },
  y: { scale: 'log', grid: true },
  marks: [
    { mark: 'line', table: 'quality', x: 'draws', y, hue: own },
    { mark: 'dot', table: 'quality', x: 'draws', y, hue: own, radius: 2 },
  ],
  sentence: ({ scalars }: Seen) => {
    const now = y === 'stein' ? scalars.steinDiscrepancy : scalars.divergenceFromTruth;
    return now === undefined ? `${title}: nothing to compare yet.` : `${title}: ${readNumber(now)} as of now.`;
  },
});

const map = (scalar: 'varianceError' | 'meanError', title: string, tab: string): SamplersPlot => ({
  title,
  tab,
  caption: 'after as many gradients for each cell',
  x: { label: 'step size ε', scale: 'log' },
  y: {
    categories: (values) => mapRows(values).map(({ label }) => label),
    label: ({ target }) => (withData(target) ? 'batch size; dashed: noises equal' : 'sampler'),
  },
  marks: [
    { mark: 'raster', grid: `map ${scalar}`, map: 'viridis', scale: 'log', range: [0.02, 5], key: true },
    { mark: 'line', table: 'crossover', x: 'stepSize', y: 'row', hue: 'ink', dash: 'dashed' },
    {
      mark: 'handle',
      table: 'mapHere',
      x: 'stepSize',
      y: 'row',
      hue: own,
      name: 'step size across, batch up',
      moves: 'xy',
      fetched: true,
      plays: true,
      stops: (values) => ({ x: mapSteps(values), y: [...mapRows(values).keys()] }),
      params: ['stepSize', 'sampler', 'batchSize', 'scaled', 'stepSizeDecay', 'adapt', 'leapfrogSteps'],
      drag: ({ x, y }, values) => {
        // Where ε falls, the map’s ε is the first one; a cell’s own does not fall.
        const stays = y === mapRowAt(values) && Math.abs(x / stepSizeOf(values.sampler, values, 0) - 1) < 1e-9;
        return stays ? {} : { ...mapKernel(values, y), stepSize: x };
      },
    },
  ],
  sentence: mapSentence,
});

export const plots = {
  plane: {
    title: 'Target and chains',
    tab: 'Chains',
    caption: ({ chains }) => (chains === 1 ? 'one chain' : `${chains} chains`),
    equal: planar,
    x: { label: (values) => axisName(values, 0) },
    y: { label: (values) => axisName(values, 1) },
    marks: [
      { mark: 'contour', grid: 'target', hue: 'gap', levels: 7, label: 'target', when: seen },
      { mark: 'dot', table: 'draws', x: 'x', y: 'y', hue: own, radius: 1.25, fade: true },
      { mark: 'line', table: 'trails', x: 'x', y: 'y', hue: own, width: 1.25, label: 'last steps' },
      { mark: 'line', table: 'path', x: 'x', y: 'y', hue: own, width: 1.75, label: 'glide', when: gliding },
      { mark: 'line', table: 'fullCovariance', x: 'x', y: 'y', ...fullCovariance },
      { mark: 'line', table: 'meanField', x: 'x', y: 'y', ...meanField },
      { mark: 'dot', table: 'now', x: 'x', y: 'y', hue: own, radius: 3.5 },
      {
        mark: 'handle',
        table: 'start',
        x: 'x',
        y: 'y',
        hue: 'soft',
        name: 'where the chains start',
        label: 'start',
        moves: 'xy',
        params: ['startX', 'startY'],
        drag: ({ x, y }) => ({ startX: withinRange(params.startX, x), startY: withinRange(params.startY, y) }),
        when: { target: ['mixture', 'gaussian', 'banana', 'ring', 'eightModes', 'funnel', 'iris', 'faithful'] },
      },
    ],
    sentence: planeSentence,
  },
  multiples: {
    title: 'Side by side, on the same budget',
    tab: 'Side by side',
    caption: 'as many passes for each',
    when: { compare: Object.keys(shortNames) },
    equal: planar,
    facets: { by: 'racer', names: racers },
    x: { label: (values) => axisName(values, 0) },
    y: { label: (values) => axisName(values, 1) },
    marks: [
      { mark: 'contour', grid: 'target', hue: 'gap', levels: 4, label: 'target', when: seen },
      { mark: 'dot', table: 'clouds', x: 'x', y: 'y', by: 'method', hues: byMethod.hues, radius: 1.25 },
      { mark: 'line', table: 'outlines', x: 'x', y: 'y', by: 'method', hues: byMethod.hues, width: 1.75 },
    ],
    sentence: (_, values) => multiplesSentence(racers(values)),
  },
  step: {
    title: 'The last step',
    caption: 'of the first chain',
    equal: planar,
    x: { label: (values) => axisName(values, 0) },
    y: { label: (values) => axisName(values, 1) },
    marks: [
      {
        mark: 'arrow',
        table: 'moves',
        x: 'x',
        y: 'y',
        toX: 'toX',
        toY: 'toY',
        hues: [...partHues, 'ink'],
        names: [...partNames, 'proposal'],
      },
      { mark: 'line', table: 'path', x: 'x', y: 'y', hue: own, width: 1.75, label: 'glide', when: gliding },
    ],
    sentence: stepSentence,
  },
  parts: {
    title: 'In numbers',
    caption: 'the last step, across',
    when: langevin,
    x: { grid: true, include: 0 },
    y: { categories: ['momentum', '½ε · gradient', 'minibatch', '√ε · noise', 'together'] },
    marks: [
      {
        mark: 'bar',
        orient: 'horizontal',
        table: 'parts',
        at: 'row',
        from: 'from',
        to: 'to',
        value: 'value',
        hues: [...partHues, 'ink'],
      },
    ],
    sentence: stepSentence,
  },
  marginalX: marginal('marginalX', 0),
  marginalY: marginal('marginalY', 1),
  trace: {
    title: 'Trace',
    caption: 'kept draws, up to four chains',
    x: { label: 'step', steps: true },
    y: { label: (values) => axisName(values, 0), grid: true },
    marks: [{ mark: 'line', table: 'trace', x: 'step', y: 'value', by: 'chain', hue: own, width: 1 }],
    sentence: (result, values) => sentence(result, values),
  },
  autocorrelation: {
    title: 'Autocorrelation',
    tab: 'Memory',
    caption: 'of kept draws',
    x: { label: 'lag' },
    y: { include: 0, grid: true },
    marks: [{ mark: 'line', table: 'autocorrelation', x: 'lag', y: 'rho', hue: own }],
    sentence: ({ tables: { autocorrelation } }) => {
      const rho = autocorrelation?.rho?.[1];
      return rho === undefined ? 'There are too few draws to correlate.' : `Neighbouring kept draws correlate by ${readNumber(rho)}.`;
    },
  },
  schedule: {
    title: 'Step size',
    caption: 'ε by step',
    x: { label: 'step', scale: 'log', steps: true },
    y: { scale: 'log', grid: true },
    marks: [{ mark: 'line', table: 'schedule', x: 'step', y: 'stepSize', hue: own }],
    sentence: ({ scalars }: Seen) => `ε is ${shortNumber(scalars.stepSizeNow ?? Number.NaN)} now.`,
  },
  phases: {
    title: 'Two phases',
    tab: 'Phases',
    caption: 'variance of a step’s two noises',
    when: langevin,
    x: { label: 'step size ε', scale: 'log', grid: true },
    y: { scale: 'log', grid: true },
    marks: [
      { mark: 'line', table: 'phases', x: 'stepSize', y: 'minibatch', hue: minibatchHue, label: 'minibatch' },
      { mark: 'line', table: 'phases', x: 'stepSize', y: 'injected', hue: injectedHue, label: 'injected' },
      { mark: 'dot', table: 'phaseNow', x: 'stepSize', y: 'minibatch', hue: minibatchHue, radius: 4 },
      { mark: 'dot', table: 'phaseNow', x: 'stepSize', y: 'injected', hue: injectedHue, radius: 4 },
      { mark: 'rule', table: 'phaseNow', x: 'stepSize', hue: 'soft', dash: 'dotted', label: 'now' },
    ],
    sentence: phasesSentence,
  },
  race: race('gradients', 'gradient evaluations', 'By gradients'),
  racePasses: race('passes', 'passes through the data', 'By passes'),
  divergence: quality('divergence', 'KL of the draws from the target', 'KL'),
  stein: quality('stein', 'Stein discrepancy', 'Stein'),
  mapVariance: map('varianceError', 'Bias of the variance', 'Map: variance'),
  mapMean: map('meanError', 'Error of the mean', 'Map: mean'),
  sweep: {
    title: 'Sweep',
    x: {},
    y: {},
    marks: [
      { mark: 'line', table: 'sweep', x: 'x', y: 'varianceError', hue: own, label: 'of variance' },
      { mark: 'line', table: 'sweep', x: 'x', y: 'meanError', hue: own, dash: 'dashed', label: 'of mean' },
    ],
    sentence: () => 'The errors of mean and variance after a thousand steps, over one parameter.',
  },
} as const satisfies Readonly<Record<string, SamplersPlot>>;
