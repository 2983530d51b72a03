// The pictures of the lab of description lengths.
import { categories } from '../../../lab/hue.ts';
import type { PlotOf } from '../../../lab/lab.ts';
import { withinRange } from '../../../lab/param.ts';
import { codeNames } from '../model/code-names.ts';
import { senderOf } from '../model/sender.ts';
import type { grids, scalars, tables } from './outputs.ts';
import { type DescriptionValues, factored, fitted, mixed, networked, params, precise, sealed } from './params.ts';
import {
  casesSentence,
  classesSentence,
  codesSentence,
  costSentence,
  courseSentence,
  envelopeSentence,
  eruptionsSentence,
  precisionSentence,
  sheetSentence,
  weightsSentence,
} from './sentences.ts';

/** Where the handle can stand. */
const PRECISIONS = Array.from({ length: params.precision.max - params.precision.min + 1 }, (_, i) => params.precision.min + i);

type DescriptionPlot = PlotOf<typeof params, typeof scalars, typeof tables, typeof grids>;

const perWhat = (values: DescriptionValues): string => {
  const sender = senderOf(values);
  return sender === 'codewords' ? 'bits a symbol' : sender === 'factors' ? 'bits an image' : 'bits';
};

/** The parts of a message. */
const parts = (values: DescriptionValues): readonly string[] => {
  switch (senderOf(values)) {
    case 'codewords':
      return ['lent', 'codeword', 'back'];
    case 'mixture':
      return ['lent', 'labels', 'data', 'back'];
    case 'factors':
      return ['lent', 'factors', 'image', 'back'];
    default:
      return ['lent', 'weights', 'data', 'back'];
  }
};

const DIGITS = Array.from({ length: 10 }, (_, i) => String(i));

/** Beside the components, which are the first five. */
const [sent, heldOut] = [5, 6];

