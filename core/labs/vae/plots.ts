// The VAE lab's pictures.
import type { grids } from './outputs.ts';
import { believed, codes, normal, params, pictured, pointwise, type VaeValues } from './params.ts';
import type { VaePlot } from './plot.ts';
import {
  aggregateSentence,
  boundSentence,
  codingSentence,
  collapseSentence,
  drawingSentence,
  latticeSentence,
  planeSentence,
  pointsSentence,
  type Seen,
  termsSentence,
} from './sentences.ts';
import { network } from './walk-plot.ts';

const points: readonly string[] = pointwise.dataset;

const nats = ({ dataset }: VaeValues): string => (points.includes(dataset) ? 'nats a point' : 'nats an image');

/** A name every so often, where there is no room for all. */
const unitNames = (latents: number) =>
  Array.from({ length: Math.min(20, latents) }, (_, i) => (latents <= 10 || i === 0 || (i + 1) % 5 === 0 ? `${i + 1}` : ''));

const latentNames = ({ latentDimension }: VaeValues) => Array.from({ length: latentDimension }, (_, i) => `${i + 1}`);

const axisName = ({ latentDimension, aligned, neighbours, axisX, axisY }: VaeValues, which: 0 | 1): string =>
  neighbours
    ? ''
    : latentDimension > 2
      ? aligned
        ? `direction ${which + 1}`
        : `latent ${which === 0 ? axisX : axisY}`
      : (['z₁', 'z₂'] as const)[which];

/** Where a place stands for a code. */
const onPlane = { neighbours: [false] } as const;

const held = (name: 'latentX' | 'latentY', x: number) => {
  const { min, max } = params[name];
  return Number(Math.min(max, Math.max(min, x)).toPrecision(4));
};

const point = {
  mark: 'handle',
  table: 'point',
  x: 'x',
  y: 'y',
  hue: 'entropy',
  name: 'the code that is decoded',
  moves: 'xy',
  fetched: true,
  params: ['latentX', 'latentY'],
  drag: ({ x, y }: { readonly x: number; readonly y: number }) => ({ latentX: held('latentX', x), latentY: held('latentY', y) }),
} as const;

const images = (grid: keyof typeof grids & string) => ({ mark: 'raster', grid, map: 'grey', range: [0, 1] }) as const;

const over = { label: 'step', scale: 'log', grid: true } as const;

/** A sheet of images: nothing to be read off its axes. */
const sheet = (grid: keyof typeof grids & string, title: string, tab: string, caption: string, sentence: VaePlot['sentence']): VaePlot => ({
  title,
  tab,
  caption,
  equal: true,
  when: pictured,
  x: { bare: true },
  y: { bare: true },
  marks: [images(grid)],
  sentence,
});

const heldOut = (radius: number) => ({ mark: 'dot', table: 'points', x: 'x', y: 'y', by: 'label', hue: 'ink', radius }) as const;
const decodedCode = { mark: 'dot', table: 'decodedPoint', x: 'x', y: 'y', hue: 'entropy', radius: 6, label: 'the code' } as const;

/** Points in the plane of the data. */
const ofPoints = (title: string, tab: string, caption: string, sentence: VaePlot['sentence'], marks: VaePlot['marks']): VaePlot => ({
  title,
  tab,
  caption,
  equal: true,
  when: pointwise,
  x: {},
  y: {},
  marks,
  sentence,
});

