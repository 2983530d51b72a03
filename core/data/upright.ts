// Which way up a camera was held: tag 0x0112 of Exif, by which browsers and viewers turn a picture.

/** Grey levels of an image, row after row. */
export interface Grey {
  readonly rows: number;
  readonly columns: number;
  readonly pixels: Uint8Array;
}

const ORIENTATION = 0x0112;

/** The orientation, 1 to 8, that the TIFF block of an Exif segment states in its first directory; 1, as stored, if it states none. */
export function orientationOf(tiff: Uint8Array): number {
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength);
  const small = tiff[0] === 0x49; // 'II', little-endian; else 'MM'
  const inside = (at: number, length: number) => at + length <= tiff.length;
  const directory = inside(4, 4) ? view.getUint32(4, small) : 0;
  const entries = inside(directory, 2) ? view.getUint16(directory, small) : 0;
  for (let at = directory + 2, i = 0; i < entries && inside(at, 12); i += 1, at += 12) {
    if (view.getUint16(at, small) !== ORIENTATION) continue;
    const value = view.getUint16(at + 8, small);
    return value >= 1 && value <= 8 ? value : 1;
  }
  return 1;
}

/** The image as it is meant to be seen: from 5 on rows are columns, and either way may be reversed. */
export function upright({ rows, columns, pixels }: Grey, orientation: number): Grey {
  const swapped = orientation >= 5;
  const upsideDown = [3, 4, 6, 7].includes(orientation);
  const mirrored = [2, 3, 7, 8].includes(orientation);
  const [height, width] = swapped ? [columns, rows] : [rows, columns];
  const turned = Uint8Array.from({ length: pixels.length }, (_, i) => {
    const [seenRow, seenColumn] = [Math.floor(i / width), i % width];
    const [row, column] = swapped ? [seenColumn, seenRow] : [seenRow, seenColumn];
    return pixels[(upsideDown ? rows - 1 - row : row) * columns + (mirrored ? columns - 1 - column : column)] as number;
  });
  return { rows: height, columns: width, pixels: turned };
}
