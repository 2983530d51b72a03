// The same data by other codes: weights told once at the best precision, predictions that learn as they go, and no network at all; for a linear
// model also the evidence, which no code with these assumptions beats on average.
import { expectedOutputs, type NoisyShape } from '../../../inference/variational/noisy-network.ts';
import { log } from '../../../math/elementary.ts';
import { goldenSection } from '../../../math/golden-section.ts';
import { choleskyInto, solveLowerInto, triangle } from '../../../math/lower-triangle.ts';
import { LOG_2PI, logNormalCdf, logSumExp, normalCdf } from '../../../math/special.ts';
import type { Belief, Cases } from './noisy-learner.ts';
import { bits } from './terms.ts';

/** log₂ of the tolerances between which the best is looked for, and sections until it is found to a quarter of it. */
const [FINEST, COARSEST, SECTIONS] = [-12, 1, 7];

/** A mass below it is not worked out from its two ends. */
const TINY = 1e-290;

/**
 * Weights sent as numbers at a tolerance t, each −log₂ of the prior’s mass within t/2 of it, then the data, whose misfit grows by the variance
 * t²/12 of rounding; t the best from 2⁻¹² to 2.
 */
export function twoPartBits(shape: NoisyShape, belief: Belief, { x, y, width }: Cases): number {
  const { means, prior, noise } = belief;
  const logMassWithin = (mean: number, reach: number) => {
    const ends = Array.from(prior.means, (centre, i) => {
      const [off, sd] = [Math.abs(mean - centre), prior.sds[i] as number];
      return [(reach - off) / sd, (-reach - off) / sd] as const;
    });
    const mass = ends.reduce((sum, [to, from], i) => sum + (prior.shares[i] as number) * (normalCdf(to) - normalCdf(from)), 0);
    if (mass > TINY) return log(mass);
    // So far out that there is no number for it: by logarithms.
    return logSumExp(
      ends.map(([to, from], i) => {
        const upTo = logNormalCdf(to);
        return log(prior.shares[i] as number) + upTo + Math.log1p(-Math.exp(logNormalCdf(from) - upTo));
      }),
    );
  };
  const lengthAt = (power: number): number => {
    const tolerance = 2 ** power;
    const logSds = new Float64Array(means.length).fill(log(tolerance) - 0.5 * log(12));
    const { outputs, variances } = expectedOutputs(shape, { means, logSds }, x);
    const squared = outputs.reduce((sum, output, n) => sum + (output - (y[n] as number)) ** 2 + (variances[n] as number), 0);
    const nats = y.length * (0.5 * LOG_2PI + log(noise)) + (0.5 * squared) / (noise * noise);
    const told = means.reduce((sum, mean) => sum - logMassWithin(mean, tolerance / 2), 0);
    return bits(nats - y.length * log(width) + told);
  };
  return lengthAt(goldenSection(lengthAt, FINEST, COARSEST, SECTIONS));
}

/** Rows of inputs with a 1 behind each. */
const rowOf = (x: Float64Array, inputs: number, n: number): Float64Array =>
  Float64Array.from({ length: inputs + 1 }, (_, j) => (j < inputs ? (x[n * inputs + j] as number) : 1));

export interface LinearCodes {
  /** Each target under what the ones before it taught, the least squares weights with the prior’s penalty as if they were sure. */
  readonly prequential: number;
  /** −log₂ P(y) of the linear model, weights integrated out. */
  readonly evidence: number;
}

/** Of y = w·x + noise under a prior N(m, s²) for every weight. Throws RangeError for a prior that is a mixture. */
export function linearCodes(inputs: number, { prior, noise }: Belief, { x, y, width }: Cases): LinearCodes {
  if (prior.shares.length > 1) throw new RangeError('expected a prior of one normal');
  const size = inputs + 1;
  const [mean, sd] = [prior.means[0] as number, prior.sds[0] as number];
  const precision = new Float64Array(triangle(size));
  for (let i = 0; i < size; i += 1) precision[triangle(i) + i] = 1 / (sd * sd);
  const shift = new Float64Array(size).fill(mean / (sd * sd));
  const [factor, z] = [new Float64Array(precision.length), new Float64Array(size)];
  let [prequential, evidence] = [0, 0];
  for (let n = 0; n < y.length; n += 1) {
    const row = rowOf(x, inputs, n);
    choleskyInto(precision, 0, size, factor);
    // Predictive mean rᵀA⁻¹b and variance noise² + rᵀA⁻¹r, through L⁻¹r and L⁻¹b.
    const spread = solveLowerInto(factor, row, size, z);
    const one = z.slice();
    solveLowerInto(factor, shift, size, z);
    const predicted = one.reduce((sum, each, i) => sum + each * (z[i] as number), 0);
    const off = ((y[n] as number) - predicted) ** 2;
    prequential += 0.5 * (LOG_2PI + off / (noise * noise)) + log(noise) - log(width);
    const variance = noise * noise + spread;
    evidence += 0.5 * (LOG_2PI + log(variance) + off / variance) - log(width);
    for (let i = 0; i < size; i += 1) {
      shift[i] = (shift[i] as number) + ((row[i] as number) * (y[n] as number)) / (noise * noise);
      for (let j = 0; j <= i; j += 1)
        precision[triangle(i) + j] = (precision[triangle(i) + j] as number) + ((row[i] as number) * (row[j] as number)) / (noise * noise);
    }
  }
  return { prequential: bits(prequential), evidence: bits(evidence) };
}
