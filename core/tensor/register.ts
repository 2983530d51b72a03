// The kernels of backend `lab`: the plain backend’s, and in their place the fast ones for what a network does most.
import '@tensorflow/tfjs-backend-cpu';
import type { LabBackend } from './backend.ts';
import { registerBeliefs } from './belief-kernels.ts';
import { registerConvolutions } from './convolution.ts';
import { real, register, registerPlain } from './kernel.ts';
import { FUNCTIONS } from './kernels.ts';
import { mappedKernel } from './mapped.ts';
import { product, stackedProduct } from './product.ts';
import { registerKernel, type TensorInfo, util } from './tf.ts';

const SHARE = 8192;

/** A function of one variable, number by number. */
function unary(lab: LabBackend, x: TensorInfo, name: keyof typeof FUNCTIONS): TensorInfo {
  const out = lab.output(x.shape);
  const length = util.sizeFromShape(x.shape);
  const size = lab.kernels.share(length, 4, SHARE);
  lab.kernels.run('unary', Math.ceil(length / size), [FUNCTIONS[name], lab.addressOf(x), lab.addressOf(out), length, size]);
  return out;
}

/** a ∘ b of the same shape, or of which one is a single number; undefined otherwise. */
function binary(lab: LabBackend, a: TensorInfo, b: TensorInfo, kind: number): TensorInfo | undefined {
  if (!real(a, b)) return undefined;
  const [sizeA, sizeB] = [util.sizeFromShape(a.shape), util.sizeFromShape(b.shape)];
  const same = util.arraysEqual(a.shape, b.shape);
  const oneA = !same && sizeA === 1 && a.shape.length <= b.shape.length;
  const oneB = !same && sizeB === 1 && b.shape.length <= a.shape.length;
  if (!same && !oneA && !oneB) return undefined;
  const out = lab.output(oneA ? b.shape : a.shape);
  const length = oneA ? sizeB : sizeA;
  const size = lab.kernels.share(length, 4, SHARE);
  lab.kernels.run('binary', Math.ceil(length / size), [
    kind,
    lab.addressOf(a),
    lab.addressOf(b),
    lab.addressOf(out),
    length,
    size,
    Number(oneA),
    Number(oneB),
  ]);
  return out;
}

const activationNumber = (name: unknown): number | undefined => {
  const number = FUNCTIONS[name as keyof typeof FUNCTIONS];
  return number !== undefined && number <= FUNCTIONS.sigmoid ? number : undefined;
};

let registered = false;

