// The pictures of the lab of spikes.
import { OWN } from '../../../data/dataset.ts';
import type { PlotOf } from '../../../lab/lab.ts';
import { countNumber } from '../../../lab/number-text.ts';
import { withinRange } from '../../../lab/param.ts';
import { networkHues, shortNames } from '../model/network-names.ts';
import type { grids, scalars, tables } from './outputs.ts';
import { layerName, layerNames, params, unitOf } from './params.ts';
import * as say from './sentences.ts';

type SpikingPlot = PlotOf<typeof params, typeof scalars, typeof tables, typeof grids>;

const byNetwork = { by: 'method', hues: networkHues } as const;
const named = { ...byNetwork, names: shortNames } as const;

/** Of 784-200-200-10. */
const DENSE = 397_600;

/** After those of the networks. */
const POSITIVE = 7;
const NEGATIVE = 8;
const PARTS = [9, 10, 11] as const;

const spikes = (grid: keyof typeof grids, hue: number) =>
  ({ mark: 'raster', grid, map: 'density', hue, range: [0, 1], smooth: false }) as const;

const numbered = (
  title: string,
  tab: string,
  caption: SpikingPlot['caption'],
  rest: Pick<SpikingPlot, 'x' | 'y' | 'marks' | 'sentence'>,
): SpikingPlot => ({
  title,
  tab,
  ...(caption && { caption }),
  ...rest,
});

const incoming = {
  title: 'What comes in',
  caption: 'the frame, and beside it where it changed',
  equal: true,
  x: { bare: true },
  y: { bare: true },
  marks: [{ mark: 'raster', grid: 'incoming', map: 'grey', range: [0, 1] }],
  sentence: say.incomingSentence,
} as const satisfies SpikingPlot;

