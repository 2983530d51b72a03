// What is known of weights, in pictures: the threshold, what they are asked to pay, what a unit is told, and how they lie.
import { withinRange } from '../../../lab/param.ts';
import { type MethodName, methodHues } from '../model/method-names.ts';
import { byMethod, named } from './by-method.ts';
import { byThreshold, type CompressionValues, params } from './params.ts';
import type { CompressionPlot } from './pareto.ts';
import { lawSentence, priceSentence, thresholdSentence, weightsSentence } from './sentences.ts';
import { ownThreshold, shownHue, shownMethod, shownTitle } from './shown.ts';

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

export const ofWeights = {
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
} as const satisfies Readonly<Record<string, CompressionPlot>>;
