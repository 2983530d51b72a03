// The pictures of the lab of expectation–maximization.
import { EDITABLE_ROWS } from '../../../lab/editable-rows.ts';
import { categories } from '../../../lab/hue.ts';
import type { PlotOf } from '../../../lab/lab.ts';
import { withinRange } from '../../../lab/param.ts';
import type { grids, scalars, tables } from './outputs.ts';
import { believes, type EmValues, MOST, params, RESTARTS, shortNames, variantHues } from './params.ts';
import {
  choiceSentence,
  coinsSentence,
  directionSentence,
  pointsSentence,
  raceSentence,
  raceTimeSentence,
  restartsSentence,
  type Seen,
  slopesSentence,
  stairsSentence,
  termsSentence,
} from './sentences.ts';

type EmPlot = PlotOf<typeof params, typeof scalars, typeof tables, typeof grids>;

const hues = categories(MOST);
const mixtures = { model: ['plane', 'line', 'coins', 'digits'] } as const;

/** Written at each component, in its colour. */
const names = ({ components }: EmValues): readonly string[] => Array.from({ length: components }, (_, k) => `component ${k + 1}`);
const numbers = Array.from({ length: MOST }, (_, k) => k + 1);
const xs = numbers.map((k) => `x${k}` as 'x1');
const ys = numbers.map((k) => `y${k}` as 'y1');

const wides = numbers.map((k) => `wide${k}` as 'wide1');
const leans = numbers.map((k) => `lean${k}` as 'lean1');
const talls = numbers.map((k) => `tall${k}` as 'tall1');
/** The component of the staircase, whose ring has handles. */
const chosen = ({ of, components }: EmValues): number => Math.min(of, components);
/** A ring of no width would be taken for the data’s own. */
const NARROWEST = 1e-9;
/** How wide or tall its ring is as set, which `spread` widens. */
const reach = (to: number, from: number, { spread }: EmValues): number =>
  withinRange(params.wide1, Math.max(NARROWEST, Math.abs(to - from) / spread));
const across = (values: EmValues): number => values[`x${chosen(values)}` as 'x1'];
const up = (values: EmValues): number => values[`y${chosen(values)}` as 'y1'];

const mix = numbers.map((k) => `share${k}` as 'share1');
/** The datum of the staircase is the one that a hand has hold of. */
const byHand = { param: 'edits', chosen: 'datum', name: (datum: number) => `datum ${datum}` } as const;

/** What the chosen datum looks like, where one can be chosen. */
const large = ({ datum }: EmValues, result: Partial<Pick<Seen, 'tables'>> | undefined): string =>
  (result?.tables?.points?.x?.length ?? 0) > EDITABLE_ROWS ? '' : `, datum ${datum} large`;

const columnNames = (values: EmValues): readonly [string, string] => {
  switch (values.dataset) {
    case 'faithful':
      return ['eruption, min', 'wait, min'];
    case 'penguins':
      return ['bill length, mm', 'bill depth, mm'];
    case 'galaxies':
      return ['velocity, km/s', 'second column'];
    default:
      return ['first column', 'second column'];
  }
};

const race = (x: 'passes' | 'milliseconds', title: string, label: string, sentence: EmPlot['sentence']): EmPlot => ({
  title,
  caption: '−log P(X|θ) above the best',
  x: { label, grid: true },
  y: { scale: 'log', grid: true },
  marks: [
    {
      mark: 'line',
      table: 'race',
      x,
      y: 'behind',
      by: 'method',
      hues: Object.values(variantHues),
      names: Object.values(shortNames),
      width: 1.75,
    },
  ],
  sentence,
});

/** The path over the surface of F, and the move that comes next. */
const staircase: EmPlot['marks'] = [
  { mark: 'contour', grid: 'surface', hue: 'soft', levels: 14, spacing: 'quantile', filled: true },
  { mark: 'line', table: 'stairs', x: 'q', y: 'mean', hue: 'ink' },
  { mark: 'dot', table: 'stairs', x: 'q', y: 'mean', hue: 'ink', radius: 1.5 },
  { mark: 'arrow', table: 'coming', x: 'q', y: 'mean', toX: 'toQ', toY: 'toMean', hues: ['soft'], names: ['next move'] },
  { mark: 'dot', table: 'here', x: 'q', y: 'mean', hue: 'ink', radius: 5, label: 'now' },
];

