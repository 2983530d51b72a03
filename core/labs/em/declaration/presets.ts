// Where to begin: each preset with what to look for.
import type { Preset } from '../../../lab/lab.ts';
import type { params } from './params.ts';

const geyser = { model: 'plane', dataset: 'faithful', components: 2, x1: 2.5, y1: 78, x2: 3.6, y2: 60, spread: 0.6 } as const;
/** The paper’s mixture and where it began. */
const narrow = { model: 'line', dataset: 'drawn', components: 2, floor: 0, x1: 1, x2: -1, spread: 1 } as const;

export const presets = {
  oldFaithful: {
    title: 'Old Faithful',
    sentence:
      'Two kinds of eruption, nobody knows which is which. Take one half-step after the other: E goes across on the staircase, M goes up, F only falls.',
    about: ['x1', 'y1', 'x2', 'y2', 'spread', 'variant', 'edits'],
    values: { ...geyser, datum: 60 },
    steps: 3,
    speed: 4,
  },
  twoCoins: {
    title: 'Two coins',
    sentence:
      'Five sets of ten tosses, each with one of two coins. After a dozen rounds one coin is the better by 0.28, and four sets have found their coin.',
    about: ['headsA', 'headsB', 'datum'],
    values: { model: 'coins', headsA: 0.6, headsB: 0.5, datum: 2, compare: '' },
    steps: 2,
    speed: 4,
  },
  incrementalWins: {
    title: 'Incremental wins',
    sentence:
      'A narrow component hides in a broad one. Fifty data at a time, with θ following at once, take three fifths of the passes; one at a time, about half.',
    about: ['variant', 'block', 'compare'],
    values: { ...narrow, variant: 'incremental', block: 50, compare: 'batch,forgetful', datum: 7 },
    steps: 660,
    speed: 60,
  },
  winnersTakeAll: {
    title: 'Winners take all',
    sentence: 'With q on single components F is energy alone: θ comes to rest where −log P(X|θ) is 88 nats above what batch EM finds.',
    about: ['variant', 'compare'],
    values: { ...narrow, variant: 'hard', compare: 'batch', datum: 7 },
    steps: 41,
    speed: 8,
  },
  collapse: {
    title: 'A floor under collapse',
    sentence:
      'One component sits on a single galaxy, and the floor holds its variance up. Set the floor to 0: the variance falls to nothing, and F has no end.',
    about: ['floor', 'components'],
    values: {
      model: 'line',
      dataset: 'galaxies',
      components: 4,
      floor: 0.0005,
      x1: 9700,
      x2: 21000,
      x3: 32400,
      x4: 34280,
      spread: 0.02,
      datum: 82,
      of: 4,
      compare: '',
    },
    steps: 12,
    speed: 8,
  },
  melting: {
    title: 'Melting',
    sentence:
      'Three species, a poor start, no labels. Plain EM stays 30 nats above where annealing ends: hot, the components share their data; as T falls, they part.',
    about: ['hottest', 'cooling', 'variant', 'compare'],
    values: {
      model: 'plane',
      dataset: 'penguins',
      components: 3,
      floor: 0.01,
      x1: 45,
      y1: 14,
      x2: 46,
      y2: 15,
      x3: 52,
      y3: 14,
      spread: 0.4,
      variant: 'annealed',
      hottest: 2,
      cooling: 0.9,
      compare: 'batch',
      datum: 150,
    },
    steps: 160,
    speed: 12,
  },
  survivors: {
    title: 'Two survive',
    sentence:
      'Five components are offered to Old Faithful, and θ is believed in. What each believes costs nats: those that explain little give their data up, one by one.',
    about: ['concentration', 'components', 'variant'],
    values: {
      ...geyser,
      components: 5,
      x1: 1.9,
      y1: 52,
      x2: 2.4,
      y2: 62,
      x3: 3.9,
      y3: 75,
      x4: 4.3,
      y4: 80,
      x5: 4.7,
      y5: 86,
      spread: 0.4,
      concentration: 0.001,
      variant: 'variational',
      compare: 'batch',
      datum: 60,
    },
    steps: 12,
    speed: 24,
  },
  images: {
    title: 'Binary digits',
    sentence:
      'Ten pale images, and nobody says which digit is which. Each round the images take on what they are given: most digits find one of their own.',
    about: ['prototypes', 'variant'],
    values: { model: 'digits', prototypes: 10, compare: '', datum: 3, pixel: 29 },
    steps: 14,
    speed: 6,
  },
  directions: {
    title: 'A direction',
    sentence:
      'Each penguin is one hidden number along a direction, and noise. q guesses the numbers, the direction fits them: step by step it turns to where the data spread most.',
    about: ['loadingAcross', 'loadingUp', 'along'],
    values: { model: 'directions', dataset: 'penguins', loadingAcross: 1, loadingUp: 3, spread: 0.6, along: 'up' },
    steps: 3,
    speed: 4,
  },
} as const satisfies Readonly<Record<string, Preset<typeof params>>>;
