// One set of images in whatever container, order and kind of numbers comes back as the same grey levels.
import fc from 'fast-check';
import { gzipSync, zipSync } from 'fflate';
import { expect, it } from 'vitest';
import { readImageFiles } from '../../core/data/image-files.ts';
import { unpacked } from '../../core/io/unzip.ts';
import { npyOf } from './npy-file.ts';
import { type PngSpec, pngOf } from './png-of.ts';

interface Images {
  readonly count: number;
  readonly side: number;
  /** From 0 to 255, both among them. */
  readonly levels: readonly number[];
  readonly depth: 1 | 2 | 4 | 8 | 16;
}
type Files = Record<string, Uint8Array>;
/** Takes one of several, the same again for the same run. */
type Pick = <T>(...options: readonly T[]) => T;

const images: fc.Arbitrary<Images> = fc
  .record({ count: fc.integer({ min: 1, max: 4 }), side: fc.integer({ min: 2, max: 4 }), depth: fc.constantFrom(1, 2, 4, 8, 16) })
  .chain(({ count, side, depth }) => {
    const step = 255 / (2 ** Math.min(depth, 8) - 1);
    return fc
      .array(fc.integer({ min: 0, max: 255 / step }), { minLength: count * side * side, maxLength: count * side * side })
      .map((samples) => ({
        count,
        side,
        depth: depth as Images['depth'],
        levels: samples
          .map((sample) => sample * step)
          .with(0, 0)
          .with(1, 255),
      }));
  });

function png({ side, depth }: Images, levels: readonly number[], pick: Pick): Uint8Array {
  const white = 2 ** depth - 1;
  const samples = levels.map((level) => (level / 255) * white);
  const grey: PngSpec = { width: side, depth, colourType: 0, samples };
  const specs: PngSpec[] = [grey, { ...grey, transparent: [0, 0] }];
  if (depth <= 8) {
    const shades = Array.from({ length: 2 ** depth }, (_, i) => Math.round((255 * i) / white));
    // Black as a colour that is transparent; one bright entry of colours whose mean it is.
    const palette = shades.flatMap((shade, i) =>
      i === 0 ? [90, 10, 77] : shade > 20 && shade < 235 ? [shade + 20, shade, shade - 20] : [shade, shade, shade],
    );
    specs.push({ ...grey, colourType: 3, palette, transparent: [0] });
  }
  if (depth >= 8) {
    specs.push({ ...grey, colourType: 2, samples: samples.flatMap((sample) => [sample, sample, sample]) });
    // White laid over black as far as it is opaque, and the shade itself, wholly so.
    specs.push({ ...grey, colourType: 4, samples: samples.flatMap((sample) => [white, sample]) });
    specs.push({ ...grey, colourType: 6, samples: samples.flatMap((sample) => [sample, sample, sample, white]) });
  }
  return pngOf(pick(...specs));
}

type Put = (view: DataView, at: number, value: number, little: boolean) => void;
const puts = {
  u1: (view, at, value) => view.setUint8(at, value),
  u2: (view, at, value, little) => view.setUint16(at, value, little),
  i2: (view, at, value, little) => view.setInt16(at, value, little),
  i4: (view, at, value, little) => view.setInt32(at, value, little),
  i8: (view, at, value, little) => view.setBigInt64(at, BigInt(value), little),
  f4: (view, at, value, little) => view.setFloat32(at, value, little),
  f8: (view, at, value, little) => view.setFloat64(at, value, little),
} satisfies Record<string, Put>;

function packed(values: readonly number[], kind: keyof typeof puts, little: boolean): Uint8Array {
  const [width, bytes] = [Number(kind[1]), new Uint8Array(values.length * Number(kind[1]))];
  const put: Put = puts[kind];
  values.forEach((value, i) => void put(new DataView(bytes.buffer), width * i, value, little));
  return bytes;
}

const shares = (levels: readonly number[], kind: string, pick: Pick) =>
  kind[0] === 'f' && pick(true, false) ? levels.map((level) => level / 255) : levels;

