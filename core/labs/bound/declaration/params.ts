// The Bound lab's parameters. Those of q follow the descent: once it has stepped, they show where q is.
import { OWN } from '../../../data/dataset.ts';
import { choice, integer, type RealParam, real, type Values, type When } from '../../../lab/param.ts';
import { data, descent, location, prior, q, shape, spread, weight } from './groups.ts';
import { paramsBeside } from './params-beside.ts';

const line = { model: ['gaussian', 'bimodal', 'unknownNoise'] } as const satisfies When;
const plane = [
  { model: ['correlated', 'banana', 'eightSchools', 'unknownNoise'] },
  { model: ['logistic'], weights: [2] },
] as const satisfies When;
const normalQ = {
  model: ['gaussian', 'bimodal', 'correlated', 'banana', 'logistic', 'eightSchools', 'unknownNoise'],
} as const satisfies When;
const typed = { dataset: ['typed'] } as const satisfies When;

type AtStates = {
  readonly model: readonly ['states'];
  readonly states: readonly number[];
};

/** One parameter for each of the six states, seen while there are that many. */
function six<N extends string>(
  prefix: N,
  make: (state: number, when: AtStates) => RealParam<AtStates>,
): { [K in `${N}${1 | 2 | 3 | 4 | 5 | 6}`]: RealParam<AtStates> } {
  const entries = [1, 2, 3, 4, 5, 6].map((state) => {
    const states = [2, 3, 4, 5, 6].filter((count) => count >= state);
    return [`${prefix}${state}`, make(state, { model: ['states'], states })];
  });
  return Object.fromEntries(entries);
}

