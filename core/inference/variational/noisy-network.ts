// A network with one hidden layer whose weights are beliefs N(μ, σ²): the mean and variance of its output without drawing a single weight, up to
// the total input of a hidden unit being normal, which it is (Hinton & van Camp 1993, equations 10–12). The same bits on every host: who decodes
// what such a network sent must come to the same beliefs.
import { exp, log } from '../../math/elementary.ts';
import { sharedFloat64 } from '../../math/float64.ts';
import { LOG_2PI } from '../../math/special.ts';

/** Logistic hidden units and linear outputs, one if left out; without hidden units outputs are linear in the inputs. Every unit has a bias. */
export interface NoisyShape {
  readonly inputs: number;
  readonly hidden: number;
  readonly outputs?: number;
}

/** A belief for every weight: a row of inputs + 1 for each hidden unit, its bias last, then for each output its weights and its bias. */
export interface NoisyWeights {
  readonly means: Float64Array;
  readonly logSds: Float64Array;
}

export const weightCount = ({ inputs, hidden, outputs = 1 }: NoisyShape): number =>
  hidden === 0 ? outputs * (inputs + 1) : hidden * (inputs + 1) + outputs * (hidden + 1);

/** Spacing and reach of the trapezoidal rule under a standard normal: exact to 1e−12 for total inputs of sd up to 2.8, to 1e−6 up to 5. */
const SPACING = 0.25;
const REACH = 7;
const STEPS = Math.round((2 * REACH) / SPACING) + 1;
const nodes = Float64Array.from({ length: STEPS }, (_, i) => -REACH + i * SPACING);
const weights = nodes.map((t) => (SPACING * exp(-0.5 * t * t)) / Math.sqrt(2 * Math.PI));

/** E[σ(a)], E[σ(a)²] for a ~ N(m, v), and their slopes in m and v: ∂E f/∂m = E f′, ∂E f/∂v = E f″/2. Written into `out`, six numbers. */
export function logisticMomentsInto(m: number, v: number, out: Float64Array): void {
  const sd = Math.sqrt(v);
  const { numbers, first } = powersInto(m, sd);
  let [s, ss, sm, sv, ssm, ssv] = [0, 0, 0, 0, 0, 0];
  for (let i = 0; i < STEPS; i += 1) {
    const w = weights[i] as number;
    const e = numbers[first + i] as number;
    const up = m + sd * (nodes[i] as number) >= 0;
    const y = up ? 1 / (1 + e) : e / (1 + e);
    const slope = e / ((1 + e) * (1 + e));
    const bend = slope * (1 - 2 * y);
    s += w * y;
    ss += w * y * y;
    sm += w * slope;
    sv += 0.5 * w * bend;
    ssm += 2 * w * y * slope;
    ssv += w * (slope * slope + y * bend);
  }
  out[0] = s;
  out[1] = ss;
  out[2] = sm;
  out[3] = sv;
  out[4] = ssm;
  out[5] = ssv;
}

/** e^−|m + sd t| at every node t, by the kernels: the same bits as `exp`, in the numbers from `first` on. */
function powersInto(m: number, sd: number): { readonly numbers: Float64Array; readonly first: number } {
  const { base, numbers, run } = sharedFloat64();
  const first = base / 8;
  for (let i = 0; i < STEPS; i += 1) numbers[first + i] = -Math.abs(m + sd * (nodes[i] as number));
  run.exponentials(base, STEPS);
  return { numbers, first };
}

/** E[σ(a)] and E[σ(a)²] alone, for whoever needs no slopes: written from `at` on. */
function logisticMeansInto(m: number, v: number, out: Float64Array, at: number): void {
  const sd = Math.sqrt(v);
  const { numbers, first } = powersInto(m, sd);
  let [s, ss] = [0, 0];
  for (let i = 0; i < STEPS; i += 1) {
    const e = numbers[first + i] as number;
    const y = m + sd * (nodes[i] as number) >= 0 ? 1 / (1 + e) : e / (1 + e);
    s += (weights[i] as number) * y;
    ss += (weights[i] as number) * y * y;
  }
  out[at] = s;
  out[at + 1] = ss;
}

/** Σ xⱼ μⱼ and Σ xⱼ² σⱼ² of row n, under the weights from `at` on, the bias last. */
function totalInput(
  inputs: number,
  means: Float64Array,
  sds: Float64Array,
  x: Float64Array,
  at: number,
  n: number,
): readonly [mean: number, variance: number] {
  let [m, v] = [means[at + inputs] as number, (sds[at + inputs] as number) ** 2];
  for (let j = 0; j < inputs; j += 1) {
    const each = x[n * inputs + j] as number;
    m += each * (means[at + j] as number);
    v += each * each * (sds[at + j] as number) ** 2;
  }
  return [m, v];
}

/** Mean and variance of the output, given E[s] and E[s²] of each hidden unit, `stride` numbers apart (equations 10 and 11). */
function throughHidden(
  means: Float64Array,
  sds: Float64Array,
  last: number,
  hidden: number,
  moments: Float64Array,
  stride: number,
): readonly [mean: number, variance: number] {
  let [output, variance] = [means[last + hidden] as number, (sds[last + hidden] as number) ** 2];
  for (let h = 0; h < hidden; h += 1) {
    const [s, ss] = [moments[stride * h] as number, moments[stride * h + 1] as number];
    const [mean, sd] = [means[last + h] as number, sds[last + h] as number];
    output += s * mean;
    variance += (mean * mean + sd * sd) * ss - mean * mean * s * s;
  }
  return [output, variance];
}

