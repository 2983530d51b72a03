// A network as a C header: whole numbers throughout, constant arrays, static buffers.
import { InputError } from '../../../base/input-error.ts';
import { type ActivationGrid, activationGrid } from '../../run/activation-grid.ts';
import { type LayerShapes, shapesOf } from '../../shapes.ts';
import { sizeOf } from '../../weights.ts';
import type { GriddedLayer, GriddedNetwork } from '../on-grids.ts';
import { layerArrays, layerSource } from './layer-source.ts';
import { buffersOf, type Memory, memoryOf, takesSigns } from './memory.ts';
import { type WholeLayer, wholeLayer } from './whole-layer.ts';

/** Of bytes p as pixels p / 255: their codes are p − 128. */
export const pixelGrid: ActivationGrid = activationGrid(0, 1);

export interface NetworkHeader extends Memory {
  /** What all names of the file begin with. */
  readonly prefix: string;
  readonly text: string;
  /** A line on each layer. */
  readonly notes: readonly string[];
}

/** A C identifier from a name. */
const prefixOf = (name: string): string =>
  name
    .replace(/[^A-Za-z0-9]+/g, '_')
    .replace(/^[\d_]+|_+$/g, '')
    .slice(0, 40) || 'network';

/** Words that may stand in a comment. */
const plainWords = (name: string): string => name.replace(/[^\w .,()-]/g, '_').slice(0, 60);

const ways: Readonly<Record<WholeLayer['stored']['way'], string>> = {
  dense: 'all codes',
  pairs: 'all codes, two to a byte',
  sparse: 'codes that are not 0, and gaps between them',
  ternary: 'gaps between codes of 1 and of -1; additions only',
  signs: 'one bit each',
};

function noteOf(layer: GriddedLayer, { stored, codes }: WholeLayer, signsIn: boolean): string {
  const { weights, activation, pool } = layer;
  const how = stored.way === 'signs' ? `${ways.signs}; ${signsIn ? 'exclusive or and counts' : 'additions only'}` : ways[stored.way];
  const off = codes?.points.filter(({ exact }) => !exact).length ?? 0;
  const rounding = off > 0 ? `; ${off} units may be off by 1 where a sum lies at a half` : '';
  return `${plainWords(layer.name)}: ${weights.shape.join(' x ')}, ${activation}${pool > 1 ? `, pool ${pool}` : ''}: ${how}${rounding}`;
}

const requantized = (prefix: string) => `/* round(sum * multiplier / 2^shift), of two as near the even one, + zero, from least to 127. */
static int8_t ${prefix}_requantized(int32_t sum, int64_t multiplier, uint8_t shift, int32_t zero, int32_t least) {
  const int64_t product = sum * multiplier;
  const uint64_t size = product < 0 ? (uint64_t)-product : (uint64_t)product;
  const int64_t steps = (int64_t)((size + (((uint64_t)1 << (shift - 1)) - 1) + ((size >> shift) & 1)) >> shift);
  const int64_t code = (product < 0 ? -steps : steps) + zero;
  return (int8_t)(code < least ? least : code > 127 ? 127 : code);
}`;

const ones = (prefix: string) => `/* Ones among 32 bits. */
static uint8_t ${prefix}_ones(uint32_t word) {
  word -= (word >> 1) & 0x55555555u;
  word = (word & 0x33333333u) + ((word >> 2) & 0x33333333u);
  word = (word + (word >> 4)) & 0x0f0f0f0fu;
  return (uint8_t)((word * 0x01010101u) >> 24);
}`;

