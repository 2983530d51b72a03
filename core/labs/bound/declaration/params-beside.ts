// Parameters that one model alone has, beside those that several share.
import { choice, real } from '../../../lab/param.ts';
import { prior, q, shape, spread, weight } from './groups.ts';

const unknownNoise = { model: ['unknownNoise'] } as const;

const qDegree = (degree: 0 | 1 | 2 | 3) =>
  real({
    ...q,
    ...weight,
    label: `weight of degree ${degree}`,
    tex: `q(${degree})`,
    follows: ['trail', `qDegree${degree}`],
    when: { model: ['polynomials'] },
  });

export const paramsBeside = {
  tauPrior: choice({
    ...prior,
    label: 'Prior of τ',
    help: 'How much schools may differ: a half-Cauchy has a long tail, a half-normal none.',
    options: { halfCauchy: 'Half-Cauchy', halfNormal: 'Half-normal' },
    initial: 'halfCauchy',
    when: { model: ['eightSchools'] },
  }),
  priorBelief: real({
    ...prior,
    ...shape,
    label: 'numbers imagined',
    tex: '\\kappa_0',
    help: 'As many numbers the prior mean is worth.',
    initial: 1,
    when: unknownNoise,
  }),
  noiseGuess: real({
    ...prior,
    ...spread,
    label: 'noise guessed',
    tex: 's_0',
    help: 'About where the noise is believed to lie: the prior of its variance is an inverse gamma of scale shape times this squared.',
    initial: 1,
    when: unknownNoise,
  }),
  noiseShape: real({
    ...prior,
    ...shape,
    min: 0.6,
    slider: [0.6, 50],
    label: 'shape of the noise',
    tex: '\\alpha_0',
    help: 'Half as many numbers as that guess is worth.',
    initial: 1,
    when: unknownNoise,
  }),
  qDegree0: qDegree(0),
  qDegree1: qDegree(1),
  qDegree2: qDegree(2),
  qDegree3: qDegree(3),
} as const;
