// The Gradient estimators lab explains itself: its plots, and where its terms come from.
import type { Guide } from '../../../lab/guide.ts';
import { derivations } from '../../derivations.ts';

const { energy, entropy, freeEnergy } = derivations;

const width = {
  shows: 'The variance of one draw of each estimator as q becomes wider: lines are exact, dots were measured.',
  tries: 'Drag the point: as q narrows, the pathwise estimator of a smooth f grows calm and the score wild.',
};
const signal = {
  shows: 'The mean of one draw over its standard deviation: below 1, a single draw says less than its noise.',
  tries: 'Drag the point to where two estimators are equally good.',
};
const race = {
  shows:
    'The free energy as each estimator descends on its own gradients: a line in the midst of five seeds, a band from the least to the most.',
  tries: 'Take fewer draws for a gradient, or a higher rate, and see who stays on the way.',
};

export const guide: Guide = {
  explain: {
    arrows: {
      shows: 'Draws of q, and for each of them and each estimator which way down it says that the parameter should go.',
      tries: 'Drag the point on top of q, or the one on its side: long arrows to both sides are variance.',
    },
    levels: {
      shows: 'How probable each value is, and what each estimator says of the gradient where that value is drawn.',
      tries: 'Make one value rare: what it says then grows as it is heard less often.',
    },
    estimates: {
      shows: 'Many estimates of the same gradient by each estimator, about the true one.',
      tries: 'Take more draws for each estimate; one whose heap does not lie about the truth is biased.',
    },
    variances: {
      shows: 'The variance of one draw: a ring where the formula says, a dot where it was measured.',
      tries: 'Choose more estimators under Compare, or move q.',
    },
    samples: {
      shows: 'The variance of a mean of S draws.',
      tries: 'Drag the point: on these scales every line falls by the same slope, −1, and none can change its place.',
    },
    width,
    probability: {
      shows: 'The variance of one draw of each estimator as a one becomes more probable: lines are exact, dots were measured.',
      tries: 'Drag the point to the ends, where one value is hardly ever drawn.',
    },
    signal,
    signalProbability: signal,
    dimension: {
      shows: 'The variance of one coordinate’s estimate as the others become more.',
      tries: 'Drag the point: the score of one coordinate is weighed by what all of them cost, the pathwise one by its own slope.',
    },
    baseline: {
      shows: 'The variance of the score function for every constant that may be taken from f.',
      tries: 'Drag the point to the bottom of the curve: no constant does better, and all have the same mean.',
    },
    batch: {
      shows: 'The variance as a minibatch grows, and its two parts: one that falls by 1/M, and the covariance of two examples.',
      tries: 'Drag the point: where examples share a weight sample the covariance stays, with noise of their own it is 0.',
    },
    temperature: {
      shows: 'Variance and bias of the softened draws as they are softened more.',
      tries: 'Drag the point: a hard draw is right and wild, a soft one calm and wrong; REBAR has no bias anywhere.',
    },
    race,
    raceTime: { ...race, shows: `${race.shows} Across is the time that it took on this machine.` },
  },
  derive: { energy, entropy, freeEnergy },
};