function npy({ count, side, levels }: Images, pick: Pick): Uint8Array {
  const kind = pick('u1', 'u2', 'i2', 'i4', 'i8', 'f4', 'f8');
  const [little, fortran, quote, gap] = [pick(true, false), pick(true, false), pick("'", '"'), pick('', ' ', '\n ')];
  const shape = pick([count, side, side], [count, side, side, 1], [count, side * side]);
  const steps = shape.map((_, axis) => shape.slice(0, axis).reduce((product, size) => product * size, 1));
  const ordered = [...levels];
  if (fortran) {
    levels.forEach((level, at) => {
      let rest = at;
      const place = shape.toReversed().map((size) => {
        const index = rest % size;
        rest = Math.floor(rest / size);
        return index;
      });
      ordered[place.toReversed().reduce((sum, index, axis) => sum + index * (steps[axis] as number), 0)] = level;
    });
  }
  const order = kind === 'u1' ? '|' : little ? '<' : '>';
  const entries: readonly (readonly [string, string])[] = [
    ['descr', `${quote}${order}${kind}${quote}`],
    ['fortran_order', fortran ? 'True' : 'False'],
    ['shape', `(${shape.map((size) => `${size}${pick('', 'L')},`).join(gap)})`],
  ];
  const told = pick(entries, entries.toReversed()).map(([key, value]) => `${quote}${key}${quote}${gap}:${gap}${value}`);
  return npyOf(`{${told.join(`,${gap}`)}${pick('', ',')}}${pick('', '  \n')}`, packed(shares(ordered, kind, pick), kind, little));
}

function idx({ count, side, levels }: Images, pick: Pick): Uint8Array {
  const [type, kind] = pick([8, 'u1'] as const, [0x0b, 'i2'] as const, [0x0c, 'i4'] as const, [0x0d, 'f4'] as const, [0x0e, 'f8'] as const);
  return Uint8Array.from([0, 0, type, 3, ...packed([count, side, side], 'i4', false), ...packed(shares(levels, kind, pick), kind, false)]);
}

function table({ count, side, levels }: Images, pick: Pick): Uint8Array {
  const [separator, line, names] = [pick(',', ';', '\t'), pick('\n', '\r\n'), pick(true, false)];
  const size = side * side;
  const cell = pick<(level: number) => string>(
    String,
    (level) => `${level}.0`,
    (level) => String(level / 255).replace('.', separator === ',' ? '.' : ','),
  );
  const rows = Array.from({ length: count }, (_, at) => levels.slice(at * size, (at + 1) * size).map(cell));
  const head = names ? [Array.from({ length: size }, (_, i) => `pixel${i}`)] : [];
  const text = [...head, ...rows].map((cells) => cells.join(separator)).join(line);
  return new TextEncoder().encode(`${pick('', '\ufeff')}${text}${pick('', line)}`);
}

function filesOf(set: Images, pick: Pick): Files {
  const size = set.side * set.side;
  const pictures = () =>
    Object.fromEntries(
      Array.from({ length: set.count }, (_, i) => [`pictures/${i}.png`, png(set, set.levels.slice(i * size, (i + 1) * size), pick)]),
    );
  const each = pick<() => Files>(
    pictures,
    () => ({ 'images.npy': npy(set, pick) }),
    () => ({ 'images.npz': zipSync({ 'arr_0.npy': npy(set, pick) }) }),
    () => ({ 'images-idx3-ubyte': idx(set, pick) }),
    () => ({ 'images.csv': table(set, pick) }),
  )();
  const gzipped = () =>
    Object.fromEntries(
      Object.entries(each).map(([name, bytes]) => [
        /\.np?z$|png$/.test(name) ? name : `${name}.gz`,
        /\.np?z$|png$/.test(name) ? bytes : gzipSync(bytes),
      ]),
    );
  const folder = pick('', 'set/', 'set\\');
  const zipped = () => ({
    'all.zip': zipSync(Object.fromEntries(Object.entries(each).map(([name, bytes]) => [`${folder}${name}`, bytes]))),
  });
  return pick<() => Files>(() => each, gzipped, zipped)();
}

it('a set of images is the same in every container', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(images, fc.infiniteStream(fc.nat(1e6)), (set, chance) => {
      const pick: Pick = (...options) => options[(chance.next().value as number) % options.length] as never;
      const files = filesOf(set, pick);
      const { training, heldOut } = readImageFiles('set', unpacked(Object.entries(files).map(([name, bytes]) => ({ name, bytes }))));
      expect([training.count, training.rows, training.columns, [...training.pixels]]).toEqual([
        set.count,
        set.side,
        set.side,
        [...set.levels],
      ]);
      expect([training.labels, heldOut]).toEqual([undefined, undefined]);
      for (const name of Object.keys(files)) seen.add(name.replace(/\d+\.png/, 'png'));
    }),
    { numRuns: 400, seed: 7 },
  );
  // Control: all containers came up.
  expect([...seen].sort()).toEqual([
    'all.zip',
    'images-idx3-ubyte',
    'images-idx3-ubyte.gz',
    'images.csv',
    'images.csv.gz',
    'images.npy',
    'images.npy.gz',
    'images.npz',
    'pictures/png',
  ]);
});
