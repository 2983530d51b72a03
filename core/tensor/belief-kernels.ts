// The kernels of core/tensor/beliefs.ts.
import type { LabBackend } from './backend.ts';
import { real, register } from './kernel.ts';
import { FUNCTIONS, multiplySparse } from './kernels.ts';
import { product } from './product.ts';
import { type TensorInfo, util } from './tf.ts';
import { countProduct } from './work.ts';

const SHARE = 8192;

/** A² B, squares number by number, A as it is or transposed. */
function squaredProduct(lab: LabBackend, a: TensorInfo, b: TensorInfo, transposeA: boolean): TensorInfo {
  const counts = transposeA ? 'product' : 'layer';
  const columns = b.shape[1] as number;
  const sparse = columns >= 16 ? lab.sparseOf(a) : null;
  if (sparse) {
    const [rows, depth] = (transposeA ? [...a.shape].reverse() : a.shape) as [number, number];
    const result = lab.output([rows, columns]);
    const by = transposeA ? sparse.byColumn : sparse.byRow;
    multiplySparse(lab.kernels, by, lab.addressOf(b), lab.addressOf(result), { rows, columns, depth }, { squared: true });
    countProduct(lab, { rows, columns, depth }, !transposeA, by);
    return result;
  }
  const squares = lab.output(a.shape);
  const length = util.sizeFromShape(a.shape);
  const size = lab.kernels.share(length, 4, SHARE);
  lab.kernels.run('unary', Math.ceil(length / size), [FUNCTIONS.square, lab.addressOf(a), lab.addressOf(squares), length, size]);
  const result = product(lab, squares, b, { transposeA, counts });
  lab.disposeData(squares.dataId);
  return result;
}

/** Makes them known to TensorFlow.js. */
export function registerBeliefs(): void {
  const byRows = (lab: LabBackend, [rows = 0, columns = 0]: readonly number[]) => {
    const size = lab.kernels.share(rows, 1, Math.max(1, SHARE / 4 / Math.max(1, columns)));
    return { parts: Math.ceil(rows / size), sizes: [rows, columns, size] };
  };

  register('LabBelief', ({ mean, logVariance }, lab, { slopes }) => {
    if (!mean || !logVariance || !real(mean, logVariance)) return undefined;
    const { shape } = mean;
    const results = [shape, shape.slice(0, 1), ...(slopes ? [shape] : [])].map((each) => lab.output(each));
    const [variance, values, wanted = 0] = results.map((tensor) => lab.addressOf(tensor)) as [number, number, number?];
    const { parts, sizes } = byRows(lab, shape);
    lab.kernels.run('belief', parts, [lab.addressOf(mean), lab.addressOf(logVariance), variance, values, wanted, ...sizes]);
    lab.incRef(mean.dataId);
    return [{ dataId: mean.dataId, shape, dtype: mean.dtype }, ...results];
  });

  register('LabBeliefGradient', ({ byMean, byVariance, byRow, mean, variance, slopes }, lab) => {
    const inputs = [byMean, byVariance, byRow, mean, variance, slopes] as TensorInfo[];
    const { shape } = mean as TensorInfo;
    const results = [lab.output(shape), lab.output(shape)];
    const { parts, sizes } = byRows(lab, shape);
    lab.kernels.run('beliefGradient', parts, [...[...inputs, ...results].map((tensor) => lab.addressOf(tensor)), ...sizes]);
    return results;
  });

  register('LabMoments', ({ x, means, variances, bias }, lab) => {
    if (!x || !means || !variances || !bias || !real(x, means, variances, bias)) return undefined;
    return [product(lab, x, means, { bias, counts: 'layer' }), squaredProduct(lab, x, variances, false)];
  });

  register('LabMomentsGradient', ({ x, byMean, byVariance }, lab) => {
    if (!x || !byMean || !byVariance || !real(x, byMean, byVariance)) return undefined;
    return [product(lab, x, byMean, { transposeA: true }), squaredProduct(lab, x, byVariance, true)];
  });

  register('LabDrawn', ({ mean, variance, noise }, lab, { activation, least }) => {
    if (!mean || !variance || !noise || !real(mean, variance, noise)) return undefined;
    const out = lab.output(mean.shape);
    const length = util.sizeFromShape(mean.shape);
    const size = lab.kernels.share(length, 4, SHARE);
    const places = [mean, variance, noise, out].map((tensor) => lab.addressOf(tensor));
    lab.kernels.run('drawn', Math.ceil(length / size), [...places, activation as number, length, size], [least as number]);
    return out;
  });

  register('LabDrawnGradient', ({ y, dy, variance, noise }, lab, { activation, least }) => {
    const inputs = [y, dy, variance, noise] as TensorInfo[];
    const { shape } = variance as TensorInfo;
    const results = [lab.output(shape), lab.output(shape)];
    const length = util.sizeFromShape(shape);
    const size = lab.kernels.share(length, 4, SHARE);
    const places = [...inputs, ...results].map((tensor) => lab.addressOf(tensor));
    lab.kernels.run('drawnGradient', Math.ceil(length / size), [...places, activation as number, length, size], [least as number]);
    return results;
  });
}
