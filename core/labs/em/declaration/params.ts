// The parameters of the lab of expectation–maximization. Where the components begin follows the run: once it has stepped, it is where they are.
import { OWN } from '../../../data/dataset.ts';
import { edits } from '../../../lab/edits.ts';
import type { Hue } from '../../../lab/hue.ts';
import { choice, integer, type RealParam, real, subset, type Values, type When } from '../../../lab/param.ts';

/** Components at most. */
export const MOST = 5;

/** Other starts that are tried. */
export const RESTARTS = 6;

const model = { group: 'Model', hue: 'ink', effect: 'restart' } as const;
const start = { group: 'Start', hue: 'accuracy', effect: 'restart' } as const;
const way = { group: 'Way down', hue: 'ink', effect: 'live' } as const;
const view = { group: 'View', effect: 'redraw' } as const;

const normals = { model: ['plane', 'line'] } as const satisfies When;
/** Data of numbers, and mixtures: what most parameters belong to. */
const numbered = { model: ['plane', 'line', 'directions'] } as const satisfies When;
const mixtures = ['plane', 'line', 'coins', 'digits'] as const;
/** A way down among those of a mixture. */
const by = <const N extends VariantName>(...variant: readonly N[]) => ({ model: mixtures, variant });

export const variantNames = {
  batch: 'Batch: all of q, then θ',
  incremental: 'Incremental: a few data at a time',
  sparse: 'Sparse: small shares stay frozen',
  generalized: 'Generalized: θ goes a part of the way',
  hard: 'Winner-take-all: q on one component',
  forgetful: 'Forgetful: sums that fade',
  online: 'Online: steps that shrink',
  annealed: 'Annealed: from hot to cold',
  variational: 'Variational Bayes: beliefs about θ, too',
} as const;
export type VariantName = keyof typeof variantNames;

/** As they are written in pictures. */
export const shortNames: Readonly<Record<VariantName, string>> = {
  batch: 'batch',
  incremental: 'incremental',
  sparse: 'sparse',
  generalized: 'generalized',
  hard: 'winner-take-all',
  forgetful: 'forgetful',
  online: 'online',
  annealed: 'annealed',
  variational: 'variational Bayes',
};

/** After those of the components. */
export const variantHues: Readonly<Record<VariantName, Hue>> = {
  batch: 5,
  incremental: 6,
  sparse: 7,
  generalized: 8,
  hard: 9,
  forgetful: 10,
  online: 11,
  annealed: 12,
  variational: 13,
};

type Seen = {
  readonly model: readonly ('plane' | 'line')[];
  readonly components: readonly number[];
  /** The component of the staircase. */
  readonly of?: readonly number[];
};

/** One parameter for each component that there may be, seen while there are that many. */
function each<N extends string>(
  prefix: N,
  models: readonly ('plane' | 'line')[],
  make: (k: number, when: Seen) => RealParam<Seen>,
): { [K in `${N}${1 | 2 | 3 | 4 | 5}`]: RealParam<Seen> } {
  const numbers = Array.from({ length: MOST }, (_, k) => k + 1);
  const entries = numbers.map((k) => [`${prefix}${k}`, make(k, { model: models, components: numbers.filter((count) => count >= k) })]);
  return Object.fromEntries(entries);
}

/** The same of the component of the staircase alone, whose ring is in hand. */
const ofChosen = (k: number, when: Seen): Seen => ({ ...when, of: [k] });

const place = { ...start, min: -1e35, max: 1e35, slider: [0, 100], scale: 'linear' } as const;

/** A covariance by its Cholesky factor: the ring of one sd goes through (width, lean) and (0, height) from the mean. 0 is the data’s own. */
const shape = {
  ...start,
  help: 'Of the ring of one sd; a width or a height of 0 is that of the data.',
  min: -1e35,
  max: 1e35,
  slider: [0, 100],
  scale: 'linear',
  initial: 0,
} as const;

