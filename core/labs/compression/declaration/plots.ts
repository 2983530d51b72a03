// The Compression lab's pictures.
import { withinRange } from '../../../lab/param.ts';
import { byMethod, named } from './by-method.ts';
import { byThreshold, type CompressionValues, params } from './params.ts';
import { type CompressionPlot, pareto } from './pareto.ts';
import {
  bytesSentence,
  classSentence,
  complexitySentence,
  errorSentence,
  maskSentence,
  partsSentence,
  thresholdSentence,
  unitsSentence,
  weightsSentence,
} from './sentences.ts';
import { ownThreshold, shownHue, shownTitle } from './shown.ts';

const axes = {
  sparseVariational: 'log α of a weight',
  oneShotPruning: 'log |w|, 0 where the chosen share goes',
  hardConcrete: 'log α of a gate',
  normalJeffreys: 'log α of a group’s scale',
  horseshoe: 'log of a group’s scale',
} as const;

/** What is put on the axis of the histogram. */
const axisOf = ({ shown }: CompressionValues): string => (shown in axes ? axes[shown as keyof typeof axes] : 'threshold');

const overSteps = (
  y: 'height' | 'complexity' | 'bits',
  title: string,
  tab: string,
  caption: string,
  sentence: CompressionPlot['sentence'],
) =>
  ({
    title,
    tab,
    caption,
    x: { label: 'steps', steps: true, grid: true },
    y: y === 'complexity' ? { include: 0, grid: true } : { scale: 'log', grid: true },
    marks: [{ mark: 'line', table: 'course', x: 'step', y, ...named, width: 1.75 }],
    sentence,
  }) as const satisfies CompressionPlot;

export const plots = {
  ...pareto,
  mask: {
    title: 'Which pixels it looks at',
    tab: 'Mask',
    caption: (values) => `left: the base; right: ${shownTitle(values)}; light: strong weights`,
    equal: true,
    x: { bare: true },
    y: { bare: true },
    marks: [
      { mark: 'raster', grid: 'mask', map: 'viridis', range: [0, 1], smooth: false },
      { mark: 'rule', table: 'seam', x: 'at', hue: 'soft' },
    ],
    sentence: maskSentence,
  },
  units: {
    title: 'Units that are left',
    tab: 'Units',
    caption: 'outlined: all there were',
    x: { label: 'of all there were, %', domain: [0, 100], grid: true },
    y: {
      categories: ({ network }) => (network === 'small' ? ['pixels', 'hidden'] : ['pixels', 'hidden 1', 'hidden 2']),
    },
    marks: [
      { mark: 'box', table: 'unitsAll', x: 'from', y: 'low', toX: 'to', toY: 'high', hues: ['soft'], outline: true },
      { mark: 'box', table: 'unitsLeft', x: 'from', y: 'low', toX: 'to', toY: 'high', ...byMethod },
      { mark: 'text', table: 'unitCounts', x: 'at', y: 'row', hues: ['ink'] },
    ],
    sentence: unitsSentence,
  },
  threshold: {
    title: 'The threshold',
    tab: 'Threshold',
    caption: 'coloured: stays; grey: goes',
    when: byThreshold,
    x: { label: axisOf, grid: true },
    y: { label: 'weights or groups', include: 0 },
    marks: [
      { mark: 'box', table: 'keptBins', x: 'from', y: 'floor', toX: 'to', toY: 'count', ...byMethod },
      { mark: 'box', table: 'droppedBins', x: 'from', y: 'floor', toX: 'to', toY: 'count', hues: ['soft'] },
      { mark: 'text', table: 'whose', x: 'at', y: 'height', ...named },
      { mark: 'rule', table: 'here', x: 'at', hue: 'ink' },
      {
        mark: 'handle',
        table: 'here',
        x: 'at',
        y: 'height',
        hue: shownHue,
        name: 'threshold',
        moves: 'x',
        fetched: true,
        params: ['threshold'],
        drag: ({ x }, values) => ({ threshold: withinRange(params.threshold, x - ownThreshold(values)) }),
      },
    ],
    empty: { words: 'The method in the light takes no part in this run: choose it among the methods.' },
    sentence: thresholdSentence,
  },
  weights: {
    title: 'Weights of a layer',
    tab: 'Weights',
    caption: 'how many, zeros left out; dotted: levels of codes',
    x: { label: 'weight', grid: true },
    y: { include: 0, bare: true },
    marks: [
      { mark: 'rule', table: 'levels', x: 'level', hue: 'complexity', dash: 'dotted' },
      { mark: 'area', table: 'shownWeights', x: 'weight', y: 'count', hue: shownHue },
      { mark: 'line', table: 'shownWeights', x: 'weight', y: 'count', hue: shownHue, label: shownTitle, width: 1.5 },
      { mark: 'line', table: 'baseWeights', x: 'weight', y: 'count', hue: 'ink', label: 'base', width: 1.25 },
    ],
    sentence: weightsSentence,
  },
  error: overSteps('height', 'Error over the steps', 'Error', 'held out, %', errorSentence),
  complexity: overSteps('complexity', 'What weights cost, over the steps', 'Complexity', 'nats an example, in full', complexitySentence),
  bits: overSteps('bits', 'Bits a weight over the steps', 'Bits', 'of the file, by all weights there were', bytesSentence),
  byClass: {
    title: 'Which classes are lost',
    tab: 'By class',
    caption: 'error of each, %; small dots: the base',
    x: { include: [-0.4, 9.4] },
    y: { include: 0, grid: true },
    marks: [
      { mark: 'dot', table: 'byClass', x: 'class', y: 'base', hue: 'ink', radius: 3 },
      { mark: 'dot', table: 'byClass', x: 'class', y: 'error', hue: shownHue, radius: 5 },
    ],
    sentence: classSentence,
  },
  parts: {
    title: 'What the bytes are for',
    tab: 'Parts',
    caption: 'of the file, in bytes',
    x: { include: 0, grid: true },
    y: { categories: ['names', 'places', 'numbers', 'scales', 'biases'] },
    marks: [{ mark: 'bar', orient: 'horizontal', table: 'parts', at: 'at', to: 'bytes', hues: ['complexity'] }],
    sentence: partsSentence,
  },
} as const satisfies Readonly<Record<string, CompressionPlot>>;
