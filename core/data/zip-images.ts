// A zip of images: a pair of IDX files, or PNGs in folders that name their classes.
import { decode } from 'fast-png';
import { unzipSync } from 'fflate';
import { InputError } from '../lab/input-error.ts';
import { type ImageSet, type NamedFile, readIdxImages } from './images.ts';

/** All files of a zip together, unpacked. */
const MOST_BYTES = 256 * 1024 * 1024;
const MOST_LABELS = 256;

const wanted = (name: string) => !/(^|\/)(__MACOSX\/|\.)/.test(name) && !name.endsWith('/');

function filesOf({ name, bytes }: NamedFile): NamedFile[] {
  let total = 0;
  const fits = (size: number) => {
    total += size;
    if (total > MOST_BYTES) throw new InputError(name, `at most ${MOST_BYTES / 2 ** 20} MB when unpacked`, 'more');
    return true;
  };
  try {
    const files = unzipSync(bytes, { filter: (file) => wanted(file.name) && fits(file.originalSize) });
    return Object.entries(files).map(([file, content]) => ({ name: file, bytes: content }));
  } catch (error) {
    throw error instanceof InputError ? error : new InputError(name, 'a zip', 'a file that does not unpack');
  }
}

/** One PNG as grey levels, 0 to 255: the mean of its colours, laid over black. */
function greyOf({ name, bytes }: NamedFile): { readonly rows: number; readonly columns: number; readonly pixels: Uint8Array } {
  let image: ReturnType<typeof decode>;
  try {
    image = decode(bytes);
  } catch {
    throw new InputError(name, 'a PNG', 'a file that does not decode');
  }
  const { width, height, channels, depth, data, palette } = image;
  const white = 2 ** depth - 1;
  const colours = channels > 2 ? 3 : 1;
  const pixels = Uint8Array.from({ length: width * height }, (_, i) => {
    if (palette) {
      const entry = palette[data[i] as number] ?? [0, 0, 0];
      return Math.round(((entry[0] as number) + (entry[1] as number) + (entry[2] as number)) / 3);
    }
    let sum = 0;
    for (let c = 0; c < colours; c += 1) sum += data[i * channels + c] as number;
    const opacity = channels % 2 === 0 ? (data[i * channels + channels - 1] as number) / white : 1;
    return Math.round((255 * opacity * sum) / colours / white);
  });
  return { rows: height, columns: width, pixels };
}

function pngSet(name: string, files: readonly NamedFile[]): ImageSet {
  const images = files.toSorted((a, b) => (a.name < b.name ? -1 : 1)).map((file) => ({ file: file.name, ...greyOf(file) }));
  const [first] = images;
  if (!first) throw new InputError(name, 'PNGs, or a pair of IDX files', 'neither');
  const { rows, columns } = first;
  const other = images.find((image) => image.rows !== rows || image.columns !== columns);
  if (other) throw new InputError(other.file, `${rows} × ${columns} pixels, as ${first.file} has`, `${other.rows} × ${other.columns}`);
  const pixels = new Uint8Array(images.length * rows * columns);
  images.forEach((image, i) => {
    pixels.set(image.pixels, i * rows * columns);
  });
  const folder = (file: string) => file.split('/').at(-2) ?? '';
  const classes = [...new Set(images.map(({ file }) => folder(file)))].sort();
  if (classes.length < 2 || classes.length > MOST_LABELS) return { name, rows, columns, count: images.length, pixels };
  const labels = Uint8Array.from(images, ({ file }) => classes.indexOf(folder(file)));
  return { name, rows, columns, count: images.length, pixels, labels, classes };
}

/** Throws InputError. */
export function readZipImages(name: string, file: NamedFile): ImageSet {
  const files = filesOf(file);
  const images = files.find((one) => /idx3/i.test(one.name));
  if (images)
    return readIdxImages(
      name,
      images,
      files.find((one) => /idx1/i.test(one.name)),
    );
  return pngSet(
    name,
    files.filter((one) => /\.png$/i.test(one.name)),
  );
}
