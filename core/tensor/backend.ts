// The backend `lab` of TensorFlow.js: its plain backend, with the numbers of fast kernels in shared memory.

import { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu';
import type { Kernels, NonZeros } from './kernels.ts';
import { type BackendValues, type DataType, engine, type TensorInfo, util } from './tf.ts';

/** A matrix’s non-zeros by row and by column. */
export interface SparseMatrix {
  readonly byRow: NonZeros;
  readonly byColumn: NonZeros;
}

/** Above this share of non-zeros the dense product is quicker; how far a recording that chose may be from it: either gives the same bits. */
const SPARSE = 0.3;
const NEAR = 0.1;

/** A tensor’s numbers: in an array as plain kernels make them, in shared memory once a fast kernel has made or read them. */
class Numbers {
  refCount = 1;
  complexTensorInfos?: { real: TensorInfo; imag: TensorInfo };
  /** In bytes; 0: not in shared memory. */
  address = 0;
  length = 0;
  /** Undefined: not looked at yet; null: not sparse. Only what came from outside is looked at. */
  sparse: SparseMatrix | null | undefined = null;
  rows = 0;
  private array: BackendValues | undefined;

  constructor(
    readonly dtype: DataType,
    private readonly kernels: Kernels,
    array: BackendValues | undefined,
  ) {
    this.values = array;
  }

  get values(): BackendValues | undefined {
    if (!this.array && this.address) this.array = this.kernels.heap.floats(this.address, this.length);
    return this.array;
  }

  set values(array: BackendValues | undefined) {
    this.release();
    this.sparse = undefined;
    // A view of shared memory is another tensor’s, and does not outlive it.
    const borrowed = array instanceof Float32Array && !(array.buffer instanceof ArrayBuffer);
    this.array = borrowed ? array.slice() : array;
  }

  place(length: number): number {
    this.length = length;
    this.address = this.kernels.heap.allocate(4 * length);
    return this.address;
  }

  /** The address of the numbers, which are copied into shared memory on first use. */
  load(): number {
    if (this.address) return this.address;
    const array = this.array as ArrayLike<number>;
    this.place(array.length);
    this.kernels.heap.floats(this.address, array.length).set(array);
    this.array = undefined;
    return this.address;
  }

  /** Drops the lists of non-zeros. */
  forget(): void {
    const { sparse } = this;
    this.sparse = null;
    if (!sparse) return;
    for (const { starts, pairs } of [sparse.byRow, sparse.byColumn]) {
      this.kernels.heap.free(starts);
      this.kernels.heap.free(pairs);
    }
  }

  release(): void {
    this.forget();
    if (this.address) this.kernels.heap.free(this.address);
    this.address = 0;
    this.array = undefined;
  }
}

export class LabBackend extends MathBackendCPU {
  private places = 0;

  constructor(readonly kernels: Kernels) {
    super();
  }

  private numbers(dataId: object): Numbers {
    return this.data.get(dataId) as unknown as Numbers;
  }

  private keep(dataId: object, numbers: Numbers): object {
    this.data.set(dataId, numbers as never);
    return dataId;
  }

  private newId(): object {
    this.places += 1;
    return { id: this.places };
  }

  override write(values: BackendValues, _shape: number[], dtype: DataType): object {
    return this.keep(this.newId(), new Numbers(dtype, this.kernels, values));
  }

  override move(dataId: object, values: BackendValues, _shape: number[], dtype: DataType, refCount: number): void {
    const numbers = new Numbers(dtype, this.kernels, values);
    numbers.refCount = refCount;
    this.keep(dataId, numbers);
  }

  /** A copy: a view of shared memory would change once the tensor is disposed of. */
  override readSync(dataId: object): BackendValues {
    this.kernels.recorder?.refuse();
    const { address, values } = this.numbers(dataId);
    return address ? (values as Float32Array).slice() : super.readSync(dataId);
  }

  override disposeData(dataId: object, force = false): boolean {
    if (!this.data.has(dataId)) return true;
    const numbers = this.numbers(dataId);
    const gone = super.disposeData(dataId, force);
    if (gone) numbers.release();
    return gone;
  }

  /** A new tensor for a fast kernel to fill. */
  output(shape: readonly number[]): TensorInfo {
    const numbers = new Numbers('float32', this.kernels, undefined);
    numbers.sparse = null;
    numbers.place(util.sizeFromShape([...shape]));
    return { dataId: this.keep(this.newId(), numbers), shape: [...shape], dtype: 'float32' };
  }

  addressOf({ dataId }: TensorInfo): number {
    return this.numbers(dataId).load();
  }

  /** The non-zeros of a matrix from outside, if they are few; listed at the first asking. */
  sparseOf({ dataId, shape }: TensorInfo): SparseMatrix | null {
    const numbers = this.numbers(dataId);
    const [rows = 0, columns = 0] = shape;
    if (numbers.sparse === undefined) {
      numbers.rows = rows;
      numbers.sparse = this.listNonZeros(numbers.load(), rows, columns);
    }
    return numbers.rows === rows ? numbers.sparse : null;
  }

  private listNonZeros(address: number, rows: number, columns: number): SparseMatrix | null {
    const { heap } = this.kernels;
    const length = rows * columns;
    const most = Math.floor((SPARSE + NEAR) * length);
    const isBelow = (share: number) => length > 0 && this.kernels.exports.countNonZeros(address, length) <= share * length;
    const sparse = isBelow(SPARSE);
    this.kernels.recorder?.expect(() => isBelow(sparse ? most / length : SPARSE - NEAR) === sparse);
    if (!sparse) return null;
    // Room for as many as there may be: others are listed there when a recording is played again.
    const list = (lines: number): NonZeros => ({ starts: heap.allocate(4 * (lines + 2)), pairs: heap.allocate(8 * (most + 1)) });
    const [byRow, byColumn] = [list(rows), list(columns)];
    this.kernels.run('listNonZeros', 1, [address, rows, columns, byRow.starts, byRow.pairs, byColumn.starts, byColumn.pairs]);
    return { byRow, byColumn };
  }

  /** The same for a caller that writes there: what was known of the numbers is forgotten. */
  writableAddressOf({ dataId }: TensorInfo): number {
    const numbers = this.numbers(dataId);
    const address = numbers.load();
    numbers.forget();
    return address;
  }

  /** Puts a tensor's numbers in the place of another's of the same shape, and disposes of it. */
  replace({ dataId }: TensorInfo, by: TensorInfo): void {
    (this.numbers(dataId).values as Float32Array).set(this.numbers(by.dataId).values as Float32Array);
    this.disposeData(by.dataId);
  }

  /** Takes a tensor's numbers as no matrix of few non-zeros, whatever they are. */
  takeAsDense({ dataId }: TensorInfo): void {
    this.numbers(dataId).forget();
  }

  /** Bytes of shared memory in use. */
  liveBytes(): number {
    return this.kernels.heap.liveBytes();
  }
}

/** The backend in use, where it is ours. */
export function labBackend(): LabBackend {
  const { backend } = engine();
  if (backend instanceof LabBackend) return backend;
  throw new Error('The backend `lab` is not in use: call openTensors first.');
}