/** Means and variances of the outputs, by row of inputs. */
export function expectedOutputs(
  { inputs, hidden, outputs: width = 1 }: NoisyShape,
  { means, logSds }: NoisyWeights,
  x: Float64Array,
): { readonly outputs: Float64Array; readonly variances: Float64Array } {
  const sds = logSds.map(exp);
  const count = x.length / inputs;
  const [outputs, variances] = [new Float64Array(count * width), new Float64Array(count * width)];
  const total = (at: number, n: number) => totalInput(inputs, means, sds, x, at, n);
  const last = hidden * (inputs + 1);
  const moments = new Float64Array(2 * hidden);
  for (let n = 0; n < count; n += 1) {
    for (let h = 0; h < hidden; h += 1) logisticMeansInto(...total(h * (inputs + 1), n), moments, 2 * h);
    for (let o = 0; o < width; o += 1) {
      const [output, variance] =
        hidden === 0 ? total(o * (inputs + 1), n) : throughHidden(means, sds, last + o * (hidden + 1), hidden, moments, 2);
      outputs[n * width + o] = output;
      variances[n * width + o] = variance;
    }
  }
  return { outputs, variances };
}

export interface Misfit {
  /** E[−log N(y|output, noise²)] summed over the cases, in nats. */
  readonly nats: number;
  /** E[(y − output)²] summed over the cases: squared error of the mean output plus its variance. */
  readonly squared: number;
  /** By case, and by output. */
  readonly outputs: Float64Array;
  readonly variances: Float64Array;
  /** Of `nats` with respect to the means and log sds of the weights, and to log noise. */
  readonly gradient: { readonly means: Float64Array; readonly logSds: Float64Array; readonly logNoise: number };
}

/** Expected misfit of targets `y`, a row of outputs a case, at rows `x` of inputs, exactly, with its gradient. `noise` is the sd of a target about the output. */
export function misfitOf(
  { inputs, hidden, outputs: width = 1 }: NoisyShape,
  { means, logSds }: NoisyWeights,
  x: Float64Array,
  y: Float64Array,
  noise: number,
): Misfit {
  const cases = y.length / width;
  const sds = logSds.map(exp);
  const [outputs, variances] = [new Float64Array(y.length), new Float64Array(y.length)];
  const gradient = { means: new Float64Array(means.length), logSds: new Float64Array(means.length) };
  const row = inputs + 1;
  const last = hidden * row;
  const moments = new Float64Array(6 * hidden);
  const momentsOf = Array.from({ length: hidden }, (_, h) => moments.subarray(6 * h, 6 * h + 6));
  /** Slopes in E[s] and E[s²] of each hidden unit. */
  const [byS, bySs] = [new Float64Array(hidden), new Float64Array(hidden)];
  const precision = 1 / (noise * noise);
  let squared = 0;

  const total = (at: number, n: number) => totalInput(inputs, means, sds, x, at, n);
  /** Hands slopes in a total input on to its weights. */
  const back = (at: number, n: number, byMean: number, byVariance: number): void => {
    for (let j = 0; j <= inputs; j += 1) {
      const each = j === inputs ? 1 : (x[n * inputs + j] as number);
      const place = at + j;
      gradient.means[place] = (gradient.means[place] as number) + byMean * each;
      gradient.logSds[place] = (gradient.logSds[place] as number) + 2 * byVariance * each * each * (sds[place] as number) ** 2;
    }
  };

  for (let n = 0; n < cases; n += 1) {
    for (let h = 0; h < hidden; h += 1) {
      const [m, v] = total(h * row, n);
      logisticMomentsInto(m, v, momentsOf[h] as Float64Array);
    }
    byS.fill(0);
    bySs.fill(0);
    for (let o = 0; o < width; o += 1) {
      const at = hidden === 0 ? o * row : last + o * (hidden + 1);
      const [output, variance] = hidden === 0 ? total(at, n) : throughHidden(means, sds, at, hidden, moments, 6);
      outputs[n * width + o] = output;
      variances[n * width + o] = variance;
      const off = output - (y[n * width + o] as number);
      squared += off * off + variance;
      const [byOutput, byVariance] = [off * precision, 0.5 * precision];
      if (hidden === 0) {
        back(at, n, byOutput, byVariance);
        continue;
      }
      for (let h = 0; h < hidden; h += 1) {
        const [s, ss] = [moments[6 * h] as number, moments[6 * h + 1] as number];
        const [mean, sd] = [means[at + h] as number, sds[at + h] as number];
        gradient.means[at + h] = (gradient.means[at + h] as number) + byOutput * s + byVariance * 2 * mean * (ss - s * s);
        gradient.logSds[at + h] = (gradient.logSds[at + h] as number) + byVariance * 2 * sd * sd * ss;
        byS[h] = (byS[h] as number) + (byOutput * mean - byVariance * 2 * mean * mean * s);
        bySs[h] = (bySs[h] as number) + byVariance * (mean * mean + sd * sd);
      }
      const bias = at + hidden;
      gradient.means[bias] = (gradient.means[bias] as number) + byOutput;
      gradient.logSds[bias] = (gradient.logSds[bias] as number) + byVariance * 2 * (sds[bias] as number) ** 2;
    }
    for (let h = 0; h < hidden; h += 1) {
      const [one, two] = [byS[h] as number, bySs[h] as number];
      const [sm, sv] = [moments[6 * h + 2] as number, moments[6 * h + 3] as number];
      const [ssm, ssv] = [moments[6 * h + 4] as number, moments[6 * h + 5] as number];
      back(h * row, n, one * sm + two * ssm, one * sv + two * ssv);
    }
  }
  const nats = y.length * (0.5 * LOG_2PI + log(noise)) + 0.5 * precision * squared;
  return { nats, squared, outputs, variances, gradient: { ...gradient, logNoise: y.length - precision * squared } };
}