/** Calls layer by layer, from one buffer to the other. */
function predictSource(prefix: string, shapes: readonly LayerShapes[]): string {
  const [first, second] = buffersOf(shapes);
  const pixels = sizeOf(shapes[0]?.input ?? []);
  const classes = sizeOf(shapes.at(-1)?.output ?? []);
  const buffer = (i: number) => (i === shapes.length ? 'logits' : i % 2 ? 'odd' : 'even');
  return [
    `/* The class of ${pixels} pixels, black 0 and white 255, and the code of each logit. */`,
    `static int ${prefix}_predict(const uint8_t *pixels, int8_t *logits) {`,
    `  static int8_t even[${first}]${second > 0 ? `, odd[${second}]` : ''};`,
    '  uint32_t most = 0;',
    `  for (uint32_t i = 0; i < ${pixels}; i++) even[i] = (int8_t)(pixels[i] - 128);`,
    ...shapes.map((_, i) => `  ${prefix}_layer${i + 1}(${buffer(i)}, ${buffer(i + 1)});`),
    `  for (uint32_t j = 1; j < ${classes}; j++)`,
    '    if (logits[j] > logits[most]) most = j;',
    '  return (int)most;',
    '}',
  ].join('\n');
}

/**
 * A header of C99 that asks for `stdint.h` alone: `PREFIX_predict(pixels, logits)` takes bytes p for pixels p / 255, and gives the class and the code of
 * each logit on the last of the grids. There is one grid for what comes in, which must be `pixelGrid`, and one for what each layer gives. Codes are
 * those of `createInt8Runner`, for every input, but for units that the notes name (see `fixedPointOf`). Of a network with units that are signs
 * they are those of `createRunner` rounded on the last grid: such a unit gives its sign by a whole threshold, and may differ only where float32
 * rounds a sum of pixels across its bias; a bias behind signs is a whole number of at most a 2²⁰th of a scale. Throws InputError where network and grids
 * do not fit, and for a bias or a number of inputs that 32 bits have no room for.
 */
export function networkHeaderOf(network: GriddedNetwork, grids: readonly ActivationGrid[]): NetworkHeader {
  const shapes = shapesOf(network);
  const { layers, name } = network;
  if (grids.length !== layers.length + 1) throw new InputError('activations', `${layers.length + 1} grids`, String(grids.length));
  const [first] = grids;
  if (first?.scale !== pixelGrid.scale || first.zeroPoint !== pixelGrid.zeroPoint)
    throw new InputError('activations', 'pixels from 0 to 1', `a scale of ${first?.scale}`);
  const whole = layers.map((layer, i) =>
    wholeLayer(layer, takesSigns(network, i) ? 'signs' : (grids[i] as ActivationGrid), grids[i + 1] as ActivationGrid),
  );
  const prefix = prefixOf(name);
  const memory = memoryOf(network);
  const notes = layers.map((layer, i) => noteOf(layer, whole[i] as WholeLayer, takesSigns(network, i)));
  const counts = whole.some(({ stored: { way } }, i) => way === 'signs' && takesSigns(network, i));
  const requantizes = whole.some(({ codes }) => codes);
  const text = [
    `/* ${plainWords(name)}, in whole numbers. Include it in one file.`,
    `   Flash: ${memory.flashBytes} bytes of constants. RAM: ${memory.ramBytes} bytes of static buffers.`,
    ...notes.map((note) => `   ${note}`),
    '*/',
    `#ifndef ${prefix.toUpperCase()}_H`,
    `#define ${prefix.toUpperCase()}_H`,
    '#include <stdint.h>',
    '',
    `#define ${prefix.toUpperCase()}_PIXELS ${sizeOf(network.input)}`,
    `#define ${prefix.toUpperCase()}_CLASSES ${sizeOf(shapes.at(-1)?.output ?? [])}`,
    ...(requantizes ? ['', requantized(prefix)] : []),
    ...(counts ? ['', ones(prefix)] : []),
    ...layers.flatMap((layer, i) => {
      const at = `${prefix}_layer${i + 1}`;
      const own = whole[i] as WholeLayer;
      const names = { prefix, at, signsIn: takesSigns(network, i) };
      return ['', layerArrays(at, own), '', layerSource(names, own, layer, shapes[i] as LayerShapes)];
    }),
    '',
    predictSource(prefix, shapes),
    '#endif',
    '',
  ].join('\n');
  return { prefix, text, notes, ...memory };
}
