// The VAE lab's pictures.

import { type When, withinRange } from '../../../lab/param.ts';
import type { grids } from './outputs.ts';
import { codes, params, pictured, pointwise, type VaeValues } from './params.ts';
import { axisName, labelHues, type VaePlot } from './plots/plot.ts';
import { pointsPlots } from './plots/points.ts';
import { trainingPlots } from './plots/training.ts';
import { network } from './plots/walk.ts';
import { backSentence, codingSentence, decodedSentence, drawingSentence, neighboursSentence, planeSentence } from './sentences.ts';
import { TILES } from './tiles.ts';

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
  drag: ({ x, y }: { readonly x: number; readonly y: number }) => ({
    latentX: withinRange(params.latentX, x),
    latentY: withinRange(params.latentY, y),
  }),
} as const;

const images = (grid: keyof typeof grids & string) => ({ mark: 'raster', grid, map: 'grey', range: [0, 1] }) as const;

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

const points: readonly string[] = pointwise.dataset;

/** What q says of the image nearest to the point. */
const outline = { mark: 'line', table: 'outline', x: 'x', y: 'y', hue: 'entropy', width: 2 } as const;

/** Words under a tile of a picture of tiles. */
const under = (text: string, x: number, y: number, when?: When<VaeValues>): VaePlot['marks'][number] => ({
  mark: 'note',
  at: [x, y - 0.5 - 0.08],
  text,
  hue: 'soft',
  anchor: 'middle',
  ...(when && { when }),
});

/** Where each pixel has a cost of its own. */
const apart = { likelihood: ['bernoulli', 'gaussian'] } as const;

export const plots = {
  plane: {
    title: 'Codes of held-out images',
    tab: 'Codes',
    caption: ({ dataset }) => (points.includes(dataset) ? 'means of q' : 'over what the decoder makes of each place'),
    equal: true,
    x: { label: (values) => axisName(values, 0) },
    y: { label: (values) => axisName(values, 1) },
    marks: [
      { ...images('sheet'), when: { behind: [true], ...pictured } },
      // On images each needs a rim to be seen.
      { mark: 'dot', table: 'codes', x: 'x', y: 'y', by: 'label', hues: labelHues, radius: 3, when: pictured },
      { mark: 'dot', table: 'codes', x: 'x', y: 'y', by: 'label', hues: labelHues, radius: 2, when: pointwise },
      { mark: 'dot', table: 'drawnCode', x: 'x', y: 'y', hue: 'accuracy', radius: 5, label: 'drawn' },
      outline,
      point,
    ],
    sentence: planeSentence,
  },
  neighbours: {
    title: 'Codes, neighbours beside neighbours',
    tab: 'Neighbours',
    caption: 'of all latents, by UMAP',
    equal: true,
    x: { bare: true },
    y: { bare: true },
    marks: [{ mark: 'dot', table: 'neighbours', x: 'x', y: 'y', by: 'label', hues: labelHues, radius: 2 }],
    empty: {
      words: 'A map of the codes on which neighbours among all latents lie beside each other. It takes a second.',
      offer: { label: 'Lay out the map', set: () => ({ neighbours: true }) },
    },
    sentence: neighboursSentence,
  },
  ...pointsPlots,
  sheet: {
    title: 'What every code decodes to',
    tab: 'Images',
    caption: 'place by place',
    equal: true,
    when: pictured,
    x: { label: (values) => axisName(values, 0) },
    y: { label: (values) => axisName(values, 1) },
    marks: [images('sheet'), outline, point],
    sentence: planeSentence,
  },
  decoded: {
    ...sheet('decoded', 'The point, decoded', 'Decoded', 'and the image nearest to it', decodedSentence),
    x: { bare: true, include: [TILES.left - 0.5, TILES.right + 0.5] },
    y: { bare: true, include: [TILES.lower - 0.68, TILES.upper + 0.5] },
    marks: [
      images('decoded'),
      images('nearest'),
      images('returned'),
      { mark: 'raster', grid: 'cost', map: 'viridis', when: apart },
      under('the point', TILES.left, TILES.upper),
      under('nearest', TILES.right, TILES.upper),
      under('given back', TILES.left, TILES.lower),
      under('nats a pixel', TILES.right, TILES.lower, apart),
    ],
  },
  reconstructions: sheet('reconstructions', 'Held out, and given back', 'Given back', 'each above what its code gives', backSentence),
  fantasies: sheet(
    'fantasies',
    'Drawn from the prior',
    'Fantasies',
    'images that nobody drew',
    () => 'Images of 64 codes that were drawn from the prior.',
  ),
  drawing: {
    ...sheet('drawing', 'Your drawing, and given back', 'Drawing', 'as the networks take it, and given back', drawingSentence),
    pad: 'drawn',
    empty: { words: 'Draw a digit: here comes how the networks take it and what its code gives back, and its code on the plane.' },
  },
  ...trainingPlots,
  traversals: sheet(
    'traversals',
    'Each latent from −3 to 3',
    'Traversals',
    'a latent a row, the most talkative first',
    () => 'Images along each latent from −3 to 3, the others at 0.',
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
    caption: 'bits an image, lossless',
    when: codes,
    x: { label: 'held-out image' },
    y: { include: 0, grid: true },
    marks: [
      { mark: 'line', table: 'coding', x: 'image', y: 'likelihood', hue: 'accuracy', width: 1.25, label: 'for the image' },
      { mark: 'line', table: 'coding', x: 'image', y: 'prior', hue: 'complexity', dash: 'dashed', label: 'for its code' },
      { mark: 'line', table: 'coding', x: 'image', y: 'borrowed', hue: 'entropy', dash: 'dotted', label: 'borrowed' },
      { mark: 'line', table: 'coding', x: 'image', y: 'net', hue: 'ink', width: 1.75, label: 'net', term: 'codeLength' },
      { mark: 'line', table: 'coding', x: 'image', y: 'bound', hue: 'gap', dash: 'dashed', label: 'by the bound', term: 'codeBound' },
    ],
    empty: {
      words: 'Held-out images as one message without loss: what each adds to it, beside what the bound says. It takes seconds.',
      offer: { label: 'Code 20 images', set: () => ({ coded: 20 }) },
    },
    sentence: codingSentence,
  },
  drawnTerms: {
    title: 'What the drawing is worth',
    tab: 'Its bound',
    caption: 'nats, estimated',
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
    empty: { words: 'The terms of an image of yours: draw one under Drawing.' },
    sentence: drawingSentence,
  },
  network,
} as const satisfies Readonly<Record<string, VaePlot>>;
