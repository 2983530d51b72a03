// The Compression lab's pictures.
import { withinRange } from '../../../lab/param.ts';
import { type MethodName, methodHues, methodTitles } from '../model/method-names.ts';
import { byMethod, named } from './by-method.ts';
import { byThreshold, type CompressionValues, params } from './params.ts';
import { type CompressionPlot, pareto } from './pareto.ts';
import {
  architectures,
  bytesSentence,
  calibrationSentence,
  classSentence,
  complexitySentence,
  errorSentence,
  lawSentence,
  maskSentence,
  partsSentence,
  priceSentence,
  thresholdSentence,
  unitsSentence,
  weightsSentence,
  worthSentence,
} from './sentences.ts';
import { ownThreshold, shownHue, shownMethod, shownTitle, trainedMethods } from './shown.ts';

const axes = {
  sparseVariational: 'log α of a weight',
  oneShotPruning: 'log |w|, 0 where the chosen share goes',
  hardConcrete: 'log α of a gate',
  normalJeffreys: 'log α of a group’s scale',
  horseshoe: 'log of a group’s scale',
} as const;

/** What is put on the axis of the histogram. */
const axisOf = ({ shown }: CompressionValues): string => (shown in axes ? axes[shown as keyof typeof axes] : 'threshold');

/** What stands on the axis of weights where it is not they. */
const weightAxes: Partial<Readonly<Record<MethodName, string>>> = {
  quantizationAware: 'weight as it learns, in steps of its channel',
  binaryConnect: 'weight as it learns, over its channel’s scale',
  probabilisticBinary: 'θ, the mean of a sign',
};

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
    caption: (_, result) => (result ? architectures(result) : 'outlined: all there were'),
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
  price: {
    title: 'What a weight is asked to pay',
    tab: 'Price',
    caption: 'nats, over log α = log σ²/θ²',
    when: { shown: ['sparseVariational'] },
    x: { label: 'log α', grid: true },
    y: { grid: true },
    marks: [
      { mark: 'line', table: 'price', x: 'logAlpha', y: 'exact', hue: 'complexity', label: 'KL', width: 3 },
      { mark: 'line', table: 'price', x: 'logAlpha', y: 'fit', hue: 'ink', label: 'published fit', dash: 'dotted', width: 1.5 },
      { mark: 'line', table: 'price', x: 'logAlpha', y: 'apart', hue: 'soft', label: '100 × their difference', width: 1.25 },
    ],
    sentence: priceSentence,
  },
  law: {
    title: 'What a unit is told',
    tab: 'Sum',
    caption: 'bars: its law; line: what training takes',
    when: { shown: ['probabilisticBinary'] },
    x: { label: 'sum of signs', grid: true },
    y: { label: 'probability', include: 0 },
    marks: [
      { mark: 'box', table: 'law', x: 'from', y: 'floor', toX: 'to', toY: 'probability', hues: [methodHues.probabilisticBinary] },
      { mark: 'line', table: 'normal', x: 'sum', y: 'probability', hue: 'ink', label: 'its normal', width: 1.5 },
    ],
    empty: { words: 'The method in the light takes no part in this run: choose it among the methods.' },
    sentence: lawSentence,
  },
  weights: {
    title: 'Weights of a layer',
    tab: 'Weights',
    caption: (values) =>
      shownMethod(values) === 'softWeightSharing' ? 'zeros left out; under them: components' : 'how many, zeros left out',
    x: { label: (values) => weightAxes[shownMethod(values)] ?? 'weight', grid: true },
    y: { include: 0, bare: true },
    marks: [
      { mark: 'box', table: 'widths', x: 'from', y: 'low', toX: 'to', toY: 'high', hues: ['complexity'], outline: true },
      { mark: 'dot', table: 'levels', x: 'level', y: 'under', hue: 'complexity', radius: 2 },
      { mark: 'area', table: 'shownWeights', x: 'weight', y: 'count', hue: shownHue },
      { mark: 'line', table: 'shownWeights', x: 'weight', y: 'count', hue: shownHue, label: shownTitle, width: 1.5 },
      { mark: 'line', table: 'baseWeights', x: 'weight', y: 'count', hue: 'ink', label: 'base', width: 1.25 },
      {
        mark: 'line',
        table: 'prior',
        x: 'weight',
        y: 'count',
        by: 'side',
        hues: ['complexity', 'complexity'],
        names: ['prior'],
        dash: 'dashed',
      },
      { mark: 'line', table: 'beliefs', x: 'weight', y: 'count', hue: 'entropy', label: 'q', width: 1.5 },
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
  calibration: {
    title: 'As sure as it is right?',
    tab: 'Calibration',
    caption: 'share right, %; small dots: the base',
    x: { label: 'probability given, %', domain: [0, 104], grid: true },
    y: { domain: [-4, 104], grid: true },
    marks: [
      { mark: 'line', table: 'asSureAsRight', x: 'at', y: 'at', hue: 'soft', dash: 'dashed', width: 1.25 },
      { mark: 'box', table: 'calibrationIntervals', x: 'from', y: 'low', toX: 'to', toY: 'high', hues: ['soft'] },
      { mark: 'dot', table: 'baseCalibration', x: 'confidence', y: 'right', hue: 'ink', radius: 3 },
      { mark: 'dot', table: 'calibration', x: 'confidence', y: 'right', hue: shownHue, term: 'calibrationError', radius: 5 },
    ],
    sentence: calibrationSentence,
  },
  worth: {
    title: 'What a weight is worth, and what it is paid',
    tab: 'Worth',
    caption: 'bits a weight, over all there were',
    x: { include: 0, grid: true },
    y: { categories: (values) => trainedMethods(values).map((name) => methodTitles[name]) },
    marks: [
      { mark: 'dot', table: 'worthRoom', x: 'bits', y: 'at', hue: 'soft', radius: 0 },
      {
        mark: 'bar',
        orient: 'horizontal',
        table: 'worthBound',
        at: 'at',
        to: 'bits',
        hues: ['complexity'],
        slot: [0, 2],
        label: 'bound',
        terms: ['complexity'],
      },
      {
        mark: 'bar',
        orient: 'horizontal',
        table: 'worthFile',
        at: 'at',
        to: 'bits',
        hues: ['ink'],
        slot: [1, 2],
        label: 'file',
        terms: ['bitsPerWeight'],
      },
    ],
    sentence: worthSentence,
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
