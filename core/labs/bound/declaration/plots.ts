// The Bound lab's pictures.
import type { PlotOf } from '../../../lab/lab.ts';
import { type Condition, type When, withinRange } from '../../../lab/param.ts';
import type { Axis } from '../../../lab/plot.ts';
import { dragInPlane, dragOnCurve, dragState } from './drag.ts';
import type { grids, scalars, tables } from './outputs.ts';
import { type BoundValues, params } from './params.ts';
import { regressionPlots } from './regression-plots.ts';
import {
  beliefsCaption,
  descentSentence,
  energyEntropySentence,
  excessSentence,
  landscapeSentence,
  sentence,
  sliceSentence,
  termsSentence,
} from './sentences.ts';

type BoundPlot = PlotOf<typeof params, typeof scalars, typeof tables, typeof grids>;

const linear: readonly Condition<BoundValues>[] = [{ model: ['gaussian', 'bimodal'] }, { model: ['logistic'], weights: [1] }];
const line: readonly Condition<BoundValues>[] = [...linear, { model: ['coin', 'poisson'] }];
const plane: readonly Condition<BoundValues>[] = [
  { model: ['correlated', 'banana', 'eightSchools', 'unknownNoise'] },
  { model: ['logistic'], weights: [2] },
];
const states: Condition<BoundValues> = { model: ['states'] };
const polynomials: Condition<BoundValues> = { model: ['polynomials'] };

const hypothesisNames = [1, 2, 3, 4, 5, 6].map((i) => `hypothesis ${i}`);
const degreeNames = [0, 1, 2, 3].map((k) => `degree ${k}`);

/** What the axes of Θ are called. */
function axisOf(values: BoundValues, axis: 0 | 1): string {
  switch (values.model) {
    case 'poisson':
      return 'Λ';
    case 'logistic':
      return values.weights === 1 ? 'slope' : (['intercept', 'slope'] as const)[axis];
    case 'eightSchools':
      return (['μ', 'log τ'] as const)[axis];
    case 'unknownNoise':
      return (['μ', 'log σ'] as const)[axis];
    case 'correlated':
      return values.dataset === 'typed' ? (['first cause', 'second cause'] as const)[axis] : (['intercept', 'slope'] as const)[axis];
    case 'banana':
      return (['first Θ', 'second Θ'] as const)[axis];
    default:
      return 'Θ';
  }
}

/** F over two parameters of q, with the trail of q on it. */
function landscape(of: {
  readonly title: string;
  readonly when: When<BoundValues>;
  readonly x: Axis<BoundValues> & { readonly label: string };
  readonly y: Axis<BoundValues> & { readonly label: string };
  readonly params: readonly (keyof BoundValues)[];
  readonly drag: (to: { readonly x: number; readonly y: number }) => Partial<BoundValues>;
}): BoundPlot {
  const { title, when, x, y, params, drag } = of;
  return {
    title,
    when,
    x,
    y,
    caption: 'nats, low is light',
    marks: [
      { mark: 'contour', grid: 'landscape', hue: 'soft', levels: 14, spacing: 'quantile', filled: true },
      { mark: 'line', table: 'trail', x: 'x', y: 'y', hue: 'ink', ghost: true },
      { mark: 'dot', table: 'trail', x: 'x', y: 'y', hue: 'ink', radius: 1.5 },
      {
        mark: 'handle',
        table: 'here',
        x: 'x',
        y: 'y',
        hue: 'entropy',
        name: `q: ${x.label} across, ${y.label} up`,
        moves: 'xy',
        params,
        drag,
      },
    ],
    sentence: (seen) => landscapeSentence(seen, x.label, y.label),
  };
}

