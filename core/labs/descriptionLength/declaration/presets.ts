// Where to begin: each preset with what to look for.
import type { Preset } from '../../../lab/lab.ts';
import type { params } from './params.ts';

const bent = { subject: 'line', cases: 60, hidden: 4, prior: 'fitted', priorSd: 2, spread: 1.5, stage: 25, rate: 0.05 } as const;
const strength = { subject: 'concrete', cases: 105, hidden: 4, prior: 'mixture', spread: 0.15, stage: 25, rate: 0.02 } as const;

export const presets = {
  twoCodewords: {
    title: 'Two codewords',
    sentence:
      'A symbol has codewords of 3 and 4 bits. Choose between them by another message and its bits come back: always the shorter costs 3, a coin 2.5. Drag to the least.',
    about: ['share', 'first', 'second'],
    values: { subject: 'codewords', first: 3, second: 4, share: 0.5 },
    steps: 20,
    speed: 20,
  },
  forgets: {
    title: 'Noise in the weights',
    sentence:
      'Weights learn to be vague: each is worth a few bits, and those that do not help fall back on the prior, where they are free. See Weights as it learns.',
    about: ['hidden', 'weightSd', 'prior', 'precision'],
    values: bent,
    steps: 600,
    speed: 60,
  },
  tooMany: {
    title: 'Too many hidden units',
    sentence:
      'Ten hidden units where four would do. What they add to the message is a tenth of it, not a multiple, and the cases that were not sent are met as well.',
    about: ['hidden', 'cases', 'prior'],
    values: { ...bent, hidden: 10 },
    steps: 900,
    speed: 60,
  },
  dear: {
    title: 'Precise weights are dear',
    sentence:
      'The weights began almost without noise, and the wide prior stays. Their first bits pay for a better fit, the others for nothing: noise grows as it learns.',
    about: ['weightSd', 'priorSd', 'precision'],
    values: { ...bent, prior: 'fixed', priorSd: 3, weightSd: 0.001, stage: 0, hidden: 3 },
    steps: 60,
    speed: 60,
  },
  strength: {
    title: 'Strength of concrete',
    sentence:
      'Eight inputs, 105 mixes, as many as the paper had of peptides. Misfit and weights share one budget, and the mixes that were not sent are met well, too.',
    about: ['cases', 'hidden', 'prior', 'stage'],
    values: strength,
    steps: 400,
    speed: 60,
  },
  trivial: {
    title: 'The trivial solution',
    sentence:
      'The weights’ cost counts in full from the start, and the noise is large: saying nothing is the way that goes down first. With few cases it is the shorter message.',
    about: ['stage', 'cases', 'hidden', 'noise'],
    values: { ...strength, cases: 30, prior: 'fitted', spread: 0.05, stage: 0, noise: 1 },
    steps: 300,
    speed: 60,
  },
  classes: {
    title: 'Which digit is it?',
    sentence:
      'Ten targets an image, 1 for the digit that it shows and 0 for the others, as a regression: so the misfit is exact, which that of a softmax would not be.',
    about: ['cases', 'hidden', 'prior', 'stage'],
    values: {
      subject: 'classes',
      cases: 200,
      hidden: 8,
      prior: 'fitted',
      priorSd: 0.5,
      spread: 0.3,
      stage: 9,
      rate: 0.03,
    },
    steps: 120,
    speed: 20,
  },
  evidence: {
    title: 'The evidence as a code',
    sentence:
      'A straight line has its evidence in closed form, and noisy weights come to it: input and constant do not overlap, so the belief may be the posterior itself.',
    about: ['cases', 'priorSd', 'noise', 'hidden'],
    values: { ...bent, hidden: 0, prior: 'fixed', priorSd: 1, noise: 0.8, learnNoise: false, stage: 0 },
    steps: 200,
    speed: 60,
  },
  labels: {
    title: 'Who made which, for free',
    sentence:
      'Each eruption is sent under one of four components. Which one is chosen by bits that come back: what is paid is the mixture alone.',
    about: ['components'],
    values: { subject: 'eruptions', components: 4 },
    steps: 40,
    speed: 8,
  },
  digits: {
    title: 'Digits by bits back',
    sentence:
      'One codeword for each image is far longer than gzip, since its factors are told to ten bits each. With bits back their precision costs nothing.',
    about: ['factors', 'precision'],
    values: { subject: 'digits', factors: 6, precision: 10 },
    steps: 8,
    speed: 4,
  },
} as const satisfies Readonly<Record<string, Preset<typeof params>>>;
