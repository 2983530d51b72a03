// The sets of images that ship under samples/data/: their files, and how they are read.
import type { NamedFile } from '../base/files.ts';
import type { Random } from '../prob/random.ts';
import { idxPair } from './dataset.ts';
import { fixedRandom } from './fixed-random.ts';
import { readArrayImages } from './image-arrays.ts';
import { readImageTable } from './image-table.ts';
import type { ImageSet } from './images.ts';
import { eightGaussians, moons, type PointSet, pinwheel } from './toys.ts';

const digits = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;
/** As Xiao, Rasul and Vollgraf (2017) name them. */
const clothes = ['T-shirt/top', 'Trouser', 'Pullover', 'Dress', 'Coat', 'Sandal', 'Shirt', 'Sneaker', 'Bag', 'Ankle boot'] as const;

/** Part of a set: names of files under samples/data/, images before labels; none of points, which are drawn. */
export interface ShippedImages {
  readonly source: string;
  readonly files: readonly string[];
  /** Throws InputError for files that are not these. */
  readonly read: (files: readonly Uint8Array[]) => ImageSet;
}

function idx(name: string, source: string, stem: string, classes: readonly string[]): ShippedImages {
  const files = idxPair(stem);
  return {
    source,
    files,
    read(contents) {
      const [images, labels] = files.map((file, i): NamedFile => ({ name: file, bytes: contents[i] ?? new Uint8Array(0) }));
      return readArrayImages(name, images as NamedFile, labels, classes);
    },
  };
}

/** Points of a toy, a fifth of which are held out: the same always. */
const POINTS = 2500;

const toy = (source: string, classes: readonly string[], draw: (count: number, random: Random) => PointSet): ShippedImages => ({
  source,
  files: [],
  read() {
    const { name, count, points, labels } = draw(POINTS, fixedRandom());
    return { name, rows: 1, columns: 2, count, pixels: new Uint8Array(), points: Float32Array.from(points), labels, classes };
  },
});

const numbered = (count: number) => Array.from({ length: count }, (_, i) => `${i + 1}`);

const lecun = 'LeCun, Cortes and Burges';
const zalando = 'Xiao, Rasul and Vollgraf (2017)';

/** By name; `…Test` are images that the set's makers kept apart. */
export const shippedImages = {
  mnist: idx('mnist', lecun, 'mnist-train-10000', digits),
  mnistTest: idx('mnistTest', lecun, 'mnist-t10k-2000', digits),
  fashion: idx('fashion', zalando, 'fashion-train-3000', clothes),
  fashionTest: idx('fashionTest', zalando, 'fashion-t10k-1000', clothes),
  digits: {
    source: 'Alpaydin and Kaynak (1998)',
    files: ['digits.csv.gz'],
    // Grey from 0 to 16, the digit last, no row of names.
    read: ([bytes]) =>
      readImageTable('digits', { name: 'digits.csv.gz', bytes: bytes ?? new Uint8Array(0) }, { white: 16, label: 'last', classes: digits }),
  },
  moons: toy('drawn: two half circles', ['upper', 'lower'], (count, random) => moons(count, random)),
  pinwheel: toy('drawn: five arms, Johnson et al. (2016)', numbered(5), (count, random) => pinwheel(count, random)),
  gaussians: toy('drawn: eight normals on a circle', numbered(8), (count, random) => eightGaussians(count, random)),
} as const satisfies Readonly<Record<string, ShippedImages>>;
