// The grey levels of a PNG, whatever its bits, its palette and its transparency (Portable Network Graphics, third edition).
import { type DecodedPng, decode } from 'fast-png';
import { InputError } from '../base/input-error.ts';
import { plainPng } from '../io/plain-png.ts';
import type { Grey } from './upright.ts';

const PALETTE = 3;

/** What the head says, which stands in the same place of every PNG: it is looked at before anything is decoded. */
export function pngHead(bytes: Uint8Array) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (String.fromCharCode(...bytes.subarray(12, 16)) !== 'IHDR') throw new RangeError('no head');
  const [depth, colourType, , , interlaced] = bytes.subarray(24, 29);
  return { rows: view.getUint32(20), columns: view.getUint32(16), depth, colourType, interlaced: interlaced !== 0 };
}

/** Samples one by one: below 8 bits several share a byte, the first in its highest bits, and a row begins with a byte of its own. */
function samplesOf({ width, height, depth, data }: DecodedPng): ArrayLike<number> {
  if (depth >= 8) return data;
  const perByte = 8 / depth;
  const rowBytes = Math.ceil(width / perByte);
  return Uint8Array.from({ length: width * height }, (_, i) => {
    const column = i % width;
    const byte = data[Math.floor(i / width) * rowBytes + Math.floor(column / perByte)] as number;
    return (byte >> (8 - depth * (1 + (column % perByte)))) & (2 ** depth - 1);
  });
}

/** The level of each entry of a palette: the mean of its colours, laid over black where it is transparent. */
const levelsOf = (palette: NonNullable<DecodedPng['palette']>) =>
  palette.map(([red = 0, green = 0, blue = 0, alpha = 255]) => Math.round(((alpha / 255) * (red + green + blue)) / 3));

/**
 * The mean of its colours, laid over black, 0 to 255 and rounded; `name` is the file’s. Throws InputError for the one kind that is not decoded,
 * interlaced with fewer than 8 bits a sample, and RangeError or Error for what is no PNG.
 */
export function greyOfPng(name: string, bytes: Uint8Array): Grey {
  const { depth = 0, colourType = 0, interlaced } = pngHead(bytes);
  const narrow = depth < 8;
  if (interlaced && narrow) throw new InputError(name, 'a PNG without interlacing, or of 8 or 16 bits a sample', `interlaced, of ${depth}`);
  if ((narrow && colourType !== 0 && colourType !== PALETTE) || (depth > 8 && colourType === PALETTE))
    throw new RangeError('bits of no kind');
  const png = decode(plainPng(bytes), { checkCrc: true });
  const { width, height, channels, palette, transparency } = png;
  const samples = samplesOf(png);
  const length = width * height;
  // Of an image that has colours itself a palette is but advice for poor screens.
  if (colourType === PALETTE) {
    const levels = levelsOf(palette ?? []);
    const pixels = Uint8Array.from({ length }, (_, i) => {
      const level = levels[samples[i] as number];
      if (level === undefined) throw new RangeError('beyond the palette');
      return level;
    });
    return { rows: height, columns: width, pixels };
  }
  const white = 2 ** depth - 1;
  const colours = channels > 2 ? 3 : 1;
  // One colour may stand for what is transparent; only the bits of a sample count.
  const clear = transparency && Array.from(transparency, (sample) => sample & white);
  const pixels = Uint8Array.from({ length }, (_, i) => {
    const from = i * channels;
    if (clear?.every((sample, c) => samples[from + c] === sample)) return 0;
    let sum = 0;
    for (let c = 0; c < colours; c += 1) sum += samples[from + c] as number;
    const opacity = channels % 2 === 0 ? (samples[from + channels - 1] as number) / white : 1;
    return Math.round((255 * opacity * sum) / colours / white);
  });
  return { rows: height, columns: width, pixels };
}
