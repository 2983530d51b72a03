// Whether the parts of a coded tensor fit its shape.
import { InputError } from '../base/input-error.ts';
import type { Coded } from './coded.ts';
import { sizeOf } from './weights.ts';

const inRange = (codes: Int8Array | Uint8Array, low: number, high: number): boolean => {
  for (const code of codes) if (code < low || code > high) return false;
  return true;
};

/** Throws InputError where the parts of a coded tensor do not fit its shape. `at` names it. */
export function checkCoded(at: string, coded: Coded): void {
  const count = sizeOf(coded.shape);
  const channels = coded.shape.at(-1) ?? 1;
  const fits = (what: string, length: number, wanted = count) => {
    if (length !== wanted) throw new InputError(`${at} ${what}`, `${wanted} numbers`, String(length));
  };
  const scalesFit = (length: number) => {
    if (length !== 1 && (length !== channels || length === 0)) throw new InputError(`${at} scales`, `1 or ${channels}`, String(length));
  };
  switch (coded.kind) {
    case 'float32':
      fits('values', coded.values.length);
      break;
    case 'grid': {
      const { bits, codes, scales, zeroPoints } = coded;
      if (!(Number.isInteger(bits) && bits >= 2 && bits <= 8)) throw new InputError(`${at} bits`, '2 to 8', String(bits));
      fits('codes', codes.length);
      scalesFit(scales.length);
      fits('zero points', zeroPoints.length, scales.length);
      const half = 2 ** (bits - 1);
      if (!inRange(codes, -half, half - 1)) throw new InputError(`${at} codes`, `${-half} to ${half - 1}`, 'another');
      break;
    }
    case 'codebook': {
      const { levels, codes } = coded;
      if (levels.length > 256) throw new InputError(`${at} levels`, 'at most 256', String(levels.length));
      fits('codes', codes.length);
      if (!inRange(codes, 0, levels.length - 1)) throw new InputError(`${at} codes`, `below ${levels.length}`, 'another');
      break;
    }
    case 'signs':
      fits('signs', coded.positive.length);
      scalesFit(coded.scales.length);
      if (!inRange(coded.positive, 0, 1)) throw new InputError(`${at} signs`, '0 or 1', 'another');
      break;
    case 'sparse': {
      const { kept, values } = coded;
      let last = -1;
      for (const place of kept) {
        if (place <= last || place >= count) throw new InputError(`${at} places`, `rising ones below ${count}`, String(place));
        last = place;
      }
      if (values.shape.length !== 1 || values.shape[0] !== kept.length)
        throw new InputError(`${at} values`, `${kept.length} on one axis`, values.shape.join(' × '));
      checkCoded(at, values);
      break;
    }
  }
}
