// What networks here are made of, each one operation with its own gradient: a dense layer, a Gaussian sample, two likelihoods. All take and
// give float32 tensors by rows.
import { FUNCTIONS } from './kernels.ts';
import {
  conv2d,
  conv2dTranspose,
  engine,
  exp,
  expandDims,
  eye,
  matMul,
  mul,
  type NamedAttrMap,
  registerGradient,
  reshape,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  type Tensor4D,
  util,
} from './tf.ts';

export type Activation = 'linear' | 'relu' | 'tanh' | 'softplus' | 'sigmoid';

export const run = <Result>(name: string, inputs: Record<string, Tensor>, attributes?: NamedAttrMap): Result =>
  engine().runKernel(name, inputs, attributes) as Result;

export const same = (name: string, a: Tensor, b: Tensor) =>
  util.assert(util.arraysEqual(a.shape, b.shape), () => `${name}: shapes [${a.shape}] and [${b.shape}] differ`);

/** One gradient a kernel, registered where TensorFlow.js looks for it; dy is that of its first output, the only one to hang on. */
const gradient = (
  kernelName: string,
  inputsToSave: string[],
  outputsToSave: boolean[],
  gradFunc: (dy: Tensor2D, saved: readonly Tensor2D[], attributes: NamedAttrMap) => Record<string, () => Tensor>,
) =>
  registerGradient({
    kernelName,
    inputsToSave,
    outputsToSave,
    gradFunc: (dy, saved, attributes) => gradFunc([dy].flat()[0] as Tensor2D, saved as Tensor2D[], attributes),
  });

gradient('LabDense', ['x', 'weights'], [true], (dy, [x, weights, y], { activation }) => {
  const [bias, slope] = run<Tensor[]>('LabActivationGradient', { y: y as Tensor2D, dy }, { activation: activation as number });
  const dz = (slope ?? dy) as Tensor2D;
  return {
    x: () => matMul(dz, weights as Tensor2D, false, true),
    weights: () => matMul(x as Tensor2D, dz, true, false),
    bias: () => bias as Tensor,
  };
});

/**
 * A dense layer f(x W + b): x is rows × inputs, W inputs × outputs, b outputs. Where x comes from outside and few of its numbers are not
 * zero (images), the product and the gradient of W pass the zeros over.
 */
export function dense(x: Tensor2D, weights: Tensor2D, bias: Tensor1D, activation: Activation): Tensor2D {
  util.assert(
    x.shape[1] === weights.shape[0] && weights.shape[1] === bias.shape[0],
    () => `dense: shapes [${x.shape}], [${weights.shape}] and [${bias.shape}] do not fit`,
  );
  return run('LabDense', { x, weights, bias }, { activation: FUNCTIONS[activation] });
}

/** f(t + bias) of the last axis: a product with 1, exact, whose bias, activation and gradients are those of a dense layer. */
function activated(t: Tensor4D, bias: Tensor1D, activation: Activation): Tensor4D {
  const channels = t.shape[3];
  const rows: Tensor2D = reshape(t, [-1, channels]);
  // What adds a bias is no product of the network’s.
  const inputs = { x: rows, weights: eye(channels) as Tensor2D, bias };
  return reshape(run<Tensor2D>('LabDense', inputs, { activation: FUNCTIONS[activation], counts: 'nothing' }), t.shape);
}

/**
 * A convolution f(x ⋆ filter + bias) as TensorFlow pads `same`: x is n × height × width × inputs, filter side × side × inputs × outputs, and
 * what comes out is 1/stride as high and wide, rounded up; or, `valid`, only where the filter lies inside the image.
 */
export const convolution = (
  x: Tensor4D,
  filter: Tensor4D,
  bias: Tensor1D,
  stride: number,
  activation: Activation,
  padding: 'same' | 'valid' = 'same',
): Tensor4D => activated(conv2d(x, filter, stride, padding), bias, activation);

/**
 * The transpose of such a convolution, from n × height × width × inputs to images of the size that is asked for, of which a convolution would
 * make these; filter is side × side × outputs × inputs.
 */
export function transposedConvolution(
  x: Tensor4D,
  filter: Tensor4D,
  bias: Tensor1D,
  [rows, columns]: readonly [number, number],
  stride: number,
  activation: Activation,
): Tensor4D {
  return activated(conv2dTranspose(x, filter, [x.shape[0], rows, columns, filter.shape[2]], stride, 'same'), bias, activation);
}

gradient('LabSample', ['logVariance', 'noise'], [], (dy, [logVariance, noise]) => ({
  mean: () => dy.clone(),
  logVariance: () => run('LabSampleGradient', { dy, logVariance: logVariance as Tensor, noise: noise as Tensor }),
  noise: () => mul(dy, exp(mul(0.5, logVariance as Tensor))),
}));