/** What of θ runs up the staircase. */
function upwards({ of, along, pixel, model }: EmValues): string {
  switch (model) {
    case 'plane':
      return `mean of component ${of}, ${along}`;
    case 'coins':
      return `heads of coin ${of === 1 ? 'A' : 'B'}`;
    case 'digits':
      return `pixel ${pixel} of component ${of}`;
    default:
      return `mean of component ${of}`;
  }
}

export const plots = {
  plane: {
    title: 'Who made which',
    caption: (values, result) => `rings at 1 and 2 sd${large(values, result)}`,
    when: { model: ['plane'] },
    x: { label: (values) => columnNames(values)[0] },
    y: { label: (values) => columnNames(values)[1] },
    marks: [
      { mark: 'dot', table: 'points', x: 'x', y: 'y', by: 'label', hues, mix, radius: 2, edits: { ...byHand, moves: 'xy' } },
      { mark: 'line', table: 'rings', x: 'x', y: 'y', by: 'label', hues, names, width: 2 },
      {
        mark: 'handle',
        table: 'means',
        x: 'x',
        y: 'y',
        hue: 'ink',
        name: (row) => `mean of component ${row + 1}`,
        moves: 'xy',
        params: [...xs, ...ys, 'of'],
        drag: ({ x, y, row }) => ({ [`x${row + 1}`]: withinRange(params.x1, x), [`y${row + 1}`]: withinRange(params.y1, y), of: row + 1 }),
      },
      {
        mark: 'handle',
        table: 'wide',
        x: 'x',
        y: 'y',
        hue: 'soft',
        name: (_, values) => `width and lean of component ${chosen(values)}`,
        moves: 'xy',
        params: [...wides, ...leans],
        drag: ({ x, y }, values) => ({
          [`wide${chosen(values)}`]: reach(x, across(values), values),
          [`lean${chosen(values)}`]: withinRange(params.lean1, (y - up(values)) / values.spread),
        }),
      },
      {
        mark: 'handle',
        table: 'tall',
        x: 'x',
        y: 'y',
        hue: 'soft',
        name: (_, values) => `height of component ${chosen(values)}`,
        moves: 'y',
        params: talls,
        drag: ({ y }, values) => ({ [`tall${chosen(values)}`]: reach(y, up(values), values) }),
      },
    ],
    sentence: (seen) => pointsSentence(seen),
  },
  restarts: {
    title: 'From other starts',
    tab: 'Other starts',
    caption: '−log P(X|θ) where EM ends, in nats',
    when: { model: ['plane'] },
    facets: { by: 'restart', names: () => Array.from({ length: RESTARTS }, (_, i) => `start ${i + 1}`) },
    x: { label: (values) => columnNames(values)[0] },
    y: { label: (values) => columnNames(values)[1] },
    marks: [
      { mark: 'dot', table: 'points', x: 'x', y: 'y', hue: 'soft', radius: 1 },
      { mark: 'line', table: 'restarts', x: 'x', y: 'y', by: 'label', hues, width: 1.75 },
      { mark: 'text', table: 'ends', x: 'x', y: 'y', value: 'surprise', hues: ['ink'], anchor: 'end' },
    ],
    sentence: (seen) => restartsSentence(seen),
  },
  line: {
    title: 'Who made which',
    caption: (values, result) => `densities, and the data below${large(values, result)}`,
    when: { model: ['line'] },
    x: { label: (values) => (values.dataset === 'drawn' ? 'x' : columnNames(values)[0]), grid: true },
    y: { include: 0, bare: true },
    marks: [
      { mark: 'line', table: 'density', x: 'x', y: 'part', by: 'label', hues, names, width: 2 },
      { mark: 'dot', table: 'points', x: 'x', y: 'y', by: 'label', hues, mix, radius: 2, edits: { ...byHand, moves: 'x' } },
      {
        mark: 'handle',
        table: 'means',
        x: 'x',
        y: 'y',
        hue: 'ink',
        name: (row) => `mean of component ${row + 1}`,
        moves: 'x',
        params: [...xs, 'of'],
        drag: ({ x, row }) => ({ [`x${row + 1}`]: withinRange(params.x1, x), of: row + 1 }),
      },
      {
        mark: 'handle',
        table: 'wide',
        x: 'x',
        y: 'y',
        hue: 'soft',
        name: (_, values) => `width of component ${chosen(values)}`,
        moves: 'x',
        params: wides,
        drag: ({ x }, values) => ({ [`wide${chosen(values)}`]: reach(x, across(values), values) }),
      },
    ],
    sentence: (seen) => pointsSentence(seen),
  },
  images: {
    title: 'What each component makes',
    caption: 'probability of a one; light is 1',
    equal: true,
    when: { model: ['digits'] },
    x: { bare: true },
    y: { bare: true },
    marks: [{ mark: 'raster', grid: 'images', map: 'grey', smooth: false, range: [0, 1] }],
    sentence: (seen) => pointsSentence(seen),
  },
  direction: {
    title: 'One direction, and noise',
    caption: 'rings at 1 and 2 sd; from data to where q has them',
    when: { model: ['directions'] },
    equal: true,
    x: { label: (values) => `${columnNames(values)[0]}, less its mean` },
    y: { label: (values) => `${columnNames(values)[1]}, less its mean` },
    marks: [
      { mark: 'line', table: 'shadows', x: 'x', y: 'y', hue: 'entropy', width: 0.75, label: 'q' },
      { mark: 'dot', table: 'points', x: 'x', y: 'y', hue: 'ink', radius: 1.5 },
      { mark: 'line', table: 'rings', x: 'x', y: 'y', hue: 'accuracy', width: 2 },
      { mark: 'arrow', table: 'direction', x: 'x', y: 'y', toX: 'toX', toY: 'toY', hues: ['accuracy'], names: ['direction'] },
      {
        mark: 'handle',
        table: 'direction',
        x: 'toX',
        y: 'toY',
        hue: 'accuracy',
        name: 'the direction',
        moves: 'xy',
        params: ['loadingAcross', 'loadingUp'],
        drag: ({ x, y }) => ({ loadingAcross: withinRange(params.loadingAcross, x), loadingUp: withinRange(params.loadingUp, y) }),
      },
    ],
    sentence: (seen) => directionSentence(seen),
  },
  coins: {
    title: 'Who made which',
    caption: 'share of heads, and of coin A in q',
    when: { model: ['coins'] },
    x: { categories: ['5 of 10', '9 of 10', '8 of 10', '4 of 10', '7 of 10'] },
    y: { domain: [0, 1], grid: true },
    marks: [
      { mark: 'bar', orient: 'vertical', table: 'coins', at: 'set', to: 'heads', hues: ['soft'], slot: [0, 2], label: 'share of heads' },
      {
        mark: 'bar',
        orient: 'vertical',
        table: 'coins',
        at: 'set',
        to: 'a',
        hues: ['entropy'],
        terms: ['entropy'],
        slot: [1, 2],
        label: 'q of coin A',
      },
    ],
    sentence: (seen) => coinsSentence(seen),
  },
  stairs: {
    title: 'The staircase',
    caption: 'F in nats, low is light',
    when: mixtures,
    x: { label: (values) => `q of datum ${values.datum}`, domain: [0, 1] },
    y: { label: upwards },
    marks: staircase,
    empty: { words: 'With one component there is nothing to be undecided about: add another, and F has a surface over q and θ.' },
    sentence: stairsSentence,
  },
  slopes: {
    title: 'The staircase',
    caption: 'F in nats, low is light',
    when: { model: ['directions'] },
    x: { label: ({ along }) => `gain of q, ${along}` },
    y: { label: ({ along }) => `direction, ${along}` },
    marks: staircase,
    sentence: slopesSentence,
  },
  terms: {
    title: 'Energy, entropy, gap',
    tab: 'Terms',
    caption: (values) => (believes(values) ? 'nats; θ is believed in' : 'nats; the gap lies between F and −log P(X|θ)'),
    x: { label: 'half-steps', steps: true },
    y: { grid: true },
    marks: [
      { mark: 'area', table: 'trail', x: 'move', y: 'freeEnergy', from: 'surprise', hue: 'gap', term: 'gap', label: 'gap' },
      { mark: 'line', table: 'trail', x: 'move', y: 'energy', hue: 'energy', term: 'energy', label: 'energy' },
      { mark: 'line', table: 'trail', x: 'move', y: 'freeEnergy', hue: 'ink', term: 'freeEnergy', width: 2, label: 'F' },
      {
        mark: 'line',
        table: 'trail',
        x: 'move',
        y: 'complexity',
        hue: 'complexity',
        term: 'complexity',
        label: 'complexity',
        when: { model: mixtures.model, variant: ['variational'] },
      },
      {
        mark: 'line',
        table: 'trail',
        x: 'move',
        y: 'surprise',
        hue: 'ink',
        term: 'logLikelihood',
        dash: 'dashed',
        label: (values) => (believes(values) ? '−log P(X)' : '−log P(X|θ)'),
      },
    ],
    sentence: (seen) => termsSentence(seen),
  },
  entropy: {
    title: 'Entropy of q',
    tab: 'Entropy',
    caption: 'nats',
    x: { label: 'half-steps', steps: true },
    y: { grid: true, include: 0 },
    marks: [
      { mark: 'line', table: 'trail', x: 'move', y: 'entropy', hue: 'entropy', term: 'entropy', label: 'entropy' },
      { mark: 'line', table: 'trail', x: 'move', y: 'gap', hue: 'gap', term: 'gap', label: 'gap' },
    ],
    sentence: (seen) => termsSentence(seen),
  },
  shares: {
    title: 'Data of each component',
    tab: 'Shares',
    when: { model: ['plane', 'line'] },
    x: { label: 'half-steps', steps: true },
    y: { grid: true, include: 0 },
    marks: [{ mark: 'line', table: 'shares', x: 'move', y: 'mass', by: 'label', hues, names, width: 1.75 }],
    sentence: (seen) => pointsSentence(seen),
  },
  choice: {
    title: 'How many components',
    tab: 'How many',
    caption: 'nats, low is better; numbers: components in use',
    when: { model: ['plane', 'line'] },
    x: { label: 'components K', include: [1, MOST] },
    y: { grid: true },
    marks: [
      { mark: 'line', table: 'choice', x: 'components', y: 'bic', hue: 'ink', label: 'half of BIC' },
      { mark: 'dot', table: 'choice', x: 'components', y: 'bic', hue: 'ink', radius: 3 },
      { mark: 'line', table: 'choice', x: 'components', y: 'heldOut', hue: 'accuracy', label: 'held out' },
      { mark: 'dot', table: 'choice', x: 'components', y: 'heldOut', hue: 'accuracy', radius: 3 },
      { mark: 'line', table: 'choice', x: 'components', y: 'variational', hue: variantHues.variational, label: 'variational Bayes' },
      { mark: 'dot', table: 'choice', x: 'components', y: 'variational', hue: variantHues.variational, radius: 3 },
      {
        mark: 'text',
        table: 'choice',
        x: 'components',
        y: 'above',
        by: 'occupied',
        names: ['0', ...numbers.map(String)],
        hues: ['ink'],
        anchor: 'middle',
      },
    ],
    sentence: (seen) => choiceSentence(seen),
  },
  race: race('passes', 'By passes', 'passes through the data', raceSentence),
  raceTime: race('milliseconds', 'By the clock', 'milliseconds of its moves', raceTimeSentence),
} as const satisfies Readonly<Record<string, EmPlot>>;