/** Makes the kernels of `lab` known to TensorFlow.js, once. */
export function registerKernels(): void {
  if (registered) return;
  registered = true;
  registerConvolutions();
  registerBeliefs();

  register('BatchMatMul', ({ a, b }, lab, { transposeA, transposeB }) => {
    if (!a || !b || !real(a, b)) return undefined;
    const flags = { transposeA: transposeA === true, transposeB: transposeB === true };
    if (a.shape.length === 2 && b.shape.length === 2) return product(lab, a, b, flags);
    return stackedProduct(lab, a, b, flags.transposeA, flags.transposeB);
  });

  register('_FusedMatMul', ({ a, b, bias }, lab, { transposeA, transposeB, activation }) => {
    if (!a || !b || !real(a, b) || a.shape.length !== 2 || b.shape.length !== 2) return undefined;
    const number = activationNumber(activation ?? 'linear');
    const columns = b.shape[transposeB ? 0 : 1] as number;
    if (number === undefined || (bias && (!real(bias) || util.sizeFromShape(bias.shape) !== columns))) return undefined;
    return product(lab, a, b, {
      transposeA: transposeA === true,
      transposeB: transposeB === true,
      ...(bias && { bias }),
      activation: number,
    });
  });

  register('LabDense', ({ x, weights, bias }, lab, { activation, counts = 'layer' }) => {
    if (!x || !weights || !bias || !real(x, weights, bias)) return undefined;
    return product(lab, x, weights, { bias, activation: activation as number, counts: counts as 'layer' | 'nothing' });
  });

  // dz and the gradient of the bias; without an activation dz is dy, and only the second is computed.
  register('LabActivationGradient', ({ y, dy }, lab, { activation }) => {
    if (!y || !dy || !real(y, dy)) return undefined;
    const [rows, columns] = dy.shape as [number, number];
    const plain = activation === FUNCTIONS.linear;
    const dz = plain ? undefined : lab.output(dy.shape);
    const sums = lab.output([columns]);
    const size = lab.kernels.share(columns, 16, Math.max(16, SHARE / Math.max(1, rows)));
    lab.kernels.run('activationGradient', Math.ceil(columns / size), [
      activation as number,
      lab.addressOf(y),
      lab.addressOf(dy),
      dz ? lab.addressOf(dz) : 0,
      lab.addressOf(sums),
      rows,
      columns,
      size,
    ]);
    return dz ? [sums, dz] : [sums];
  });

  /** Number by number, from three tensors of one shape. */
  const byNumber = (kernelName: string, operation: 'sample' | 'sampleGradient', names: readonly [string, string, string]) =>
    register(kernelName, (inputs, lab) => {
      const [a, b, c] = names.map((name) => inputs[name]) as [TensorInfo, TensorInfo, TensorInfo];
      if (!real(a, b, c)) return undefined;
      const out = lab.output(a.shape);
      const length = util.sizeFromShape(a.shape);
      const size = lab.kernels.share(length, 4, SHARE);
      const places = [a, b, c, out].map((tensor) => lab.addressOf(tensor));
      lab.kernels.run(operation, Math.ceil(length / size), [...places, length, size]);
      return out;
    });
  byNumber('LabSample', 'sample', ['mean', 'logVariance', 'noise']);
  byNumber('LabSampleGradient', 'sampleGradient', ['dy', 'logVariance', 'noise']);

  /** Row by row of matrices of one shape, the last of the inputs. */
  const byRow = (
    kernelName: string,
    operation: 'scaleRows' | 'complexity' | 'complexityGradient',
    names: readonly string[],
    outputs: (shape: readonly number[]) => readonly (readonly number[])[],
  ) =>
    register(kernelName, (inputs, lab) => {
      const tensors = names.map((name) => inputs[name] as TensorInfo);
      if (!real(...tensors)) return undefined;
      const { shape } = tensors.at(-1) as TensorInfo;
      const [rows, columns] = shape as [number, number];
      const results = outputs(shape).map((each) => lab.output(each));
      const size = lab.kernels.share(rows, 1, Math.max(1, SHARE / 4 / Math.max(1, columns)));
      const places = [...tensors, ...results].map((tensor) => lab.addressOf(tensor));
      lab.kernels.run(operation, Math.ceil(rows / size), [...places, rows, columns, size]);
      return results.length === 1 ? (results[0] as TensorInfo) : results;
    });
  byRow('LabScaleRows', 'scaleRows', ['numbers', 'matrix'], (shape) => [shape]);
  byRow('LabComplexity', 'complexity', ['mean', 'logVariance'], ([rows = 0]) => [[rows]]);
  byRow('LabComplexityGradient', 'complexityGradient', ['dy', 'mean', 'logVariance'], (shape) => [shape, shape]);

  // The values of rows, and where they are wanted the slopes.
  register('LabBernoulli', ({ logits, x }, lab, { slopes }) => {
    if (!logits || !x || !real(logits, x)) return undefined;
    const [rows, columns] = x.shape as [number, number];
    const results = (slopes ? [[rows], x.shape] : [[rows]]).map((shape) => lab.output(shape));
    const size = lab.kernels.share(rows, 1, Math.max(1, SHARE / 4 / Math.max(1, columns)));
    const [values, wanted = 0] = results.map((tensor) => lab.addressOf(tensor)) as [number, number?];
    lab.kernels.run('bernoulli', Math.ceil(rows / size), [lab.addressOf(logits), lab.addressOf(x), values, wanted, rows, columns, size]);
    return results;
  });

  register('LabSoftmax', ({ features, weights, bias, x }, lab, { slopes }) => {
    if (!features || !weights || !bias || !x || !real(features, weights, bias, x)) return undefined;
    const [rows, pixels] = x.shape as [number, number];
    const shapes = [[rows], ...(slopes ? [features.shape, [rows, ...weights.shape], [rows, ...bias.shape]] : [])];
    const results = shapes.map((shape) => lab.output(shape));
    const size = lab.kernels.share(rows, 1, 1);
    const [values, byFeature = 0, byWeight = 0, byBias = 0] = results.map((tensor) => lab.addressOf(tensor)) as [number, ...number[]];
    const taken = [features, weights, bias, x].map((tensor) => lab.addressOf(tensor));
    lab.kernels.run('softmax', Math.ceil(rows / size), [...taken, values, byFeature, byWeight, byBias, rows, pixels, size]);
    return results;
  });

  register('LabSoftmaxMeans', ({ features, weights, bias }, lab, { pixels }) => {
    if (!features || !weights || !bias || !real(features, weights, bias)) return undefined;
    const out = lab.output([features.shape[0] as number, pixels as number]);
    const length = util.sizeFromShape(out.shape);
    const size = lab.kernels.share(length, 1, SHARE / 64);
    const places = [features, weights, bias, out].map((tensor) => lab.addressOf(tensor));
    lab.kernels.run('softmaxMeans', Math.ceil(length / size), [...places, length, size]);
    return out;
  });

  /** Sums over axes that stand side by side, each number over the count of them for a mean. */
  const summed = (kernelName: 'Sum' | 'Mean') =>
    register(kernelName, ({ x }, lab, { axis, keepDims }) => {
      if (!x || !real(x)) return undefined;
      const axes = util.parseAxisParam(axis as number[], x.shape).toSorted((a, b) => a - b);
      const [first = 0, last = -1] = [axes[0], axes.at(-1)];
      if (last - first + 1 !== axes.length) return undefined;
      const [outer, length, inner] = [x.shape.slice(0, first), x.shape.slice(first, last + 1), x.shape.slice(last + 1)].map((part) =>
        util.sizeFromShape(part),
      ) as [number, number, number];
      const shape = keepDims ? x.shape.map((side, i) => (axes.includes(i) ? 1 : side)) : x.shape.filter((_, i) => !axes.includes(i));
      const out = lab.output(shape);
      const size = lab.kernels.share(outer * inner, 1, Math.max(1, SHARE / Math.max(1, length)));
      const integers = [lab.addressOf(x), lab.addressOf(out), outer, length, inner, size];
      lab.kernels.run('sums', Math.ceil((outer * inner) / size), integers, [kernelName === 'Mean' ? length : 1]);
      return out;
    });
  summed('Sum');
  summed('Mean');

  const functions = {
    Exp: 'exp',
    Log: 'log',
    Relu: 'relu',
    Sigmoid: 'sigmoid',
    Softplus: 'softplus',
    Tanh: 'tanh',
    Square: 'square',
    Sqrt: 'sqrt',
    Neg: 'negate',
  } as const;
  for (const [kernelName, name] of Object.entries(functions)) {
    register(kernelName, ({ x }, lab) => (x && real(x) ? unary(lab, x, name) : undefined));
  }
  // The slope of a ReLU; other steps than from 0 are left to the plain kernel.
  register('Step', ({ x }, lab, { alpha }) => (x && real(x) && !alpha ? unary(lab, x, 'step') : undefined));
  for (const [kind, kernelName] of ['Add', 'Sub', 'Multiply', 'RealDiv'].entries()) {
    register(kernelName, ({ a, b }, lab) => (a && b ? binary(lab, a, b, kind) : undefined));
  }
  registerKernel(mappedKernel);
  registerPlain();
}