export const params = {
  model: choice({
    ...model,
    label: 'Model',
    help: 'What made a datum: one of several normals, of two coins tossed ten times each, of several pale images; or a hidden number along one direction (probabilistic PCA).',
    options: {
      plane: 'Normals in the plane',
      line: 'Normals on a line',
      coins: 'Two coins',
      digits: 'Images of ones and zeros',
      directions: 'One direction, and noise',
    },
    initial: 'plane',
  }),
  dataset: choice({
    ...model,
    label: 'Data',
    help: 'In the plane the first two columns are taken, on a line the first one.',
    when: numbered,
    options: {
      faithful: 'Old Faithful: eruption and wait, min',
      galaxies: 'Galaxies: 82 velocities, km/s',
      penguins: 'Penguins: bill length and depth, mm',
      drawn: 'The paper’s mixture: 1,000 points drawn',
      [OWN]: 'Your own',
    },
    initial: 'faithful',
  }),
  edits: edits({
    ...model,
    label: 'Data by hand',
    help: 'Drag data in the picture; double-click adds one. Delete takes the chosen one away, Enter adds one beside it.',
    when: normals,
  }),
  components: integer({ ...model, label: 'components', tex: 'K', min: 1, max: MOST, initial: 2, scale: 'linear', when: normals }),
  prototypes: integer({
    ...model,
    label: 'images',
    tex: 'K',
    help: 'Components: each is an image of probabilities.',
    min: 1,
    max: 20,
    initial: 10,
    scale: 'linear',
    when: { model: ['digits'] },
  }),
  covariance: choice({
    ...model,
    label: 'Covariance',
    help: 'Each component its own, upright ones, or one that all share. Variational Bayes believes in full ones.',
    when: normals,
    options: { full: 'full', diagonal: 'diagonal', shared: 'one for all' },
    initial: 'full',
  }),
  floor: real({
    ...model,
    label: 'floor',
    help: 'A prior that keeps each variance from 0, as a share of the data’s own; 0 is none, and a component may sink into a single datum.',
    min: 0,
    max: 1,
    slider: [0, 0.1],
    initial: 0.001,
    scale: 'linear',
    when: normals,
  }),
  concentration: real({
    ...model,
    hue: 'complexity',
    label: 'concentration',
    tex: '\\alpha_0',
    help: 'What each weight is believed to be worth before the data, in data: below 1, components that are not needed are turned off.',
    min: 0.001,
    max: 100,
    slider: [0.001, 10],
    initial: 0.01,
    scale: 'log',
    when: [normals, { model: ['digits'], variant: ['variational'] }],
  }),
  ...each('x', ['plane', 'line'], (k, when) =>
    real({ ...place, label: `mean of ${k}, across`, tex: `\\mu_{${k}1}`, initial: k, when, follows: ['trail', `x${k}`] }),
  ),
  ...each('y', ['plane'], (k, when) =>
    real({ ...place, label: `mean of ${k}, up`, tex: `\\mu_{${k}2}`, initial: k, when, follows: ['trail', `y${k}`] }),
  ),
  ...each('wide', ['plane', 'line'], (k, when) =>
    real({ ...shape, label: `width of ${k}`, tex: `\\ell_{${k}1}`, min: 0, when: ofChosen(k, when), follows: ['shapes', `wide${k}`] }),
  ),
  ...each('lean', ['plane'], (k, when) =>
    real({ ...shape, label: `lean of ${k}`, tex: `\\ell_{${k}2}`, when: ofChosen(k, when), follows: ['shapes', `lean${k}`] }),
  ),
  ...each('tall', ['plane'], (k, when) =>
    real({ ...shape, label: `height of ${k}`, tex: `\\ell_{${k}3}`, min: 0, when: ofChosen(k, when), follows: ['shapes', `tall${k}`] }),
  ),
  spread: real({
    ...start,
    label: 'width at the start',
    help: 'How much wider than they are set components begin; where nothing is set they are as wide as the data, one sd.',
    follows: ['shapes', 'spread'],
    min: 0.01,
    max: 100,
    slider: [0.05, 2],
    initial: 1,
    scale: 'log',
    when: numbered,
  }),
  loadingAcross: real({
    ...place,
    min: -1e35,
    slider: [-10, 10],
    label: 'direction, across',
    tex: 'w_1',
    initial: 1,
    when: { model: ['directions'] },
    follows: ['trail', 'x1'],
  }),
  loadingUp: real({
    ...place,
    min: -1e35,
    slider: [-10, 10],
    label: 'direction, up',
    tex: 'w_2',
    initial: 1,
    when: { model: ['directions'] },
    follows: ['trail', 'y1'],
  }),
  headsA: real({
    ...start,
    label: 'heads of coin A',
    tex: '\\theta_A',
    min: 0.000001,
    max: 0.999999,
    slider: [0.01, 0.99],
    initial: 0.6,
    scale: 'linear',
    when: { model: ['coins'] },
    follows: ['trail', 'x1'],
  }),
  headsB: real({
    ...start,
    label: 'heads of coin B',
    tex: '\\theta_B',
    min: 0.000001,
    max: 0.999999,
    slider: [0.01, 0.99],
    initial: 0.5,
    scale: 'linear',
    when: { model: ['coins'] },
    follows: ['trail', 'x2'],
  }),
  variant: choice({ ...way, effect: 'restart', label: 'EM', options: variantNames, initial: 'batch', when: { model: mixtures } }),
  compare: subset({
    ...way,
    effect: 'restart',
    label: 'Compare with',
    help: 'They take part in the race, from the same start.',
    options: shortNames,
    hues: variantHues,
    initial: 'incremental',
    when: { model: mixtures },
  }),
  temperature: real({
    ...way,
    label: 'temperature',
    tex: 'T',
    help: 'Weight of the entropy in F: 1 is EM, 0 leaves only winners (of a direction it is above 0), above 1 all share.',
    min: 0,
    max: 100,
    slider: [0.1, 10],
    initial: 1,
    scale: 'log',
  }),
  block: integer({
    ...way,
    label: 'data at a time',
    min: 1,
    max: 100_000,
    slider: [1, 200],
    initial: 1,
    scale: 'log',
    when: by('incremental', 'forgetful', 'online'),
  }),
  memory: real({
    ...way,
    label: 'memory',
    tex: '\\gamma',
    help: 'What is left of the sums at each datum.',
    min: 0.5,
    max: 1,
    slider: [0.9, 1],
    initial: 0.99,
    scale: 'linear',
    when: by('forgetful'),
  }),
  rate: real({
    ...way,
    label: 'rate',
    tex: '\\rho',
    help: 'How far θ goes of the way to where F is lowest.',
    min: 0.001,
    max: 1,
    slider: [0.02, 1],
    initial: 0.3,
    scale: 'log',
    when: by('generalized'),
  }),
  decay: real({
    ...way,
    label: 'decay',
    tex: '\\kappa',
    help: 'The t-th step weighs t to the power −κ.',
    min: 0.1,
    max: 1,
    slider: [0.5, 1],
    initial: 0.7,
    scale: 'linear',
    when: by('online'),
  }),
  hottest: real({
    ...way,
    label: 'hottest',
    help: 'The temperature at which annealing begins.',
    min: 1,
    max: 1000,
    slider: [1, 100],
    initial: 10,
    scale: 'log',
    when: by('annealed'),
  }),
  cooling: real({
    ...way,
    label: 'cooling',
    help: 'What is left, after a pass, of the distance to T.',
    min: 0.1,
    max: 0.999,
    slider: [0.5, 0.99],
    initial: 0.8,
    scale: 'linear',
    when: by('annealed'),
  }),
  refresh: integer({
    ...way,
    label: 'full E-step every',
    min: 1,
    max: 1000,
    slider: [1, 20],
    initial: 5,
    scale: 'linear',
    when: by('sparse'),
  }),
  threshold: real({
    ...way,
    label: 'frozen below',
    help: 'Responsibilities smaller than this stay as they are between full E-steps.',
    min: 0,
    max: 0.5,
    slider: [0, 0.2],
    initial: 0.01,
    scale: 'linear',
    when: by('sparse'),
  }),
  datum: integer({
    ...view,
    label: 'datum of the staircase',
    help: 'Whose q runs across in the picture of F.',
    min: 1,
    max: 100_000,
    slider: [1, 272],
    initial: 1,
    scale: 'linear',
    when: { model: mixtures },
  }),
  along: choice({
    ...view,
    label: 'coordinate of the staircase',
    help: 'Which coordinate of the component’s mean, or of the direction, runs up in the picture of F.',
    options: { across: 'across', up: 'up' },
    initial: 'across',
    when: { model: ['plane', 'directions'] },
  }),
  pixel: integer({
    ...view,
    label: 'pixel of the staircase',
    help: 'Which pixel’s probability runs up in the picture of F: from the top left, row by row.',
    min: 1,
    max: 64,
    initial: 29,
    scale: 'linear',
    when: { model: ['digits'] },
  }),
  of: integer({
    ...view,
    label: 'component of the staircase',
    min: 1,
    max: 20,
    slider: [1, MOST],
    initial: 1,
    scale: 'linear',
    when: { model: mixtures },
  }),
} as const;

export type EmValues = Values<typeof params>;

/** Directions have one way down. */
export const wayOf = ({ model, variant }: Pick<EmValues, 'model' | 'variant'>): VariantName => (model === 'directions' ? 'batch' : variant);

/** θ is believed in. */
export const believes = (values: Pick<EmValues, 'model' | 'variant'>): boolean => wayOf(values) === 'variational';