/** A draw from N(m, e^v) by its standard normal noise ε: m + e^(v/2) ε (Kingma and Welling 2014). */
export function gaussianSample(mean: Tensor2D, logVariance: Tensor2D, noise: Tensor2D): Tensor2D {
  same('gaussianSample', mean, logVariance);
  same('gaussianSample', mean, noise);
  return run('LabSample', { mean, logVariance, noise });
}

/** Whether somebody may ask for a gradient of what is done now. */
export const differentiated = () => engine().state.gradientDepth > 0;

/** Numbers of rows times a matrix’s: what the slopes of rows’ values become by the chain rule. */
const scaleRows = (numbers: Tensor, matrix: Tensor) => run<Tensor>('LabScaleRows', { numbers, matrix });

gradient('LabBernoulli', ['logits'], [false, true], (dy, [logits, slopes]) => ({
  logits: () => scaleRows(dy, slopes as Tensor),
  x: () => mul(expandDims(dy, 1), logits as Tensor),
}));

/** log p(x) of each row under independent Bernoullis with log odds l, in nats: Σ x l − log(1 + e^l). */
export function bernoulliLogLikelihood(logits: Tensor2D, x: Tensor2D): Tensor1D {
  same('bernoulliLogLikelihood', logits, x);
  const [values] = run<Tensor[]>('LabBernoulli', { logits, x }, { slopes: differentiated() });
  return values as Tensor1D;
}

/** Σ dy of the slopes of each row. */
const weighed = (dy: Tensor, slopes: Tensor, like: readonly number[]) => {
  const rows = dy.size;
  return reshape(matMul(reshape(dy, [1, rows]) as Tensor2D, reshape(slopes, [rows, -1]) as Tensor2D), [...like]);
};

gradient('LabSoftmax', [], [false, true, true, true], (dy, [byFeature, byWeight, byBias]) => ({
  features: () => scaleRows(dy, byFeature as Tensor),
  weights: () => weighed(dy, byWeight as Tensor, (byWeight as Tensor).shape.slice(1)),
  bias: () => weighed(dy, byBias as Tensor, (byBias as Tensor).shape.slice(1)),
  x: () => {
    throw new Error('softmaxLogLikelihood has no slope against levels');
  },
}));

/** Levels of a softmax, and features that its logits are linear in, as core/tensor/assembly/softmax.ts has them. */
export const LEVELS = 256;
export const FEATURES = 8;

const fitSoftmax = (name: string, features: Tensor2D, pixels: number, weights: Tensor2D, bias: Tensor1D) =>
  util.assert(
    features.shape[1] === pixels * FEATURES && util.arraysEqual(weights.shape, [FEATURES, LEVELS]) && bias.size === LEVELS,
    () => `${name}: shapes [${features.shape}] of ${pixels} pixels, [${weights.shape}] and [${bias.shape}] do not fit`,
  );

/**
 * log p(x) of each row in nats, where each number of x [rows, pixels] is one of 256 levels from 0 to 1, the nearest to it, by a softmax of logits
 * f W + b: features f [rows, pixels · 8], W [8, 256], b [256]. Sums over pixels are taken in float64. All slopes are found with the values,
 * since each would work the logits out again; x has none. Throws where shapes do not fit.
 */
export function softmaxLogLikelihood(features: Tensor2D, weights: Tensor2D, bias: Tensor1D, x: Tensor2D): Tensor1D {
  fitSoftmax('softmaxLogLikelihood', features, x.shape[1], weights, bias);
  const [values] = run<Tensor[]>('LabSoftmax', { features, weights, bias, x }, { slopes: differentiated() });
  return values as Tensor1D;
}

/** E[x], [rows, pixels], of the same softmax; it has no slopes. Throws where shapes do not fit. */
export function softmaxMeans(features: Tensor2D, weights: Tensor2D, bias: Tensor1D): Tensor2D {
  const pixels = Math.floor(features.shape[1] / FEATURES);
  fitSoftmax('softmaxMeans', features, pixels, weights, bias);
  return run('LabSoftmaxMeans', { features, weights, bias }, { pixels });
}

gradient('LabComplexity', ['mean', 'logVariance'], [], (dy, [mean, logVariance]) => {
  const [dMean, dLogVariance] = run<Tensor[]>('LabComplexityGradient', { dy, mean: mean as Tensor, logVariance: logVariance as Tensor });
  return { mean: () => dMean as Tensor, logVariance: () => dLogVariance as Tensor };
});

/** KL(N(m, e^v) ‖ N(0, 1)) of each row, in nats: ½ Σ m² + e^v − 1 − v. */
export function gaussianComplexity(mean: Tensor2D, logVariance: Tensor2D): Tensor1D {
  same('gaussianComplexity', mean, logVariance);
  return run('LabComplexity', { mean, logVariance });
}