export const params = {
  model: choice({
    label: 'Model',
    group: 'Model',
    effect: 'restart',
    help: 'What generates the data from Θ.',
    options: {
      gaussian: 'Mean of a normal',
      coin: 'Bias of a coin',
      poisson: 'Rate of events',
      states: 'A few hypotheses',
      bimodal: 'Two explanations',
      logistic: 'Logistic regression',
      correlated: 'Two causes, correlated',
      banana: 'Banana',
      eightSchools: 'Eight schools',
      unknownNoise: 'Mean and noise, both unknown',
      polynomials: 'Which polynomial',
    },
    initial: 'gaussian',
  }),
  dataset: choice({
    ...data,
    label: 'Data',
    help: 'One observation typed here, a set that ships, or your own numbers.',
    when: {
      model: ['gaussian', 'bimodal', 'coin', 'poisson', 'logistic', 'correlated', 'banana', 'eightSchools', 'unknownNoise', 'polynomials'],
    },
    options: {
      typed: 'Typed here',
      galaxies: 'Galaxies: 82 velocities, km/s',
      faithful: 'Old Faithful: eruption and wait, min',
      horseKicks: 'Horse kicks: 200 corps-years',
      iris: 'Iris: petal length and species',
      [OWN]: 'Your own',
    },
    initial: 'typed',
  }),
  states: integer({ ...data, label: 'hypotheses', min: 2, max: 6, initial: 2, scale: 'linear', when: { model: ['states'] } }),
  observation: real({
    ...data,
    ...location,
    label: 'observation',
    tex: 'x',
    help: 'What was seen.',
    initial: 1.5,
    when: [{ model: ['gaussian', 'bimodal', 'correlated', 'banana', 'logistic', 'unknownNoise'], ...typed }],
  }),
  noiseSd: real({
    ...data,
    ...spread,
    label: 'noise, sd',
    tex: 's',
    help: 'Standard deviation of what was seen around what Θ predicts.',
    initial: 1,
    when: { model: ['gaussian', 'bimodal', 'correlated', 'banana', 'polynomials'] },
  }),
  heads: integer({
    ...data,
    label: 'heads',
    tex: 'h',
    min: 0,
    max: 1e12,
    slider: [0, 50],
    initial: 7,
    scale: 'linear',
    when: { model: ['coin'] },
  }),
  tosses: integer({
    ...data,
    label: 'tosses',
    tex: 'n',
    min: 0,
    max: 1e12,
    slider: [0, 50],
    initial: 10,
    scale: 'linear',
    when: { model: ['coin'] },
  }),
  count: integer({
    ...data,
    label: 'count',
    tex: 'y',
    help: 'Events counted in one unit of time.',
    min: 0,
    max: 1e12,
    slider: [0, 30],
    initial: 4,
    scale: 'linear',
    when: { model: ['poisson'], ...typed },
  }),
  weights: integer({
    ...data,
    label: 'weights',
    help: '1: a slope through zero. 2: intercept and slope.',
    min: 1,
    max: 2,
    initial: 1,
    scale: 'linear',
    when: { model: ['logistic'] },
  }),
  ...six('likelihood', (state, when) =>
    real({
      ...data,
      hue: 'accuracy',
      label: `likelihood of ${state}`,
      tex: `P(X\\mid ${state})`,
      min: 1e-6,
      max: 1,
      slider: [0.01, 1],
      initial: [0.9, 0.3, 0.5, 0.2, 0.4, 0.1][state - 1] as number,
      scale: 'linear',
      when,
    }),
  ),
  priorMean: real({ ...prior, ...location, label: 'mean', tex: 'm_0', initial: 0, when: line }),
  priorSd: real({
    ...prior,
    ...spread,
    label: 'sd',
    tex: 't',
    initial: 1,
    when: { model: ['gaussian', 'bimodal', 'correlated', 'banana', 'logistic', 'polynomials'] },
  }),
  priorA: real({ ...prior, ...shape, label: 'heads imagined', tex: 'a', initial: 1, when: { model: ['coin'] } }),
  priorB: real({ ...prior, ...shape, label: 'tails imagined', tex: 'b', initial: 1, when: { model: ['coin'] } }),
  priorShape: real({ ...prior, ...shape, label: 'shape', tex: 'a', initial: 2, when: { model: ['poisson'] } }),
  priorRate: real({ ...prior, ...shape, label: 'rate', tex: 'b', initial: 1, when: { model: ['poisson'] } }),
  muSd: real({ ...prior, ...spread, slider: [0.5, 50], label: 'sd of μ', tex: 'm', initial: 5, when: { model: ['eightSchools'] } }),
  tauScale: real({ ...prior, ...spread, slider: [0.5, 50], label: 'scale of τ', tex: 'c', initial: 5, when: { model: ['eightSchools'] } }),
  ...six('prior', (state, when) =>
    real({
      ...prior,
      ...weight,
      label: `weight of ${state}`,
      tex: `P(${state})`,
      min: 1e-6,
      when,
    }),
  ),
  qMean: real({ ...q, ...location, label: 'mean', tex: 'm', initial: 0.2, follows: ['trail', 'qMean'], when: normalQ }),
  qSd: real({ ...q, ...spread, label: 'sd', tex: '\\sigma', initial: 0.8, follows: ['trail', 'qSd'], when: normalQ }),
  qMean2: real({ ...q, ...location, label: 'mean, second', tex: 'm_2', initial: 0, follows: ['trail', 'qMean2'], when: plane }),
  qSd2: real({ ...q, ...spread, label: 'sd, second', tex: '\\sigma_2', initial: 0.8, follows: ['trail', 'qSd2'], when: plane }),
  qA: real({ ...q, ...shape, label: 'a', tex: 'a_q', initial: 3, follows: ['trail', 'qA'], when: { model: ['coin'] } }),
  qB: real({ ...q, ...shape, label: 'b', tex: 'b_q', initial: 2, follows: ['trail', 'qB'], when: { model: ['coin'] } }),
  qShape: real({ ...q, ...shape, label: 'shape', tex: 'a_q', initial: 3, follows: ['trail', 'qShape'], when: { model: ['poisson'] } }),
  qRate: real({ ...q, ...shape, label: 'rate', tex: 'b_q', initial: 1.5, follows: ['trail', 'qRate'], when: { model: ['poisson'] } }),
  ...six('q', (state, when) =>
    real({
      ...q,
      ...weight,
      label: `weight of ${state}`,
      tex: `q(${state})`,
      follows: ['trail', `q${state}`],
      when,
    }),
  ),
  direction: choice({
    ...descent,
    label: 'Direction',
    help: 'KL(q‖p) is the free energy: q may miss what p holds. KL(p‖q) needs the exact posterior: q must cover it.',
    options: { qp: 'KL(q ‖ p), free energy', pq: 'KL(p ‖ q), covering' },
    initial: 'qp',
  }),
  descent: choice({
    ...descent,
    label: 'Descent',
    help: 'Plain gradient; natural gradient, in the geometry of q; or exact along one coordinate at a time.',
    options: { natural: 'Natural gradient', plain: 'Plain gradient', coordinate: 'One coordinate at a time' },
    initial: 'natural',
  }),
  rate: real({
    ...descent,
    label: 'rate',
    tex: '\\rho',
    help: 'How far a step goes down the gradient.',
    min: 1e-4,
    max: 10,
    slider: [0.01, 1],
    initial: 0.1,
    scale: 'log',
    when: { descent: ['natural', 'plain'] },
  }),
  temperature: real({
    ...descent,
    label: 'temperature',
    tex: 'T',
    help: 'Weighs the entropy: 0 optimizes, 1 is Bayes, ∞ forgets the energy and goes flat.',
    min: 0,
    max: 1e6,
    slider: [0.01, 100],
    initial: 1,
    scale: 'log',
  }),
  samples: integer({
    group: 'Estimate',
    label: 'samples of q',
    tex: 'S',
    help: 'Draws from q that estimate the bound, against its exact value.',
    effect: 'redraw',
    min: 2,
    max: 100000,
    slider: [10, 10000],
    initial: 1000,
    scale: 'log',
  }),
  ...paramsBeside,
} as const;

export type BoundValues = Values<typeof params>;
