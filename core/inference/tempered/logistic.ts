// The posterior of logistic regression with an intercept and a slope, P(y = 1|x) = σ(w₁ + w₂ x), w ~ N(0, t² I): line by line, and where to look.
import { exp, log, logistic } from '../../math/elementary.ts';
import { sortedNumbers, sumSoftplus } from '../../math/softplus-sum.ts';
import { LOG_2PI } from '../../math/special.ts';
import { type Box, byLines, type Evaluate } from './plane.ts';

/** One feature and its label 0 or 1, one each row. */
interface Labelled {
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
}

/** Beyond it an exponential might take a product of up to 1e200 of them out of the numbers. */
const FAR = 240;

/** Σ log(1 + f eᵢ): one logarithm for many factors. */
function logOfProduct(exponentials: Float64Array, factor: number): number {
  let lost = 0;
  let product = 1;
  for (let i = 0; i < exponentials.length; i += 1) {
    product *= 1 + (exponentials[i] as number) * factor;
    if (product > 1e200) {
      lost += log(product);
      product = 1;
    }
  }
  return lost + log(product);
}

/** log p of slopes (second) and intercepts (first): for each slope one exponential a row serves all intercepts, where none of them is too large. */
export function logisticLines({ x, y }: Labelled, priorSd: number): Evaluate {
  const of = (label: boolean) => sortedNumbers(Array.from(x).filter((_, i) => (y[i] === 1) === label));
  const [ones, zeros] = [of(true), of(false)];
  const farthest = Math.max(0, ...[ones, zeros].flatMap(({ xs }) => [-(xs[0] ?? 0), xs.at(-1) ?? 0]));
  const constant = -LOG_2PI - 2 * log(priorSd);
  return byLines((slope) => {
    const near = Math.abs(slope) * farthest <= FAR;
    // e^{∓z} of each row where the intercept is 0.
    const [wrongOnes, wrongZeros] = near ? [ones.xs.map((each) => exp(-slope * each)), zeros.xs.map((each) => exp(slope * each))] : [];
    return (intercept) => {
      const logPrior = constant - 0.5 * ((intercept / priorSd) ** 2 + (slope / priorSd) ** 2);
      if (wrongOnes && wrongZeros && Math.abs(slope) * farthest + Math.abs(intercept) <= FAR)
        return logPrior - logOfProduct(wrongOnes, exp(-intercept)) - logOfProduct(wrongZeros, exp(intercept));
      return logPrior - sumSoftplus(ones, -intercept, -slope) - sumSoftplus(zeros, intercept, slope);
    };
  });
}

/** Steps uphill at most: far out on an exponential each goes about one unit of its exponent. */
const STEPS = 400;

/** How far about the mode one looks, in standard deviations of the normal that has its curvature. */
const REACH = 10;

/**
 * Boxes in which the mass may lie: about the mode, found by Newton’s method, as wide as the curvature there says; and about the prior, where
 * separable rows leave a wedge of it.
 */
export function logisticBoxes({ x, y }: Labelled, priorSd: number): readonly Box[] {
  const precision = 1 / priorSd ** 2;
  const look = (w1: number, w2: number) => {
    let [g1, g2, s0, s1] = [-precision * w1, -precision * w2, 0, 0];
    const bends = new Float64Array(y.length);
    for (let i = 0; i < y.length; i += 1) {
      const xi = x[i] as number;
      const sign = y[i] === 1 ? 1 : -1;
      const against = logistic(-sign * (w1 + w2 * xi));
      const bend = against * logistic(sign * (w1 + w2 * xi));
      g1 += sign * against;
      g2 += sign * against * xi;
      s0 += bend;
      s1 += bend * xi;
      bends[i] = bend;
    }
    // About their middle, weighted, the rows’ curvature is diagonal: nothing cancels in its determinant.
    const middle = s0 > 0 ? s1 / s0 : 0;
    const about = (centre: number) => bends.reduce((sum, bend, i) => sum + bend * ((x[i] as number) - centre) ** 2, 0);
    const [h11, h22] = [precision + s0, precision + about(0)];
    const determinant = precision * (precision + s0 + about(0)) + s0 * about(middle);
    return {
      step: [(h22 * g1 - s1 * g2) / determinant, (h11 * g2 - s1 * g1) / determinant],
      sds: [h22, h11].map((h) => Math.sqrt(h / determinant)),
    };
  };
  const heights = logisticLines({ x, y }, priorSd);
  let [w1, w2] = [0, 0];
  let here = look(w1, w2);
  for (let round = 0; round < STEPS; round += 1) {
    const [d1, d2] = here.step as [number, number];
    const height = heights.along(w2)(w1);
    let share = 1;
    while (share > 1e-9 && !(heights.along(w2 + share * d2)(w1 + share * d1) > height)) share /= 2;
    if (share <= 1e-9) break;
    [w1, w2] = [w1 + share * d1, w2 + share * d2];
    here = look(w1, w2);
  }
  const mode = [w1, w2].map((w, k) => [w - REACH * (here.sds[k] as number), w + REACH * (here.sds[k] as number)] as const);
  const prior = [-3 * priorSd, 3 * priorSd] as const;
  return [mode as unknown as Box, [prior, prior]];
}
