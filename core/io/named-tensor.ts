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
