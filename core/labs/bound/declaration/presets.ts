// Where to begin: each preset with what to look for.
import type { Preset } from '../../../lab/lab.ts';
import type { params } from './params.ts';

export const presets = {
  twoCoins: {
    title: 'Two coins, one answer',
    sentence: 'A coin drawn blindly from two showed heads: which one is it? Drag the bars of q until the gap is gone, and q is the answer.',
    about: ['likelihood1', 'likelihood2', 'prior1', 'q1'],
    values: { model: 'states', states: 2, likelihood1: 0.9, likelihood2: 0.3, prior1: 0.5, prior2: 0.5, q1: 0.5, q2: 0.5 },
  },
  twoExplanations: {
    title: 'Two explanations',
    sentence: 'The sign of Θ is lost. Drag q across: which explanation it keeps depends on where it starts.',
    about: ['qMean', 'qSd', 'observation', 'noiseSd', 'temperature'],
    values: { model: 'bimodal', observation: 1.7, noiseSd: 0.5, priorMean: 0.25, priorSd: 1.5, qMean: 0.5, qSd: 0.8 },
    steps: 41,
  },
  aMean: {
    title: 'A mean, exactly',
    sentence: 'The posterior is in reach of q: descend, and the gap closes to nothing.',
    about: ['qMean', 'qSd', 'observation', 'rate'],
    values: { model: 'gaussian', observation: 1.5, priorMean: 0, priorSd: 1, noiseSd: 1, qMean: -0.8, qSd: 1.2 },
  },
  surprise: {
    title: 'Surprise',
    sentence: 'What was seen is far from what was believed: complexity buys accuracy, and log P(X) says how surprising it was.',
    about: ['observation', 'priorMean', 'priorSd', 'noiseSd'],
    values: { model: 'gaussian', observation: 3.5, priorMean: 0, priorSd: 0.8, noiseSd: 0.6, qMean: 0, qSd: 0.8 },
  },
  tooSure: {
    title: 'Too sure',
    sentence: 'A q too narrow pays in entropy what it does not gain in energy. Widen it.',
    about: ['qSd', 'qMean'],
    values: { model: 'gaussian', observation: 1, priorMean: 0, priorSd: 1, noiseSd: 1, qMean: 0.5, qSd: 0.08 },
  },
  coin: {
    title: 'Seven heads of ten',
    sentence: 'A flat prior and ten tosses: 1/1320 for this very order, and a Beta that q can be.',
    about: ['heads', 'tosses', 'priorA', 'priorB'],
    values: { model: 'coin', heads: 7, tosses: 10, priorA: 1, priorB: 1, qA: 2, qB: 4 },
  },
  horseKicks: {
    title: 'Horse kicks',
    sentence: 'Two hundred corps-years of the Prussian army: so much data that the prior hardly counts.',
    about: ['priorShape', 'priorRate'],
    values: { model: 'poisson', dataset: 'horseKicks', priorShape: 2, priorRate: 1, qShape: 9, qRate: 12 },
  },
  galaxies: {
    title: 'Galaxies',
    sentence: 'Eighty-two velocities and one mean: accuracy is large and negative, for one normal is a poor model of clusters.',
    about: ['noiseSd', 'priorMean', 'priorSd'],
    values: { model: 'gaussian', dataset: 'galaxies', priorMean: 20000, priorSd: 8000, noiseSd: 4500, qMean: 22500, qSd: 1500 },
  },
  meanField: {
    title: 'Correlated, mean field',
    sentence:
      'Two causes share one effect. A q of independent coordinates ends 0.6 times as wide as the posterior; turn the direction to KL(p ‖ q), descend, and it takes the whole width.',
    about: ['direction', 'descent', 'noiseSd'],
    values: { model: 'correlated', observation: 1, priorSd: 1, noiseSd: 0.5, qMean: -0.4, qSd: 1, qMean2: 1.2, qSd2: 0.9 },
    steps: 60,
  },
  banana: {
    title: 'Banana',
    sentence: 'The posterior bends, q cannot: it settles where the two arms meet, about half as wide as the posterior in each coordinate.',
    about: ['noiseSd', 'priorSd', 'direction'],
    values: { model: 'banana', observation: 1, priorSd: 1.5, noiseSd: 0.5, qMean: 0, qSd: 0.6, qMean2: 0.6, qSd2: 0.5 },
    steps: 60,
  },
  iris: {
    title: 'Which iris',
    sentence: 'A logistic regression on a hundred flowers: no closed form, a posterior nearly normal, and a gap below 0.05 nats.',
    about: ['weights', 'priorSd'],
    values: { model: 'logistic', weights: 2, dataset: 'iris', priorSd: 3, qMean: 0, qSd: 1, qMean2: 3, qSd2: 1 },
    steps: 60,
  },
  eightSchools: {
    title: 'Eight schools',
    sentence: 'How much do schools differ? The posterior of log τ has a long tail to the left that a normal q cuts off.',
    about: ['muSd', 'tauScale', 'direction'],
    values: { model: 'eightSchools', muSd: 5, tauScale: 5, qMean: 0, qSd: 4, qMean2: 1, qSd2: 0.6 },
    steps: 30,
  },
  unknownNoise: {
    title: 'A mean and its noise',
    sentence:
      'One number, and neither mean nor noise is known: where σ is large μ may be anywhere, a funnel of which q keeps 0.6 of the width. With 82 galaxies the funnel is gone.',
    about: ['dataset', 'observation', 'noiseGuess', 'noiseShape'],
    values: {
      model: 'unknownNoise',
      observation: 2,
      priorMean: 0,
      priorBelief: 0.5,
      noiseGuess: 1,
      noiseShape: 1,
      qMean: 0,
      qSd: 1,
      qMean2: 0.8,
      qSd2: 0.5,
    },
    steps: 60,
  },
  polynomials: {
    title: 'Which polynomial',
    sentence:
      'Nine points of a parabola: a cubic fits no better, and degree 2 has six times its evidence, for each further weight costs nats. Raise the noise to 1.5, and a constant is likeliest.',
    about: ['noiseSd', 'priorSd', 'qDegree0', 'qDegree1', 'qDegree2', 'qDegree3'],
    values: { model: 'polynomials', priorSd: 2, noiseSd: 0.6, qDegree0: 0.5, qDegree1: 0.5, qDegree2: 0.5, qDegree3: 0.5 },
  },
  optimum: {
    title: 'An optimum, not a belief',
    sentence: 'At temperature 0.01 entropy counts for little: q falls onto the likeliest Θ. Warm it up again.',
    about: ['temperature', 'qMean', 'qSd'],
    values: { model: 'bimodal', observation: 1.7, noiseSd: 0.5, priorMean: 0.25, priorSd: 1.5, qMean: 0.6, qSd: 0.7, temperature: 0.01 },
    steps: 60,
  },
} as const satisfies Readonly<Record<string, Preset<typeof params>>>;
