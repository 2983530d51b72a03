// A .npy file of any header, for whoever reads it.

/** The bytes of a file of version 1.0: a header in these words, and what follows it. */
export function npyOf(header: string, content: Uint8Array = new Uint8Array(0)): Uint8Array<ArrayBuffer> {
  const file = new Uint8Array(10 + header.length + content.length);
  file.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, header.length & 255, header.length >> 8]);
  file.set(new TextEncoder().encode(header), 10);
  file.set(content, 10 + header.length);
  return file;
}

/** An array of bytes in C order. */
export const npyFile = (shape: readonly number[], content: Uint8Array): Uint8Array<ArrayBuffer> =>
  npyOf(`{'descr': '|u1', 'fortran_order': False, 'shape': (${shape.join(',')},)}\n`, content);
