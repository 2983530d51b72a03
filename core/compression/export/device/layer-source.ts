// The C functions and arrays of one layer.
import type { CodedLayer } from '../../coded.ts';
import type { LayerShapes } from '../../shapes.ts';
import { type Names, rowSource } from './row-source.ts';
import type { WholeLayer } from './whole-layer.ts';

type Numbers = Int8Array | Uint8Array | Uint16Array | Uint32Array | Int32Array | BigInt64Array;

/** `int8_t` of an Int8Array. */
const typeOf = (values: Numbers): string => `${values[Symbol.toStringTag].replace(/Big|Array/g, '').toLowerCase()}_t`;

const ROOM = 120;

/** A constant array, its numbers in lines. */
function arraySource(name: string, values: Numbers): string {
  const lines: string[] = [];
  let line = ' ';
  for (const value of values) {
    const word = values instanceof Uint32Array ? ` 0x${value.toString(16)},` : ` ${value},`;
    if (line.length + word.length > ROOM) {
      lines.push(line);
      line = ' ';
    }
    line += word;
  }
  return `static const ${typeOf(values)} ${name}[${values.length}] = {\n${[...lines, line].join('\n')}\n};`;
}

/** The arrays of a layer, each name beginning with `at`. */
export function layerArrays(at: string, { stored, offsets, codes }: WholeLayer): string {
  const arrays = {
    ...stored.arrays,
    offsets,
    ...(codes && {
      multipliers: BigInt64Array.from(codes.points, ({ multiplier }) => BigInt(multiplier)),
      shifts: Uint8Array.from(codes.points, ({ shift }) => shift),
    }),
  };
  return Object.entries(arrays)
    .map(([name, values]) => arraySource(`${at}_${name}`, values))
    .join('\n');
}

/** Function `at`, from what comes in, [rows, columns, channels], to what goes out. */
export function layerSource(names: Names, whole: WholeLayer, { weights, pool }: CodedLayer, shapes: LayerShapes): string {
  const { at } = names;
  if (weights.shape.length === 2) return rowSource(at, whole, names);
  const [side = 1, , channels = 1, units = 1] = weights.shape;
  const [, columns = 1] = shapes.input;
  const [outRows = 1, outColumns = 1] = shapes.output;
  const width = side * channels;
  // A convolution is a row of inputs at each place; of those of a pool the largest stays.
  const patch = (row: string, column: string, indent: string) =>
    [
      `for (uint32_t i = 0; i < ${side}; i++)`,
      `  for (uint32_t k = 0; k < ${width}; k++)`,
      `    patch[i * ${width} + k] = x[((${row} + i) * ${columns} + ${column}) * ${channels} + k];`,
    ].map((line) => `${indent}${line}`);
  const body =
    pool === 1
      ? [...patch('r', 'c', '      '), `      ${at}_row(patch, out);`]
      : [
          `      for (uint32_t at = 0; at < ${pool * pool}; at++) {`,
          ...patch(`r * ${pool} + at / ${pool}`, `c * ${pool} + at % ${pool}`, '        '),
          `        ${at}_row(patch, codes);`,
          `        for (uint32_t j = 0; j < ${units}; j++)`,
          '          if (at == 0 || codes[j] > out[j]) out[j] = codes[j];',
          '      }',
        ];
  return [
    rowSource(`${at}_row`, whole, names),
    '',
    `static void ${at}(const int8_t *x, int8_t *y) {`,
    `  static int8_t patch[${side * width}]${pool === 1 ? '' : `, codes[${units}]`};`,
    `  for (uint32_t r = 0; r < ${outRows}; r++)`,
    `    for (uint32_t c = 0; c < ${outColumns}; c++) {`,
    `      int8_t *out = y + (r * ${outColumns} + c) * ${units};`,
    ...body,
    '    }',
    '}',
  ].join('\n');
}