export const plots = {
  beliefs: {
    title: 'Beliefs',
    caption: (_, result) => beliefsCaption(result),
    when: line,
    x: { label: (values) => axisOf(values, 0), grid: true },
    y: { include: 0, bare: true },
    marks: [
      { mark: 'area', table: 'beliefs', x: 'theta', y: 'posterior', hue: 'gap', term: 'gap' },
      { mark: 'area', table: 'beliefs', x: 'theta', y: 'q', hue: 'entropy', term: 'entropy' },
      {
        mark: 'line',
        table: 'beliefs',
        x: 'theta',
        y: 'prior',
        hue: 'complexity',
        term: 'complexity',
        label: (values) => `prior P(${axisOf(values, 0)})`,
      },
      {
        mark: 'line',
        table: 'beliefs',
        x: 'theta',
        y: 'likelihood',
        hue: 'accuracy',
        term: 'accuracy',
        dash: 'dotted',
        label: 'likelihood, scaled',
      },
      {
        mark: 'line',
        table: 'beliefs',
        x: 'theta',
        y: 'posterior',
        hue: 'gap',
        term: 'gap',
        label: (values) => `posterior P(${axisOf(values, 0)} | X)`,
      },
      {
        mark: 'line',
        table: 'beliefs',
        x: 'theta',
        y: 'q',
        hue: 'entropy',
        term: 'entropy',
        width: 2,
        label: (values) => `q(${axisOf(values, 0)})`,
      },
      {
        mark: 'handle',
        table: 'handles',
        x: 'x',
        y: 'y',
        hue: 'entropy',
        name: (row) => (row === 0 ? 'mean of q' : 'width of q'),
        moves: 'x',
        params: ['qMean', 'qSd', 'qA', 'qB', 'qShape', 'qRate'],
        drag: dragOnCurve,
      },
    ],
    sentence,
  },
  states: {
    title: 'Beliefs',
    caption: 'probabilities',
    when: [states, polynomials],
    x: { categories: ({ model, states: count }) => (model === 'polynomials' ? degreeNames : hypothesisNames.slice(0, count)) },
    y: { domain: [0, 1], grid: true },
    marks: [
      {
        mark: 'bar',
        orient: 'vertical',
        table: 'states',
        at: 'state',
        to: 'prior',
        hues: ['complexity'],
        terms: ['complexity'],
        slot: [0, 4],
        label: 'prior',
      },
      {
        mark: 'bar',
        orient: 'vertical',
        table: 'states',
        at: 'state',
        to: 'likelihood',
        hues: ['accuracy'],
        terms: ['accuracy'],
        slot: [1, 4],
        label: ({ model }) => (model === 'polynomials' ? 'evidence, relative' : 'likelihood'),
      },
      {
        mark: 'bar',
        orient: 'vertical',
        table: 'states',
        at: 'state',
        to: 'posterior',
        hues: ['gap'],
        terms: ['gap'],
        slot: [2, 4],
        label: 'posterior',
      },
      {
        mark: 'bar',
        orient: 'vertical',
        table: 'states',
        at: 'state',
        to: 'q',
        hues: ['entropy'],
        terms: ['entropy'],
        slot: [3, 4],
        label: 'q',
      },
      {
        mark: 'handle',
        table: 'handles',
        x: 'x',
        y: 'y',
        hue: 'entropy',
        name: (row, values) => `q of ${values.model === 'polynomials' ? degreeNames[row] : hypothesisNames[row]}`,
        moves: 'y',
        params: ['q1', 'q2', 'q3', 'q4', 'q5', 'q6', 'qDegree0', 'qDegree1', 'qDegree2', 'qDegree3'],
        drag: ({ y, row }, values) => dragState(y, row, values),
        slot: [3, 4],
      },
    ],
    sentence,
  },
  plane: {
    title: 'Beliefs',
    caption: 'densities, q at 1 and 2 sd',
    when: plane,
    x: { label: (values) => axisOf(values, 0) },
    y: { label: (values) => axisOf(values, 1) },
    marks: [
      { mark: 'raster', grid: 'posterior', map: 'density', hue: 'gap', term: 'gap' },
      { mark: 'contour', grid: 'prior', hue: 'complexity', levels: 3, term: 'complexity', label: 'prior' },
      { mark: 'contour', grid: 'likelihood', hue: 'accuracy', levels: 3, term: 'accuracy', label: 'likelihood', dash: 'dotted' },
      { mark: 'contour', grid: 'posterior', hue: 'gap', levels: 4, term: 'gap', label: 'posterior' },
      { mark: 'line', table: 'trail', x: 'qMean', y: 'qMean2', hue: 'ink', ghost: true },
      { mark: 'line', table: 'ellipse', x: 'x', y: 'y', hue: 'entropy', term: 'entropy', width: 2, label: 'q, 1 and 2 sd' },
      {
        mark: 'handle',
        table: 'handles',
        x: 'x',
        y: 'y',
        hue: 'entropy',
        name: (row) => ['centre of q', 'first width of q', 'second width of q'][row] as string,
        moves: 'xy',
        params: ['qMean', 'qSd', 'qMean2', 'qSd2'],
        drag: dragInPlane,
      },
    ],
    sentence,
  },
  landscape: landscape({
    title: 'Free energy over q',
    when: linear,
    x: { label: 'mean of q' },
    y: { label: 'sd of q', scale: 'log' },
    params: ['qMean', 'qSd'],
    drag: ({ x, y }) => ({ qMean: withinRange(params.qMean, x), qSd: withinRange(params.qSd, y) }),
  }),
  betas: landscape({
    title: 'Free energy over q',
    when: { model: ['coin'] },
    x: { label: 'a of q', scale: 'log' },
    y: { label: 'b of q', scale: 'log' },
    params: ['qA', 'qB'],
    drag: ({ x, y }) => ({ qA: withinRange(params.qA, x), qB: withinRange(params.qB, y) }),
  }),
  gammas: landscape({
    title: 'Free energy over q',
    when: { model: ['poisson'] },
    x: { label: 'shape of q', scale: 'log' },
    y: { label: 'rate of q', scale: 'log' },
    params: ['qShape', 'qRate'],
    drag: ({ x, y }) => ({ qShape: withinRange(params.qShape, x), qRate: withinRange(params.qRate, y) }),
  }),
  widths: landscape({
    title: 'Free energy over q’s widths',
    when: plane,
    x: { label: 'first sd', scale: 'log' },
    y: { label: 'second sd', scale: 'log' },
    params: ['qSd', 'qSd2'],
    drag: ({ x, y }) => ({ qSd: withinRange(params.qSd, x), qSd2: withinRange(params.qSd2, y) }),
  }),
  slice: {
    title: 'Free energy over q(1)',
    caption: 'nats',
    when: states,
    x: { label: 'q(1)', domain: [0, 1] },
    y: { grid: true },
    marks: [
      { mark: 'line', table: 'slice', x: 'p', y: 'energy', hue: 'energy', term: 'energy', label: 'energy' },
      { mark: 'line', table: 'slice', x: 'p', y: 'cold', hue: 'entropy', term: 'entropy', label: '−T · entropy', dash: 'dashed' },
      { mark: 'line', table: 'slice', x: 'p', y: 'freeEnergy', hue: 'ink', term: 'freeEnergy', width: 2, label: 'F' },
      { mark: 'rule', table: 'exact', y: 'lowest', hue: 'soft', dash: 'dashed', label: 'lowest F, exact' },
      {
        mark: 'handle',
        table: 'here',
        x: 'x',
        y: 'y',
        hue: 'entropy',
        name: 'q of hypothesis 1',
        moves: 'x',
        params: ['q1'],
        drag: ({ x }, values) => dragState(x, 0, values),
      },
    ],
    sentence: sliceSentence,
  },
  ...regressionPlots,
  terms: {
    title: 'How the terms add up',
    tab: 'Sums',
    caption: 'nats',
    x: { include: 0 },
    y: { categories: ['accuracy', 'complexity', 'gap', '', 'energy', 'entropy', 'gap', '', 'bound', 'gap', '', 'log P(X)'] },
    marks: [
      { mark: 'rule', table: 'exact', x: 'logEvidence', hue: 'soft', dash: 'dashed' },
      {
        mark: 'bar',
        orient: 'horizontal',
        table: 'terms',
        at: 'row',
        from: 'from',
        to: 'to',
        value: 'value',
        hues: ['accuracy', 'complexity', 'gap', 'energy', 'entropy', 'gap', 'ink', 'gap', 'ink'],
        terms: ['accuracy', 'complexity', 'gap', 'energy', 'entropy', 'gap', 'elbo', 'gap', 'logEvidence'],
      },
    ],
    sentence: termsSentence,
  },
  energyEntropy: {
    title: 'Energy and entropy',
    tab: 'Energy–entropy',
    caption: 'T from cold to hot',
    x: { label: 'energy' },
    y: { label: 'entropy', grid: true },
    marks: [
      { mark: 'line', table: 'level', x: 'energy', y: 'entropy', hue: 'soft', dash: 'dashed', label: 'equal F' },
      { mark: 'line', table: 'path', x: 'energy', y: 'entropy', hue: 'gap', width: 2 },
      { mark: 'line', table: 'trail', x: 'energy', y: 'entropy', hue: 'entropy', ghost: true },
      { mark: 'dot', table: 'exact', x: 'energy', y: 'entropy', hue: 'gap', radius: 4, label: 'posterior, T = 1' },
      { mark: 'dot', table: 'here', x: 'energy', y: 'entropy', hue: 'entropy', radius: 5, label: 'q' },
    ],
    sentence: energyEntropySentence,
  },
  descent: {
    title: 'Terms over the descent',
    tab: 'Descent',
    caption: 'nats',
    x: { label: 'step', steps: true },
    y: { grid: true },
    marks: [
      { mark: 'line', table: 'trail', x: 'step', y: 'lowest', hue: 'soft', dash: 'dashed', label: 'lowest F, exact' },
      { mark: 'line', table: 'trail', x: 'step', y: 'energy', hue: 'energy', term: 'energy', ghost: true, label: 'energy' },
      { mark: 'line', table: 'trail', x: 'step', y: 'complexity', hue: 'complexity', term: 'complexity', ghost: true, label: 'complexity' },
      { mark: 'line', table: 'trail', x: 'step', y: 'entropy', hue: 'entropy', term: 'entropy', ghost: true, label: 'entropy' },
      { mark: 'line', table: 'trail', x: 'step', y: 'freeEnergy', hue: 'ink', term: 'freeEnergy', ghost: true, width: 2, label: 'F' },
    ],
    sentence: descentSentence,
  },
  excess: {
    title: 'F above its lowest',
    tab: 'F − lowest',
    caption: 'nats',
    x: { label: 'step', steps: true },
    y: { scale: 'log', grid: true },
    marks: [{ mark: 'line', table: 'trail', x: 'step', y: 'excess', hue: 'ink', term: 'freeEnergy', ghost: true, width: 2 }],
    sentence: excessSentence,
  },
  sweep: {
    title: 'Terms over a sweep',
    tab: 'Sweep',
    caption: 'nats',
    x: {},
    y: { grid: true },
    marks: [
      { mark: 'line', table: 'sweep', x: 'x', y: 'accuracy', hue: 'accuracy', term: 'accuracy', label: 'accuracy' },
      { mark: 'line', table: 'sweep', x: 'x', y: 'complexity', hue: 'complexity', term: 'complexity', label: 'complexity' },
      { mark: 'line', table: 'sweep', x: 'x', y: 'gap', hue: 'gap', term: 'gap', label: 'gap' },
      { mark: 'line', table: 'sweep', x: 'x', y: 'logEvidence', hue: 'ink', term: 'logEvidence', width: 2, label: 'log P(X)' },
    ],
    sentence: () => 'The terms of the bound as one parameter runs over its range, everything else as it is.',
  },
} as const satisfies Readonly<Record<string, BoundPlot>>;
