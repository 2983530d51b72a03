// The Compression lab's pictures.
import { methodTitles } from '../model/method-names.ts';
import { byMethod, named } from './by-method.ts';
import { type CompressionPlot, pareto } from './pareto.ts';
import {
  architectures,
  bytesSentence,
  calibrationSentence,
  classSentence,
  complexitySentence,
  errorSentence,
  maskSentence,
  partsSentence,
  unitsSentence,
  worthSentence,
} from './sentences.ts';
import { shownHue, shownTitle, trainedMethods } from './shown.ts';
import { ofWeights } from './weight-plots.ts';

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
    title: 'What it looks at',
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
    y: { bare: true },
    marks: [
      { mark: 'box', table: 'unitsAll', x: 'from', y: 'low', toX: 'to', toY: 'high', hues: ['soft'], outline: true },
      { mark: 'box', table: 'unitsLeft', x: 'from', y: 'low', toX: 'to', toY: 'high', ...byMethod },
      { mark: 'text', table: 'unitCounts', x: 'at', y: 'row', hues: ['ink'] },
      { mark: 'text', table: 'unitsWhose', x: 'at', y: 'row', ...named },
    ],
    sentence: unitsSentence,
  },
  ...ofWeights,
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
