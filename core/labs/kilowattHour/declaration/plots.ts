// The pictures of the lab: rings are what a table makes of counts, dots what somebody measured.
import { boards } from '../../../energy/boards.ts';
import type { PlotOf } from '../../../lab/lab.ts';
import { withinRange } from '../../../lab/param.ts';
import type { HueOf } from '../../../lab/plot.ts';
import { wayHues, wayNames, wayTitles } from '../model/way-names.ts';
import { askedWays, shownWay } from './asked-ways.ts';
import type { grids, scalars, tables } from './outputs.ts';
import { type KilowattHourValues, params } from './params.ts';
import * as say from './sentences.ts';

type KilowattHourPlot = PlotOf<typeof params, typeof scalars, typeof tables, typeof grids>;

const hues = wayNames.map((name) => wayHues[name]);
const byWay = { by: 'method', hues } as const;
const named = { ...byWay, names: wayNames.map((name) => wayTitles[name]) } as const;
const shownHue: HueOf<KilowattHourValues> = (values) => wayHues[shownWay(values)];
const titled = (values: KilowattHourValues) => wayTitles[shownWay(values)];

const overError = (y: 'bitsPerJoule' | 'correct', title: string, tab: string, label: string, sentence: KilowattHourPlot['sentence']) =>
  ({
    title,
    tab,
    caption: 'rings: estimated, with the table’s band; dots: measured',
    x: { label: 'held-out error, %', scale: 'log', grid: true },
    y: { label, scale: 'log', grid: true },
    marks: [
      // Room for the outermost.
      { mark: 'dot', table: 'room', x: 'error', y, hue: 'soft', radius: 0 },
      { mark: 'line', table: 'paths', x: 'error', y, ...byWay, width: 1.25 },
      { mark: 'line', table: 'ranges', x: 'error', y, ...byWay, width: 1.5 },
      { mark: 'dot', table: 'placed', x: 'error', y, ...named, radius: 4.5, hollow: true },
      { mark: 'dot', table: 'inLight', x: 'error', y, hue: shownHue, radius: 8, hollow: true, term: 'bitsPerJoule' },
      {
        mark: 'dot',
        table: 'boards',
        x: 'error',
        y,
        by: 'board',
        hues: boards.map(() => 'ink' as const),
        names: boards.map(({ name }) => name.split(',')[0] as string),
        radius: 4,
      },
      { mark: 'dot', table: 'measuredHere', x: 'error', y, hue: shownHue, radius: 5, label: 'this machine' },
    ],
    empty: { words: 'No answer tells anything about the label: there are no bits to be had for a joule.' },
    sentence,
  }) as const satisfies KilowattHourPlot;

/** Of a picture of parts: all of it, then its parts. */
const partNames = ['compute', 'on chip', 'DRAM', 'idle'] as const;

/** What is counted, in rows. */
const operationNames = ['products, float32', 'products, int8', 'additions', 'words of signs', 'weight bytes', 'layer bytes'] as const;

const thingNames = (values: KilowattHourValues) => [
  'litres to the boil',
  'phone charges',
  'hours of a lamp',
  'grams of CO₂',
  'hearing-aid cells',
  titled(values),
];

const ladderRows = (values: KilowattHourValues) => ['Landauer’s limit', ...askedWays(values).map((way) => wayTitles[way]), 'boards'];