export const plots = {
  plane: {
    title: 'Codes of held-out images',
    tab: 'Codes',
    caption: ({ neighbours }) => (neighbours ? 'neighbours beside neighbours' : 'drag the point'),
    equal: true,
    x: { label: (values) => axisName(values, 0), include: [-3, 3] },
    y: { label: (values) => axisName(values, 1), include: [-3, 3] },
    marks: [
      { ...images('sheet'), when: { behind: [true], ...onPlane, ...pictured } },
      { mark: 'dot', table: 'codes', x: 'x', y: 'y', by: 'label', hue: 'ink', radius: 2 },
      { mark: 'dot', table: 'drawnCode', x: 'x', y: 'y', hue: 'accuracy', radius: 5, label: 'the drawing', when: onPlane },
      { ...point, when: onPlane },
    ],
    sentence: planeSentence,
  },
  points: ofPoints('Points, and the density learnt', 'Points', 'held out, over p(x)', pointsSentence, [
    { mark: 'raster', grid: 'density', map: 'density', hue: 'soft' },
    heldOut(1.1),
    decodedCode,
  ]),
  lattice: ofPoints('What codes decode to', 'Lattice', 'lines of codes from −3 to 3', latticeSentence, [
    { mark: 'line', table: 'lattice', x: 'x', y: 'y', hue: 'accuracy', width: 1, label: 'lines of codes' },
    heldOut(1.25),
    decodedCode,
  ]),
  waysBack: ofPoints('Held out, and given back', 'Given back', 'through their codes', termsSentence, [
    { mark: 'line', table: 'ways', x: 'x', y: 'y', hue: 'soft', width: 1.25 },
    heldOut(1.5),
    { mark: 'dot', table: 'ends', x: 'x', y: 'y', hue: 'accuracy', radius: 2.5, label: 'given back' },
  ]),
  sheet: {
    title: 'What every code decodes to',
    tab: 'Images',
    caption: 'drag the point',
    equal: true,
    when: pictured,
    x: { label: (values) => axisName(values, 0) },
    y: { label: (values) => axisName(values, 1) },
    marks: [images('sheet'), point],
    sentence: planeSentence,
  },
  decoded: sheet('decoded', 'The point, decoded', 'Decoded', 'changes as it is dragged', planeSentence),
  reconstructions: sheet('reconstructions', 'Held out, and given back', 'Given back', 'below: through their codes', termsSentence),
  fantasies: sheet(
    'fantasies',
    'Drawn from the prior',
    'Fantasies',
    'images that nobody drew',
    () => 'Images of 64 codes that were drawn from the prior.',
  ),
  drawing: sheet('drawing', 'Your drawing, and given back', 'Drawing', 'draw it among the controls', drawingSentence),
  bound: {
    title: 'The bound',
    caption: nats,
    x: over,
    y: { grid: true },
    marks: [
      { mark: 'line', table: 'curves', x: 'step', y: 'elbo', hue: 'ink', width: 1.5, label: 'training', term: 'elbo' },
      { mark: 'line', table: 'curves', x: 'step', y: 'heldOutElbo', hue: 'ink', dash: 'dashed', label: 'held out', term: 'heldOutElbo' },
      { mark: 'dot', table: 'curves', x: 'step', y: 'importanceWeightedBound', hue: 'gap', radius: 3, label: 'K draws' },
    ],
    sentence: boundSentence,
  },
  terms: {
    title: 'Accuracy and complexity',
    tab: 'Terms',
    caption: nats,
    x: over,
    y: { grid: true },
    marks: [
      { mark: 'line', table: 'curves', x: 'step', y: 'accuracy', hue: 'accuracy', label: 'accuracy', term: 'accuracy' },
      { mark: 'line', table: 'curves', x: 'step', y: 'complexity', hue: 'complexity', label: 'complexity', term: 'complexity' },
      {
        mark: 'line',
        table: 'curves',
        x: 'step',
        y: 'weightComplexity',
        hue: 'complexity',
        dash: 'dashed',
        label: 'weights',
        term: 'weightComplexity',
        when: believed,
      },
    ],
    sentence: termsSentence,
  },
  schedule: {
    title: 'Schedules',
    caption: 'as they were in force',
    x: over,
    y: { scale: 'log', grid: true },
    marks: [
      { mark: 'line', table: 'curves', x: 'step', y: 'learningRate', hue: 'soft', dash: 'dashed', label: 'learning rate' },
      { mark: 'line', table: 'curves', x: 'step', y: 'beta', hue: 'complexity', label: 'β' },
    ],
    sentence: ({ scalars }: Seen) => `β is ${(scalars.betaNow ?? 1).toPrecision(3)} now.`,
  },
  collapse: {
    title: 'What each latent says',
    tab: 'Collapse',
    when: normal,
    caption: (values) => `${nats(values)}, held out`,
    x: over,
    y: { include: 0, grid: true },
    marks: [
      { mark: 'line', table: 'latents', x: 'step', y: 'complexity', by: 'latent', names: latentNames, hue: 'complexity', width: 1.25 },
    ],
    sentence: collapseSentence,
  },
  units: {
    title: 'Latents, by what they say',
    tab: 'Now',
    when: normal,
    caption: nats,
    x: {
      label: 'latents, the most talkative first',
      categories: ({ latentDimension }) => unitNames(latentDimension),
    },
    y: { include: 0, grid: true },
    marks: [
      { mark: 'bar', orient: 'vertical', table: 'units', at: 'latent', to: 'complexity', hues: ['complexity'] },
      { mark: 'dot', table: 'units', x: 'latent', y: 'variance', hue: 'entropy', radius: 4, label: 'variance of the mean' },
    ],
    sentence: collapseSentence,
  },
  aggregate: {
    title: 'All codes against the prior',
    tab: 'Aggregate',
    when: normal,
    caption: 'density across',
    x: { label: (values) => axisName(values, 0), grid: true },
    y: { include: 0, bare: true },
    marks: [
      { mark: 'area', table: 'aggregate', x: 'z', y: 'codes', hue: 'entropy' },
      { mark: 'line', table: 'aggregate', x: 'z', y: 'codes', hue: 'entropy', label: 'all codes' },
      { mark: 'line', table: 'aggregate', x: 'z', y: 'prior', hue: 'complexity', dash: 'dashed', label: 'prior' },
    ],
    sentence: aggregateSentence,
  },
  information: {
    title: 'Information and active units',
    tab: 'Information',
    caption: 'held out',
    x: over,
    y: { include: 0, grid: true },
    marks: [
      { mark: 'line', table: 'curves', x: 'step', y: 'activeUnits', hue: 'soft', dash: 'dashed', label: 'active units' },
      { mark: 'dot', table: 'curves', x: 'step', y: 'mutualInformation', hue: 'entropy', radius: 3, label: 'mutual information, nats' },
    ],
    sentence: collapseSentence,
  },
  traversals: sheet(
    'traversals',
    'Each latent from −3 to 3',
    'Traversals',
    'a latent a row, the most talkative first',
    () => 'Images along each latent, the others at 0.',
  ),
  between: sheet(
    'between',
    'From one example to another',
    'Between',
    'straight through the codes',
    (_, { exampleA, exampleB }) => `Images on the way from example ${exampleA} to example ${exampleB}.`,
  ),
  coding: {
    title: 'Bits back',
    caption: ({ coded }) => (coded > 0 ? 'bits an image, lossless' : 'choose how many images to code'),
    when: codes,
    x: { label: 'held-out image' },
    y: { include: 0, grid: true },
    marks: [
      { mark: 'line', table: 'coding', x: 'image', y: 'likelihood', hue: 'accuracy', width: 1.25, label: 'for the image' },
      { mark: 'line', table: 'coding', x: 'image', y: 'prior', hue: 'complexity', dash: 'dashed', label: 'for its code' },
      { mark: 'line', table: 'coding', x: 'image', y: 'borrowed', hue: 'entropy', dash: 'dotted', label: 'borrowed' },
      { mark: 'line', table: 'coding', x: 'image', y: 'net', hue: 'ink', width: 1.75, label: 'net', term: 'codeLength' },
    ],
    sentence: codingSentence,
  },
  drawnTerms: {
    title: 'What the drawing is worth',
    tab: 'Its bound',
    caption: 'nats',
    when: pictured,
    x: { include: 0, grid: true },
    y: { categories: ['accuracy', 'complexity', 'bound'] },
    marks: [
      {
        mark: 'bar',
        orient: 'horizontal',
        table: 'drawnTerms',
        at: 'row',
        from: 'from',
        to: 'to',
        hues: ['accuracy', 'complexity', 'ink'],
        value: 'value',
      },
    ],
    sentence: drawingSentence,
  },
  network,
} as const satisfies Readonly<Record<string, VaePlot>>;
