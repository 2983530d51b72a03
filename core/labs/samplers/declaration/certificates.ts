// What the draws are held against: mean and variance of the coordinate across.
export const certificates = {
  mean: {
    estimate: 'meanEstimate',
    standardError: 'meanStandardError',
    exact: 'meanExact',
    test: 'The mean of the kept draws across, weighted by ε, against the exact one; given once the chains agree and are worth 100 draws.',
  },
  variance: {
    estimate: 'varianceEstimate',
    standardError: 'varianceStandardError',
    exact: 'varianceExact',
    test: 'Their variance about the exact mean, against the exact one: false as soon as the step size is too large.',
  },
} as const;

/** No verdict before the chains agree to this R-hat and are worth this many independent draws. */
export const AGREED = 1.05;
export const WORTH = 100;