export const plots = {
  efficiency: overError(
    'bitsPerJoule',
    'Bits for a joule, over error',
    'Bits a joule',
    'bits about the label a joule',
    say.efficiencySentence,
  ),
  correct: overError(
    'correct',
    'Right answers for a kilowatt-hour, over error',
    'Right answers',
    'right answers a kWh',
    say.correctSentence,
  ),
  ladder: {
    title: 'From the limit to a board',
    tab: 'How far to go',
    caption: 'joules an answer; bands and boards as they are',
    x: { label: 'energy of an answer, J', scale: 'log', grid: true, include: [1e-22, 1e-2] },
    y: { categories: ladderRows },
    marks: [
      { mark: 'dot', table: 'limit', x: 'joules', y: 'row', hue: 'soft', radius: 5, hollow: true },
      { mark: 'dot', table: 'ladder', x: 'joules', y: 'row', ...byWay, radius: 5, hollow: true },
      { mark: 'dot', table: 'boardRungs', x: 'joules', y: 'row', hue: 'ink', radius: 4 },
    ],
    sentence: say.ladderSentence,
  },
  parts: {
    title: 'Where the joules go',
    tab: 'Parts',
    caption: (values) => `${titled(values)}, µJ an answer`,
    x: { include: 0, grid: true },
    y: { categories: partNames },
    marks: [
      {
        mark: 'bar',
        orient: 'horizontal',
        table: 'parts',
        at: 'part',
        to: 'microjoules',
        hues: ['ink'],
        terms: ['computeEnergy', 'onChipEnergy', 'dramEnergy', 'idleEnergy'],
      },
    ],
    sentence: say.partsSentence,
  },
  overBatch: {
    title: 'Weights are read once a batch',
    tab: 'Batch',
    caption: (values) => `${titled(values)}, µJ an answer`,
    x: { label: 'batch', scale: 'log', grid: true, include: 0.5 },
    y: { scale: 'log', grid: true },
    marks: [
      {
        mark: 'line',
        table: 'overBatch',
        x: 'batch',
        y: 'microjoules',
        by: 'part',
        hues: ['ink', 'soft', 'soft', 'soft', 'soft'],
        names: ['all', ...partNames],
        width: 1.5,
      },
      {
        mark: 'handle',
        table: 'batchHere',
        x: 'batch',
        y: 'microjoules',
        hue: 'ink',
        name: 'the batch',
        moves: 'x',
        fetched: true,
        params: ['batch'],
        drag: ({ x }) => ({ batch: withinRange(params.batch, x) }),
      },
    ],
    sentence: say.batchSentence,
  },
  stopping: {
    title: 'Stopping when sure',
    tab: 'Sure',
    caption: 'error, %, over the probability that is wanted',
    when: { ways: ['untilSure', 'cascade'] },
    x: { label: 'sure enough', grid: true },
    y: { include: 0, grid: true },
    marks: [
      { mark: 'line', table: 'paths', x: 'sure', y: 'error', ...named, width: 1.5 },
      {
        mark: 'handle',
        table: 'sureHere',
        x: 'sure',
        y: 'error',
        hue: 'ink',
        name: 'sure enough',
        moves: 'x',
        fetched: true,
        params: ['sure'],
        drag: ({ x }) => ({ sure: withinRange(params.sure, x) }),
      },
    ],
    sentence: say.stoppingSentence,
  },
  costs: {
    title: 'What a bit costs in training',
    tab: 'A bit’s price',
    caption: 'µJ, of the last 100 steps',
    x: { label: 'steps', steps: true, grid: true, include: [0, 100] },
    y: { scale: 'log', grid: true },
    marks: [
      { mark: 'line', table: 'costs', x: 'step', y: 'microjoules', hue: 'ink', term: 'microjoulesPerBit', width: 1.5 },
      { mark: 'rule', table: 'priceHere', y: 'microjoules', hue: 'soft', dash: 'dashed', label: 'a bit is worth' },
      {
        mark: 'handle',
        table: 'priceHere',
        x: 'step',
        y: 'microjoules',
        hue: 'ink',
        name: 'what a bit is worth',
        moves: 'y',
        when: { stops: [true] },
        params: ['price'],
        drag: ({ y }) => ({ price: withinRange(params.price, y) }),
      },
    ],
    sentence: say.costsSentence,
  },
  course: {
    title: 'What training comes to, for its joules',
    tab: 'Bound',
    caption: 'nats a held-out image',
    x: { label: 'training, J', grid: true },
    y: { grid: true },
    marks: [
      { mark: 'line', table: 'course', x: 'joules', y: 'bound', hue: 'ink', term: 'bound', width: 1.75 },
      { mark: 'dot', table: 'course', x: 'joules', y: 'bound', hue: 'ink', radius: 2 },
    ],
    sentence: say.courseSentence,
  },
  operations: {
    title: 'What was counted',
    tab: 'Counts',
    caption: 'of one answer',
    x: { scale: 'log', grid: true, include: [10, 1e7] },
    y: { categories: operationNames },
    marks: [{ mark: 'dot', table: 'operations', x: 'count', y: 'kind', ...byWay, radius: 4.5 }],
    sentence: say.operationsSentence,
  },
  things: {
    title: 'A kilowatt-hour in things one knows',
    tab: 'A kWh',
    caption: 'how many it is; at last, answers',
    x: { scale: 'log', grid: true, include: [1, 1e18] },
    y: { categories: thingNames },
    marks: [
      { mark: 'dot', table: 'things', x: 'count', y: 'row', hue: 'ink', radius: 4.5 },
      { mark: 'text', table: 'thingCounts', x: 'count', y: 'row', hues: ['ink'], value: 'number', anchor: 'start' },
    ],
    sentence: say.thingsSentence,
  },
  lasting: {
    title: 'How long a battery lasts',
    tab: 'Battery',
    caption: ({ battery }) => `days, of ${battery} Wh`,
    x: { label: 'answers a second', scale: 'log', grid: true },
    y: { scale: 'log', grid: true },
    marks: [
      { mark: 'line', table: 'lasting', x: 'rate', y: 'days', ...named, width: 1.5 },
      {
        mark: 'handle',
        table: 'rateHere',
        x: 'rate',
        y: 'days',
        hue: 'ink',
        name: 'answers a second',
        moves: 'x',
        fetched: true,
        params: ['rate'],
        drag: ({ x }) => ({ rate: withinRange(params.rate, x) }),
      },
    ],
    sentence: say.lastingSentence,
  },
} as const satisfies Readonly<Record<string, KilowattHourPlot>>;
