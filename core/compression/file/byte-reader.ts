// Bytes of a file one after the other, each length checked before anything is made of it.
import { InputError } from '../../base/input-error.ts';

// Every host has it; the language's own library does not declare it.
declare const TextDecoder: new (label: string, options: { fatal: boolean; ignoreBOM: boolean }) => { decode(bytes: Uint8Array): string };

/** Reads what `ByteWriter` wrote. Each method throws InputError where the file ends before, or is not as it is written. */
export interface ByteReader {
  /** A view of the next bytes. `what` names them. */
  readonly bytes: (what: string, count: number) => Uint8Array;
  readonly byte: (what: string) => number;
  /** A whole number up to `most`. */
  readonly whole: (what: string, most: number) => number;
  readonly floats: (what: string, count: number) => Float32Array<ArrayBuffer>;
  readonly text: (what: string, most: number) => string;
  /** Throws InputError where bytes are left. */
  readonly end: () => void;
}

/** A reader of the bytes of the file called `file`. */
export function createByteReader(file: string, from: Uint8Array): ByteReader {
  let at = 0;
  const bytes: ByteReader['bytes'] = (what, count) => {
    if (count > from.length - at) throw new InputError(`${file} ${what}`, `${count} bytes`, `${from.length - at} to the end`);
    at += count;
    return from.subarray(at - count, at);
  };
  const byte: ByteReader['byte'] = (what) => bytes(what, 1)[0] as number;
  const whole: ByteReader['whole'] = (what, most) => {
    let value = 0;
    for (let place = 1, more = true; more; place *= 128) {
      const next = byte(what);
      more = next >= 128;
      value += (next & 127) * place;
      // The shortest way is the only one: no number has two.
      if (value > most || place > 128 * (most + 1) || (next === 0 && place > 1))
        throw new InputError(`${file} ${what}`, `a whole number up to ${most}`, value > most ? 'more' : 'one with zeros before it');
    }
    return value;
  };
  return {
    bytes,
    byte,
    whole,
    floats(what, count) {
      const raw = bytes(what, 4 * count);
      const view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength);
      const words = new Uint32Array(count);
      for (let i = 0; i < count; i += 1) words[i] = view.getUint32(4 * i, true);
      return new Float32Array(words.buffer);
    },
    text(what, most) {
      const raw = bytes(what, whole(what, most));
      try {
        return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(raw);
      } catch {
        throw new InputError(`${file} ${what}`, 'a text in UTF-8', 'other bytes');
      }
    },
    end() {
      if (at !== from.length) throw new InputError(file, `${at} bytes`, String(from.length));
    },
  };
}
