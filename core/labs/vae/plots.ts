// The VAE lab's pictures.
import type { grids } from './outputs.ts';
import { codes, params, pictured } from './params.ts';
import { axisName, labelHues, type VaePlot } from './plot.ts';
import { pointsPlots } from './points-plots.ts';
import { codingSentence, drawingSentence, planeSentence, termsSentence } from './sentences.ts';
import { trainingPlots } from './training-plots.ts';
import { network } from './walk-plot.ts';

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
      { mark: 'dot', table: 'codes', x: 'x', y: 'y', by: 'label', hues: labelHues, radius: 2 },
      { mark: 'dot', table: 'drawnCode', x: 'x', y: 'y', hue: 'accuracy', radius: 5, label: 'the drawing', when: onPlane },
      { ...point, when: onPlane },
    ],
    sentence: planeSentence,
  },
  ...pointsPlots,
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
  ...trainingPlots,
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