export const plots = {
  cost: {
    title: 'Length by choice',
    caption: 'bits a symbol',
    when: { subject: ['codewords'] },
    x: { label: 'share of the first codeword', domain: [0, 1] },
    y: { grid: true },
    marks: [
      { mark: 'line', table: 'cost', x: 'share', y: 'energy', hue: 'energy', term: 'energy', label: 'mean length' },
      { mark: 'line', table: 'cost', x: 'share', y: 'length', hue: 'ink', term: 'descriptionLength', width: 2, label: 'less bits back' },
      { mark: 'rule', table: 'least', y: 'length', hue: 'soft', dash: 'dashed', label: 'least' },
      {
        mark: 'handle',
        table: 'chosen',
        x: 'share',
        y: 'length',
        hue: 'ink',
        name: 'share of the first codeword',
        moves: 'x',
        params: ['share'],
        drag: ({ x }) => ({ share: withinRange(params.share, x) }),
      },
    ],
    sentence: costSentence,
  },
  curve: {
    title: 'What the network says',
    caption: 'mean of its outputs, and ±1 sd',
    when: { subject: ['line'] },
    x: { label: 'input, standardized' },
    y: { label: 'target, standardized', grid: true },
    marks: [
      { mark: 'area', table: 'curve', x: 'x', y: 'high', from: 'low', hue: 'entropy', label: '±1 sd' },
      { mark: 'line', table: 'curve', x: 'x', y: 'mean', hue: 'ink', width: 2, label: 'mean' },
      { mark: 'dot', table: 'cases', x: 'x', y: 'y', by: 'kind', hues: [sent, heldOut], names: ['sent', 'held out'], radius: 3 },
    ],
    sentence: casesSentence,
  },
  fit: {
    title: 'What the network says',
    caption: 'in sds of the targets',
    when: fitted,
    x: { label: 'predicted' },
    y: { label: 'measured', grid: true },
    marks: [
      { mark: 'line', table: 'equal', x: 'x', y: 'y', hue: 'soft', dash: 'dashed', label: 'exact' },
      { mark: 'dot', table: 'cases', x: 'x', y: 'y', by: 'kind', hues: [sent, heldOut], names: ['sent', 'held out'], radius: 2 },
    ],
    sentence: casesSentence,
  },
  confusion: {
    title: 'What it is taken for',
    caption: 'held-out images, by digit',
    when: { subject: ['classes'] },
    x: { label: 'taken for', categories: DIGITS },
    y: { label: 'is', categories: DIGITS },
    marks: [{ mark: 'raster', grid: 'confusion', map: 'grey', range: [0, 1] }],
    sentence: classesSentence,
  },
  eruptions: {
    title: 'Who made which',
    caption: 'densities, and the data below',
    when: mixed,
    x: { label: ({ subject }) => (subject === 'eruptions' ? 'eruption, min' : 'number'), grid: true },
    y: { include: 0, bare: true },
    marks: [
      {
        mark: 'line',
        table: 'mixture',
        x: 'x',
        y: 'part',
        by: 'label',
        hues: categories(5),
        names: ({ components }) => Array.from({ length: components }, (_, k) => `component ${k + 1}`),
        width: 2,
      },
      { mark: 'dot', table: 'eruptions', x: 'x', y: 'y', by: 'label', hues: categories(5), radius: 2 },
    ],
    sentence: eruptionsSentence,
  },
  sheet: {
    title: 'Images that are sent',
    caption: 'and below, what their factors say',
    when: factored,
    equal: true,
    x: { bare: true },
    y: { bare: true },
    marks: [{ mark: 'raster', grid: 'sheet', map: 'grey', range: [0, 1] }],
    sentence: sheetSentence,
  },
  weights: {
    title: 'What each weight costs',
    tab: 'Weights',
    caption: 'mean ±1 sd, the dearest on top; the prior behind',
    when: networked,
    x: { label: 'weight', grid: true },
    y: { label: 'by what it costs', include: 0 },
    marks: [
      { mark: 'area', table: 'prior', x: 'weight', y: 'density', hue: 'complexity', label: 'prior' },
      {
        mark: 'box',
        table: 'weights',
        x: 'low',
        y: 'under',
        toX: 'high',
        toY: 'over',
        hues: ['entropy'],
        names: ['±1 sd'],
        term: 'weightBits',
      },
      { mark: 'dot', table: 'weights', x: 'mean', y: 'rank', hue: 'ink', radius: 1.5 },
    ],
    sentence: weightsSentence,
  },
  envelope: {
    title: 'The envelope',
    caption: perWhat,
    x: { categories: parts },
    y: { grid: true },
    marks: [
      {
        mark: 'bar',
        orient: 'vertical',
        table: 'envelope',
        at: 'at',
        from: 'from',
        to: 'to',
        hues: ['entropy', 'energy', 'entropy'],
        terms: ['bitsBack', 'spent', 'bitsBack'],
        value: 'bits',
        when: { subject: ['codewords'] },
      },
      {
        mark: 'bar',
        orient: 'vertical',
        table: 'envelope',
        at: 'at',
        from: 'from',
        to: 'to',
        hues: ['entropy', 'complexity', 'accuracy', 'entropy'],
        terms: ['bitsBack', 'weightBits', 'dataBits', 'bitsBack'],
        value: 'bits',
        when: sealed,
      },
    ],
    sentence: envelopeSentence,
  },
  precision: {
    title: 'By precision',
    caption: (values) => `${perWhat(values)}; where it tells beliefs apart`,
    when: precise,
    x: { label: 'bits a weight or factor is written in', domain: [params.precision.min, params.precision.max] },
    y: { grid: true, include: 0 },
    marks: [
      { mark: 'line', table: 'byPrecision', x: 'precision', y: 'spent', hue: 'energy', term: 'spent', label: 'spent' },
      { mark: 'line', table: 'byPrecision', x: 'precision', y: 'returned', hue: 'entropy', term: 'bitsBack', label: 'returned' },
      { mark: 'line', table: 'byPrecision', x: 'precision', y: 'net', hue: 'ink', term: 'descriptionLength', width: 2, label: 'net' },
      {
        mark: 'handle',
        table: 'now',
        x: 'precision',
        y: 'net',
        hue: 'ink',
        name: 'precision',
        moves: 'x',
        params: ['precision'],
        stops: () => ({ x: PRECISIONS }),
        drag: ({ x }) => ({ precision: withinRange(params.precision, x) }),
      },
    ],
    sentence: precisionSentence,
  },
  codes: {
    title: 'By other codes',
    tab: 'Codes',
    caption: perWhat,
    x: { grid: true },
    y: { categories: codeNames },
    marks: [{ mark: 'bar', orient: 'horizontal', table: 'codes', at: 'at', to: 'bits', hues: ['soft'], value: 'bits' }],
    sentence: codesSentence,
  },
  trade: {
    title: 'The trade',
    tab: 'Trade',
    when: networked,
    x: {},
    y: { include: 0 },
    marks: [
      { mark: 'line', table: 'sweep', x: 'x', y: 'descriptionLength', hue: 'ink', width: 2, term: 'descriptionLength', label: 'length' },
      { mark: 'line', table: 'sweep', x: 'x', y: 'dataBits', hue: 'accuracy', term: 'dataBits', label: 'data' },
      { mark: 'line', table: 'sweep', x: 'x', y: 'weightBits', hue: 'complexity', term: 'weightBits', label: 'belief' },
      { mark: 'line', table: 'sweep', x: 'x', y: 'trivialBits', hue: 'soft', dash: 'dashed', label: 'without a network' },
    ],
    sentence: () => 'The length after five hundred updates, and what of it is data and what weights, over one parameter.',
  },
  course: {
    title: 'On the way',
    caption: perWhat,
    x: { label: 'steps', steps: true },
    y: { grid: true },
    marks: [
      { mark: 'line', table: 'course', x: 'step', y: 'other', hue: 'soft', dash: 'dashed', label: otherName },
      {
        mark: 'line',
        table: 'course',
        x: 'step',
        y: 'data',
        hue: 'accuracy',
        term: 'dataBits',
        when: sealed,
        label: 'data',
      },
      { mark: 'line', table: 'course', x: 'step', y: 'length', hue: 'ink', term: 'descriptionLength', width: 2, label: 'length' },
    ],
    sentence: courseSentence,
  },
} as const satisfies Readonly<Record<string, DescriptionPlot>>;

/** The level that a run is compared with. */
function otherName({ subject }: DescriptionValues): string {
  return subject === 'codewords' ? 'at best' : 'without a network';
}