export const plots = {
  raster: {
    title: 'Who speaks',
    tab: 'Spikes',
    caption: 'a column a frame; a unit that is silent leaves no mark',
    x: { label: 'frame' },
    y: { categories: layerNames },
    marks: [
      spikes('inputPlus', POSITIVE),
      spikes('inputMinus', NEGATIVE),
      spikes('hidden1Plus', POSITIVE),
      spikes('hidden1Minus', NEGATIVE),
      spikes('hidden2Plus', POSITIVE),
      spikes('hidden2Minus', NEGATIVE),
      {
        mark: 'text',
        table: 'signs',
        x: 'x',
        y: 'y',
        anchor: 'end',
        by: 'sign',
        hues: [POSITIVE, NEGATIVE],
        names: ['positive', 'negative'],
      },
    ],
    empty: { words: 'No unit has said anything: scales are so coarse that all values round to 0.' },
    sentence: say.rasterSentence,
  },
  unit: {
    title: 'One unit',
    tab: 'Unit',
    caption: (values) => `unit ${unitOf(values) + 1} of layer ${layerName(values)}`,
    x: { label: 'frame' },
    y: { grid: true, include: 0 },
    marks: [
      { mark: 'line', table: 'unit', x: 'frame', y: 'value', hue: 'ink', width: 1.5, label: 'value · scale' },
      { mark: 'dot', table: 'unit', x: 'frame', y: 'message', hue: 'soft', radius: 2.5, label: 'what it says' },
    ],
    sentence: say.unitSentence,
  },
  owed: {
    title: 'What is owed',
    tab: 'Residuals',
    caption: (values) => `value times scale less what was sent for it, of layer ${layerName(values)}`,
    x: { label: 'unit' },
    y: { grid: true, include: [-0.5, 0.5] },
    marks: [{ mark: 'dot', table: 'owed', x: 'unit', y: 'residual', hue: 'soft', radius: 2 }],
    empty: { words: 'This network does not round: nothing is owed.' },
    sentence: say.owedSentence,
  },
  incoming: { ...incoming, when: { source: ['rests', 'still', 'temporal', 'shuffled'] } },
  pad: {
    ...incoming,
    title: 'What your hand shows',
    tab: 'Your hand',
    when: { source: ['hand'] },
    pad: 'drawn',
    marks: [
      ...incoming.marks,
      {
        mark: 'handle',
        table: 'hand',
        x: 'x',
        y: 'y',
        hue: 'ink',
        name: 'the image',
        moves: 'xy',
        params: ['right', 'up'],
        drag: ({ x, y }) => ({ right: withinRange(params.right, 28 * x), up: withinRange(params.up, 28 * y) }),
      },
    ],
  },
  belief: {
    title: 'What it believes',
    tab: 'Belief',
    caption: 'probability of each class',
    x: { categories: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'] },
    y: { include: [0, 1], grid: true },
    marks: [
      {
        mark: 'bar',
        orient: 'vertical',
        table: 'belief',
        at: 'label',
        to: 'dense',
        hues: ['soft'],
        slot: [0, 2],
        label: 'as it was trained',
      },
      { mark: 'bar', orient: 'vertical', table: 'belief', at: 'label', to: 'shown', hues: ['ink'], slot: [1, 2], label: 'shown' },
    ],
    sentence: say.beliefSentence,
  },
  work: {
    title: 'What each frame takes',
    tab: 'In time',
    caption: (_, result) => `operations; the dense network: ${countNumber(result?.scalars.denseOperations ?? DENSE)} in each frame`,
    x: { label: 'frame' },
    y: { include: 0, grid: true },
    marks: [{ mark: 'line', table: 'work', x: 'frame', y: 'operations', ...named, width: 1.5 }],
    sentence: say.workSentence,
  },
  course: {
    title: 'Wrong so far',
    tab: 'Errors',
    caption: '% of frames',
    x: { label: 'frame' },
    y: { include: 0, grid: true },
    marks: [{ mark: 'line', table: 'course', x: 'frame', y: 'error', ...named, width: 1.5 }],
    empty: { words: 'Nobody knows the class of these frames: there is nothing to be right about.' },
    sentence: say.courseSentence,
  },
  saving: {
    title: 'Where the saving comes from',
    tab: 'Parts',
    caption: 'operations a frame',
    x: { include: 0 },
    y: { categories: ['dense', 'silent units', 'not multiplying', 'time and coding', 'what is left'] },
    marks: [
      {
        mark: 'bar',
        orient: 'horizontal',
        table: 'saving',
        at: 'row',
        from: 'from',
        to: 'to',
        hues: ['soft', ...PARTS, 'ink'],
        terms: ['denseOperations', 'savedBySparsity', 'savedByAdding', 'savedByTime', 'operations'],
        value: 'value',
        counted: true,
      },
    ],
    sentence: say.savingSentence,
  },
  frontier: {
    title: 'Error for additions',
    tab: 'Prices',
    caption: ({ dataset, source }) =>
      `all held-out ${dataset === OWN ? 'digits' : 'images'}, ${source === 'shuffled' ? 'shuffled' : 'of a buffer of 1,000'}; large: this run so far`,
    x: { label: 'operations a frame', scale: 'log', grid: true },
    y: { include: 0, grid: true, label: '% wrong' },
    marks: [
      { mark: 'line', table: 'frontier', x: 'additions', y: 'error', ...named, width: 1.25 },
      { mark: 'dot', table: 'frontier', x: 'additions', y: 'error', ...byNetwork, radius: 2.5 },
      { mark: 'dot', table: 'here', x: 'operations', y: 'error', ...byNetwork, radius: 5 },
    ],
    sentence: say.frontierSentence,
  },
  herded: numbered('A number, herded', 'Herding', 'running mean of spikes, within 1/(2t)', {
    x: { label: 'spikes and silences', scale: 'log' },
    y: { grid: true },
    marks: [
      { mark: 'area', table: 'herded', x: 't', y: 'high', from: 'low', hue: 'soft' },
      { mark: 'line', table: 'herded', x: 't', y: 'mean', hue: 'ink', width: 1.5, label: 'mean' },
      { mark: 'rule', table: 'given', y: 'value', hue: 'soft', dash: 'dashed' },
    ],
    sentence: say.herdedSentence,
  }),
  coded: numbered('A step, by value and change', 'PD', 'decoded from spikes of scale 4', {
    x: { label: 'time, in steps' },
    y: { grid: true, include: 0 },
    marks: [
      { mark: 'line', table: 'coded', x: 't', y: 'x', hue: 'soft', width: 1.25, dash: 'dashed', label: 'what is coded' },
      { mark: 'line', table: 'coded', x: 't', y: 'decoded', hue: 'ink', width: 1.5, label: 'decoded' },
    ],
    sentence: say.codedSentence,
  }),
  membrane: numbered('A leaky neuron', 'Leaky', 'potential, over ms', {
    x: { label: 'time, ms' },
    y: { grid: true, include: [0, 1] },
    marks: [
      { mark: 'line', table: 'membrane', x: 'time', y: 'potential', hue: 'ink', width: 1.25 },
      { mark: 'rule', table: 'threshold', y: 'potential', hue: 'soft', dash: 'dotted', label: 'threshold' },
    ],
    sentence: say.membraneSentence,
  }),
  rates: numbered('A number, as a rate', 'Rates', 'spikes over steps', {
    x: { label: 'value', grid: true },
    y: { include: [0, 1], grid: true },
    marks: [
      { mark: 'line', table: 'rates', x: 'value', y: 'value', hue: 'soft', dash: 'dotted' },
      { mark: 'line', table: 'rates', x: 'value', y: 'zeroed', hue: 'soft', width: 1.25, label: 'set to 0' },
      { mark: 'line', table: 'rates', x: 'value', y: 'subtracted', hue: 'ink', width: 1.5, label: 'taken off' },
      {
        mark: 'handle',
        table: 'rateHere',
        x: 'value',
        y: 'rate',
        hue: 'ink',
        name: 'the value',
        moves: 'x',
        fetched: true,
        params: ['value'],
        drag: ({ x }) => ({ value: withinRange(params.value, x) }),
      },
    ],
    sentence: say.ratesSentence,
  }),
} as const satisfies Readonly<Record<string, SpikingPlot>>;
