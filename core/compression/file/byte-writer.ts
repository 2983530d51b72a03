// A file as it grows, and how many of its bytes are for what.

/** What the bytes of a file say: names and shapes; which weights there are; what they are; the scale or level of a code; biases. */
export const parts = ['header', 'indices', 'codes', 'codebook', 'biases'] as const;

export type Part = (typeof parts)[number];

/** Bytes by what they are for. */
export type ByteLedger = Readonly<Record<Part, number>>;

// Every host has it; the language's own library does not declare it.
declare const TextEncoder: new () => { encode(text: string): Uint8Array };

/** A writer of bytes; each call says to which part its bytes count. */
export interface ByteWriter {
  readonly bytes: (part: Part, from: ArrayLike<number>) => void;
  /** A whole number from 0 to below 2⁵³, 7 bits a byte, the lowest first; the highest bit of a byte says that there are more. */
  readonly whole: (part: Part, value: number) => void;
  /** Float32 to the last bit, little-endian. */
  readonly floats: (part: Part, values: Float32Array) => void;
  /** UTF-8 behind its length. */
  readonly text: (part: Part, text: string) => void;
  /** Bytes so far, by what they are for. */
  readonly ledger: () => ByteLedger;
  readonly finish: () => Uint8Array<ArrayBuffer>;
}

/** The bytes of a whole number. */
export function wholeBytes(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 128) {
    bytes.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  bytes.push(rest);
  return bytes;
}

export function createByteWriter(): ByteWriter {
  let room = new Uint8Array(1024);
  let length = 0;
  const spent: Record<Part, number> = { header: 0, indices: 0, codes: 0, codebook: 0, biases: 0 };
  /** Makes room for so many bytes, and says where they begin. */
  const extend = (part: Part, count: number): number => {
    const at = length;
    length += count;
    spent[part] += count;
    if (length > room.length) {
      const larger = new Uint8Array(2 * length);
      larger.set(room);
      room = larger;
    }
    return at;
  };
  const bytes: ByteWriter['bytes'] = (part, from) => {
    const at = extend(part, from.length);
    room.set(from, at);
  };
  const whole: ByteWriter['whole'] = (part, value) => bytes(part, wholeBytes(value));
  return {
    bytes,
    whole,
    floats(part, values) {
      const at = extend(part, 4 * values.length);
      const view = new DataView(room.buffer, at);
      // As words: numbers would not keep every NaN.
      new Uint32Array(values.buffer, values.byteOffset, values.length).forEach((word, i) => {
        view.setUint32(4 * i, word, true);
      });
    },
    text(part, text) {
      const letters = new TextEncoder().encode(text);
      whole(part, letters.length);
      bytes(part, letters);
    },
    ledger: () => ({ ...spent }),
    finish: () => room.slice(0, length),
  };
}
