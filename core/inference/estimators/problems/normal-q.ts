// q = Π N(μⱼ, σⱼ²): draws, mirrored draws and scores, by the means or by the standard deviations.
import type { Random } from '../../../prob/random.ts';
import type { Coordinate, NormalQ, Problem, Rows } from '../problem.ts';

/** All coordinates alike. */
export const evenNormal = (dimension: number, mean: number, sd: number): NormalQ => ({
  mean: new Float64Array(dimension).fill(mean),
  sd: new Float64Array(dimension).fill(sd),
});

/** Fills x [count, dimension] with draws μ + σ ε. */
export function drawNormal({ mean, sd }: NormalQ, count: number, random: Random, x: Float64Array): void {
  const dimension = mean.length;
  const rows = x.length === count * dimension ? x : x.subarray(0, count * dimension);
  if (mean.every((m) => m === mean[0]) && sd.every((s) => s === sd[0])) {
    random.normals(rows, mean[0], sd[0]);
    return;
  }
  random.normals(rows);
  for (let at = 0; at < rows.length; at += dimension)
    for (let j = 0; j < dimension; j += 1) rows[at + j] = (mean[j] as number) + (sd[j] as number) * (rows[at + j] as number);
}

/** 2μ − x. */
export function mirrorNormal({ mean }: NormalQ, x: Float64Array, count: number, out: Float64Array): void {
  const dimension = mean.length;
  for (let j = 0; j < dimension; j += 1) {
    const twice = 2 * (mean[j] as number);
    for (let i = j; i < count * dimension; i += dimension) out[i] = twice - (x[i] as number);
  }
}

/** Multiplies the rows of `out` [count, width] by ε = (x − μ)/σ: the slope by a mean is then that by a standard deviation. */
export function timesNoise({ mean, sd }: NormalQ, x: Float64Array, count: number, width: number, out: Float64Array): void {
  const dimension = mean.length;
  for (let i = 0; i < count; i += 1)
    for (let j = 0; j < width; j += 1) {
      const at = i * width + j;
      out[at] = ((out[at] as number) * ((x[i * dimension + j] as number) - (mean[j] as number))) / (sd[j] as number);
    }
}

/** ∂ log q/∂μⱼ = (xⱼ − μⱼ)/σⱼ², ∂ log q/∂σⱼ = ((xⱼ − μⱼ)²/σⱼ² − 1)/σⱼ. */
export const normalScores = ({ mean, sd }: NormalQ, of: Coordinate): Rows => {
  const dimension = mean.length;
  return (x, count, width, out) => {
    for (let j = 0; j < width; j += 1) {
      const [m, s] = [mean[j] as number, sd[j] as number];
      const precision = 1 / (s * s);
      let from = j;
      for (let i = j; i < count * width; i += width, from += dimension) {
        const d = (x[from] as number) - m;
        out[i] = of === 'mean' ? d * precision : (d * d * precision - 1) / s;
      }
    }
  };
};

/** The same times f − b of the draw, in one pass. */
export const weighedNormalScores = ({ mean, sd }: NormalQ, of: Coordinate): NonNullable<Problem['weighedScores']> => {
  const dimension = mean.length;
  return (x, f, b, count, width, out) => {
    for (let j = 0; j < width; j += 1) {
      const [m, s] = [mean[j] as number, sd[j] as number];
      const precision = 1 / (s * s);
      for (let row = 0, from = j, to = j; row < count; row += 1, from += dimension, to += width) {
        const d = (x[from] as number) - m;
        out[to] = ((f[row] as number) - b) * (of === 'mean' ? d * precision : (d * d * precision - 1) / s);
      }
    }
  };
};

/** ∂ log q/∂φ₁ at t = (x − μ)/σ. */
export const scoreAt = (t: number, sd: number, of: Coordinate): number => (of === 'mean' ? t / sd : (t * t - 1) / sd);
