// Products of matrices, whichever way they lie: by the non-zeros of the left one where it has few.
import type { LabBackend } from './backend.ts';
import { multiply, multiplySparse } from './kernels.ts';
import { type TensorInfo, util } from './tf.ts';
import { countProduct } from './work.ts';

/** f(A B + bias) of matrices, each as it is or transposed. */
export function product(
  lab: LabBackend,
  a: TensorInfo,
  b: TensorInfo,
  {
    transposeA = false,
    transposeB = false,
    bias,
    activation = 0,
    counts = 'product',
  }: { transposeA?: boolean; transposeB?: boolean; bias?: TensorInfo; activation?: number; counts?: 'product' | 'layer' | 'nothing' },
  out?: TensorInfo,
): TensorInfo {
  const [rowsA, columnsA] = a.shape.slice(-2) as [number, number];
  const [rowsB, columnsB] = b.shape.slice(-2) as [number, number];
  const [rows, depth] = transposeA ? [columnsA, rowsA] : [rowsA, columnsA];
  const columns = transposeB ? rowsB : columnsB;
  const result = out ?? lab.output([rows, columns]);
  const c = lab.addressOf(result);
  const biasAt = bias ? lab.addressOf(bias) : 0;
  if (!transposeB && columns >= 16) {
    const sparse = lab.sparseOf(a);
    if (sparse) {
      const by = transposeA ? sparse.byColumn : sparse.byRow;
      multiplySparse(lab.kernels, by, lab.addressOf(b), c, { rows, columns, depth }, { bias: biasAt, activation });
      countProduct(lab, { rows, columns, depth }, counts === 'layer', by);
      return result;
    }
  }
  multiply(
    lab.kernels,
    { address: lab.addressOf(a), ...(transposeA ? { down: 1, across: columnsA } : { down: columnsA, across: 1 }) },
    { address: lab.addressOf(b), ...(transposeB ? { down: 1, across: columnsB } : { down: columnsB, across: 1 }) },
    c,
    { rows, columns, depth },
    biasAt,
    activation,
  );
  if (counts !== 'nothing') countProduct(lab, { rows, columns, depth }, counts === 'layer');
  return result;
}

/** Products of all matrices of two stacks, of which one may be a single matrix. */
export function stackedProduct(
  lab: LabBackend,
  a: TensorInfo,
  b: TensorInfo,
  transposeA: boolean,
  transposeB: boolean,
): TensorInfo | undefined {
  const [outerA, outerB] = [a.shape.slice(0, -2), b.shape.slice(0, -2)];
  const [countA, countB] = [util.sizeFromShape(outerA), util.sizeFromShape(outerB)];
  if (!util.arraysEqual(outerA, outerB) && countA !== 1 && countB !== 1) return undefined;
  const [rowsA, columnsA] = a.shape.slice(-2) as [number, number];
  const [rowsB, columnsB] = b.shape.slice(-2) as [number, number];
  const [rows, depth] = transposeA ? [columnsA, rowsA] : [rowsA, columnsA];
  const columns = transposeB ? rowsB : columnsB;
  const longer = outerA.length > outerB.length ? outerA : outerB;
  const outer =
    outerA.length === outerB.length
      ? countA >= countB && countB === 1
        ? outerA
        : outerB
      : countA === 1 && countB === 1
        ? longer
        : countA === 1
          ? outerB
          : outerA;
  // A stack of none, or ones missing on the left: left to the plain kernel.
  if (outer.length < longer.length || countA === 0 || countB === 0) return undefined;
  const result = lab.output([...outer, rows, columns]);
  const count = util.sizeFromShape(outer);
  const [atA, atB, atC] = [lab.addressOf(a), lab.addressOf(b), lab.addressOf(result)];
  for (let i = 0; i < count; i += 1) {
    multiply(
      lab.kernels,
      {
        address: atA + (countA === 1 ? 0 : 4 * i * rowsA * columnsA),
        ...(transposeA ? { down: 1, across: columnsA } : { down: columnsA, across: 1 }),
      },
      {
        address: atB + (countB === 1 ? 0 : 4 * i * rowsB * columnsB),
        ...(transposeB ? { down: 1, across: columnsB } : { down: columnsB, across: 1 }),
      },
      atC + 4 * i * rows * columns,
      { rows, columns, depth },
    );
    countProduct(lab, { rows, columns, depth }, false);
  }
  return result;
}
