// The Samplers lab explains itself: its plots, and where its terms come from.
import type { Guide } from '../../../lab/guide.ts';
import { derivations } from '../../derivations.ts';

const { logEvidence, elbo, gap, energy, entropy, heat, freeEnergy } = derivations;

const marginal = {
  shows: 'How the kept draws lie along one coordinate, beside the exact density and the two fitted normals where there are such.',
  tries: 'Play on and see the shape settle; then make the steps longer and see it settle on something else.',
};
const race = {
  shows: 'How wrong the mean or the variance of the draws is after so much work, for the sampler and all that it is compared with.',
  tries: 'Add methods under Compare. A sampler’s line falls as long as it is unbiased; one that levels off has come to its bias.',
  trail: 'Each line is one method from its first kept draws to where it is now.',
};
const map = {
  shows: 'Each cell is a run of its own: step size across, and up the batch or the sampler. Dark is right, bright is wrong.',
  tries: 'Press a cell to sample with its settings, or drag the point.',
};

export const guide: Guide = {
  explain: {
    plane: {
      shows: 'Contours of the target and the latest kept draws of all chains; the large dots are where the chains are now.',
      tries: 'Drag the start to where the target is thin; change the sampler and watch how it finds its way.',
      trail: 'The lines are the last steps of each chain.',
    },
    multiples: {
      shows: 'What every method that is compared makes of the same target with the same number of passes through the data.',
      tries: 'Choose other methods under Compare, or fewer rows in a batch.',
    },
    step: {
      shows: 'The last step of the first chain in its parts: along the gradient, the error of the minibatch, the noise that is injected.',
      tries: 'Step once, and again: the gradient’s part points the same way, the noise never does.',
    },
    parts: {
      shows: 'The same parts as numbers, each bar beginning where the one above it ends.',
      tries: 'Lower the step size: the gradient’s part shrinks with ε, the injected noise only with its root.',
    },
    marginalX: marginal,
    marginalY: marginal,
    trace: {
      shows: 'One coordinate of the kept draws over time, up to four chains.',
      tries: 'Chains that stay apart have not mixed; a chain that wanders slowly says little with each draw.',
    },
    autocorrelation: {
      shows: 'How strongly a kept draw resembles the one so many draws before it.',
      tries: 'Raise the step size: the curve falls faster, until bias or rejections cost more than it gains.',
    },
    schedule: {
      shows: 'The step size at each step: constant, or falling as a(b + t) to the power −γ.',
      tries: 'Set γ above 0, and the bias of the steps vanishes as they become small.',
    },
    phases: {
      shows: 'The variance that a step gets from the minibatch and from the injected noise, at every step size.',
      tries: 'Where the lines cross, an optimizer becomes a sampler. A larger batch moves the crossing to longer steps.',
    },
    race,
    racePasses: { ...race, tries: 'Against passes through the data a minibatch shows its worth: whoever looks at all rows pays for all.' },
    divergence: {
      shows: 'How far the draws so far are from the target, in nats.',
      tries: 'Play on: with unbiased draws it falls towards 0, with steps too long it stops short of that.',
    },
    stein: {
      shows: 'How far the draws are from the target by a measure that needs its gradient only, not its evidence.',
      tries: 'On eight modes look how little it notices that most were missed.',
    },
    mapVariance: map,
    mapMean: map,
    sweep: {
      shows: 'The errors of mean and variance after a thousand steps as one parameter runs over its range.',
      tries: 'Choose another parameter in the corner of this plot.',
    },
  },
  derive: { logEvidence, elbo, gap, energy, entropy, heat, freeEnergy },
};
