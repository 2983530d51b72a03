// PNGs of any bits, colours and transparency, written by the specification, for whoever reads them.
import { zlibSync } from 'fflate';

const table = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let bit = 0; bit < 8; bit += 1) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c;
});
const crcOf = (bytes: Uint8Array) => ~bytes.reduce((c, byte) => (table[(c ^ byte) & 255] as number) ^ (c >>> 8), 0xffffffff) >>> 0;

function chunk(type: string, content: ArrayLike<number>): number[] {
  const body = Uint8Array.from([...new TextEncoder().encode(type), ...Array.from(content)]);
  const word = (value: number) => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
  return [...word(content.length), ...body, ...word(crcOf(body))];
}

export interface PngSpec {
  readonly width: number;
  readonly depth: 1 | 2 | 4 | 8 | 16;
  /** 0 grey, 2 colours, 3 palette, 4 grey and alpha, 6 colours and alpha. */
  readonly colourType: 0 | 2 | 3 | 4 | 6;
  /** Row after row, channel by channel. */
  readonly samples: readonly number[];
  readonly palette?: readonly number[];
  /** The bytes of tRNS. */
  readonly transparent?: readonly number[];
  /** Says that it is interlaced, whatever it is. */
  readonly interlaced?: boolean;
}

const channelsOf = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 } as const;

export function pngOf({ width, depth, colourType, samples, palette, transparent, interlaced }: PngSpec): Uint8Array<ArrayBuffer> {
  const aRow = width * channelsOf[colourType];
  const height = samples.length / aRow;
  const lines: number[] = [];
  for (let row = 0; row < height; row += 1) {
    const bits = samples
      .slice(row * aRow, (row + 1) * aRow)
      .map((sample) => sample.toString(2).padStart(depth, '0'))
      .join('');
    // The filter that leaves all as it is, then whole bytes.
    lines.push(0, ...(bits.match(/.{1,8}/g) ?? []).map((byte) => Number.parseInt(byte.padEnd(8, '0'), 2)));
  }
  const head = [0, 0, width >> 8, width & 255, 0, 0, height >> 8, height & 255, depth, colourType, 0, 0, interlaced ? 1 : 0];
  return Uint8Array.from([
    ...[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
    ...chunk('IHDR', head),
    ...(palette ? chunk('PLTE', palette) : []),
    ...(transparent ? chunk('tRNS', transparent) : []),
    ...chunk('IDAT', zlibSync(Uint8Array.from(lines))),
    ...chunk('IEND', []),
  ]);
}
