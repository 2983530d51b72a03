// The picture of the walk: one image through the two networks, its terms, and what the step does to each layer.

import { layerHues, layerNames } from '../walk/layers.ts';
import { frames, gradient, HEADS, HEIGHT, TITLES, terms, update, WIDTH } from '../walk/places.ts';
import { walkSentence } from '../walk/stages.ts';
import type { VaePlot } from './plot.ts';

type NetworkMark = VaePlot['marks'][number];

const rectangle = { x: 'x', y: 'y', toX: 'toX', toY: 'toY' } as const;
const middle = ([low, high]: readonly [number, number]) => (low + high) / 2;

const note = (
  stage: string | readonly string[],
  text: string,
  x: number,
  y: number,
  hue: 'ink' | 'complexity' = 'ink',
  anchor: 'start' | 'middle' = 'middle',
): NetworkMark => ({ mark: 'note', at: [x, y], text, hue, anchor, ...(hue === 'ink' && { strong: true }), stage });

/** The bars of some terms, with their names before them. */
const reckoned = (
  table: 'walkEnergy' | 'walkEntropy' | 'walkTotal',
  stage: string,
  hues: readonly ('accuracy' | 'complexity' | 'entropy' | 'ink')[],
  names: readonly string[],
): readonly NetworkMark[] => [
  { mark: 'box', table, ...rectangle, hues, stage },
  { mark: 'text', table, x: 'nameX', y: 'textY', hues, names, stage },
  { mark: 'text', table, x: 'valueX', y: 'textY', hues, value: 'value', anchor: 'end', stage },
];

const byLayer = (table: 'walkGradient' | 'walkUpdate', stage: string): readonly NetworkMark[] => [
  { mark: 'box', table, ...rectangle, by: 'kind', hues: layerHues, stage },
  { mark: 'text', table, x: 'valueX', y: 'textY', by: 'kind', hues: ['soft'], value: 'value', stage },
];

/** From image to image: back to front. */
const passage: readonly NetworkMark[] = [
  { mark: 'arrow', table: 'walkWays', ...rectangle, hues: ['soft'], stage: ['encode', 'sample', 'decode'] },
  { mark: 'raster', grid: 'walkData', map: 'grey', range: [0, 1], stage: 'data' },
  { mark: 'raster', grid: 'walkEncoder', map: 'density', hue: 'entropy', smooth: false, stage: 'encode' },
  { mark: 'raster', grid: 'walkDecoder', map: 'density', hue: 'accuracy', smooth: false, stage: 'decode' },
  { mark: 'box', table: 'walkUnits', ...rectangle, hues: ['soft'], outline: true, stage: ['encode', 'decode'] },
  { mark: 'raster', grid: 'walkDecoded', map: 'grey', range: [0, 1], stage: ['decode', 'energy'] },
  { mark: 'box', table: 'walkPrior', ...rectangle, hues: ['complexity'], outline: true, stage: ['encode', 'energy'] },
  { mark: 'box', table: 'walkCode', ...rectangle, hues: ['entropy'], stage: ['encode', 'sample', 'entropy'] },
  { mark: 'arrow', table: 'walkDraws', ...rectangle, hues: ['ink'], stage: 'sample' },
  { mark: 'dot', table: 'walkCode', x: 'codeX', y: 'middle', hue: 'ink', radius: 3, stage: ['sample', 'decode', 'energy'] },
  { mark: 'text', table: 'walkDraws', x: 'toX', y: 'valueY', hues: ['ink'], value: 'value', anchor: 'middle', stage: 'sample' },
];

const words: readonly NetworkMark[] = [
  note('data', 'x', middle(frames.data.x), TITLES),
  note('encode', 'encoder', middle(frames.encoderHidden.x), TITLES),
  note('encode', 'q(z|x)', middle(frames.code.x), TITLES),
  note('sample', 'z = μ + σ ε', middle(frames.code.x), frames.code.y[0] - 0.6),
  note(['encode', 'energy'], 'prior ± 1', middle(frames.code.x), frames.code.y[0] - 1.6, 'complexity'),
  note('decode', 'decoder', middle(frames.decoderHidden.x), TITLES),
  note('decode', 'p(x|z)', middle(frames.decoded.x), TITLES),
  note(['energy', 'entropy'], 'nats', terms.name, HEADS, 'ink', 'start'),
  note('gradient', 'gradient', gradient.bar[0], HEADS, 'ink', 'start'),
  note('update', 'update', update.bar[0], HEADS, 'ink', 'start'),
];

const layers: readonly NetworkMark[] = [
  {
    mark: 'text',
    table: 'walkGradient',
    x: 'nameX',
    y: 'textY',
    by: 'kind',
    hues: layerHues,
    names: layerNames,
    stage: ['gradient', 'update'],
  },
];

export const network: VaePlot = {
  title: 'A step, taken apart',
  tab: 'Walk',
  caption: 'the next minibatch’s first image',
  equal: true,
  when: { stage: ['all', 'data', 'encode', 'sample', 'decode', 'energy', 'entropy', 'gradient', 'update'] },
  stage: 'stage',
  x: { bare: true, domain: [0, WIDTH] },
  y: { bare: true, domain: [0, HEIGHT] },
  marks: [
    ...passage,
    ...words,
    ...reckoned('walkEnergy', 'energy', ['accuracy', 'complexity'], ['−log p(x|z)', '−log p(z)']),
    ...reckoned('walkEntropy', 'entropy', ['entropy'], ['less entropy']),
    ...reckoned('walkTotal', 'entropy', ['ink'], ['free energy']),
    ...layers,
    ...byLayer('walkGradient', 'gradient'),
    ...byLayer('walkUpdate', 'update'),
  ],
  sentence: walkSentence,
};
