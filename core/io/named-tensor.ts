// Parameters of a network on their way into a file or out of it.

/** Numbers in C order under a name. */
export interface NamedTensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** How many numbers a shape holds: 1 for none. */
export const sizeOf = (shape: readonly number[]): number => shape.reduce((product, size) => product * size, 1);

/** Whether `shape` is a list of whole numbers, none negative. */
export const isShape = (shape: unknown): shape is number[] =>
  Array.isArray(shape) && shape.every((size) => Number.isSafeInteger(size) && size >= 0);

/** The axes of a tensor in another order, `axes[i]` being the old one of the new axis i. */
export function transposed<T extends Float32Array | Float64Array | Uint32Array | Uint8Array | Int8Array>(
  { shape, values }: { readonly shape: readonly number[]; readonly values: T },
  axes: readonly number[],
): { readonly shape: readonly number[]; readonly values: T } {
  const steps = shape.map((_, axis) => sizeOf(shape.slice(axis + 1)));
  const sides = axes.map((axis) => shape[axis] as number);
  const from = axes.map((axis) => steps[axis] as number);
  const out = values.slice() as T;
  const reached = sides.map(() => 0);
  let index = 0;
  for (let at = 0; at < out.length; at += 1) {
    out[at] = values[index] as number;
    // On along the last axis, or back to its beginning and on along the one before.
    for (let i = sides.length - 1; i >= 0; i -= 1) {
      index += from[i] as number;
      reached[i] = (reached[i] as number) + 1;
      if ((reached[i] as number) < (sides[i] as number)) break;
      index -= (from[i] as number) * (sides[i] as number);
      reached[i] = 0;
    }
  }
  return { shape: sides, values: out };
}

/** Writes little-endian float32 numbers from byte `at`; every format of ours stores them so. */
export function putFloats(bytes: Uint8Array, at: number, values: Float32Array): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let i = 0; i < values.length; i += 1) view.setFloat32(at + 4 * i, values[i] as number, true);
}

/** Reads little-endian float32 numbers. */
export function floatsOf(bytes: Uint8Array): Float32Array<ArrayBuffer> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const values = new Float32Array(Math.floor(bytes.length / 4));
  for (let i = 0; i < values.length; i += 1) values[i] = view.getFloat32(4 * i, true);
  return values;
}

/** Throws RangeError for a name that comes twice and for a shape that its values do not fill. */
export function checkTensors(tensors: readonly NamedTensor[]): void {
  const names = new Set<string>();
  for (const { name, shape, values } of tensors) {
    if (names.has(name)) throw new RangeError(`expected each name once, got ${name} again`);
    if (!isShape(shape) || sizeOf(shape) !== values.length)
      throw new RangeError(`expected ${shape.join(' × ')} numbers for ${name}, got ${values.length}`);
    names.add(name);
  }
}
