// The C function of one row of inputs of a layer: a sum for each unit, by how its codes are kept, and what comes of it.
import type { WholeLayer } from './whole-layer.ts';

export interface Names {
  /** What all names of the file begin with. */
  readonly prefix: string;
  /** What the names of the layer’s arrays begin with. */
  readonly at: string;
  /** Whether what comes in is 1 and −1. */
  readonly signsIn: boolean;
}

/** Lines that add up `sum` of unit j. */
function sumLines({ stored: { way }, inputs }: WholeLayer, { prefix, at, signsIn }: Names): { before: string[]; each: string[] } {
  const words = Math.ceil(inputs / 32);
  switch (way) {
    case 'dense':
      return {
        before: [`  const int8_t *weight = ${at}_weights;`],
        each: [`    for (uint32_t i = 0; i < ${inputs}; i++) sum += *weight++ * x[i];`],
      };
    case 'pairs':
      return {
        before: [`  const uint8_t *pair = ${at}_pairs;`],
        each: [
          `    for (uint32_t i = 0; i < ${inputs}; i++) sum += ((i & 1 ? pair[i >> 1] >> 4 : pair[i >> 1] & 15) - 8) * x[i];`,
          `    pair += ${Math.ceil(inputs / 2)};`,
        ],
      };
    case 'sparse':
      return {
        before: [`  const uint8_t *gap = ${at}_gaps;`, `  const int8_t *weight = ${at}_weights;`],
        each: [
          '    uint32_t place = 0;',
          `    for (uint32_t k = ${at}_counts[j]; k > 0; k--) {`,
          '      place += *gap++;',
          '      sum += *weight++ * x[place];',
          '    }',
        ],
      };
    case 'ternary': {
      const added = (list: string, sign: string) => [
        '    place = 0;',
        `    for (uint32_t k = ${at}_counts[${list}]; k > 0; k--) {`,
        '      place += *gap;',
        `      if (*gap++ != 255) sum ${sign}= x[place];`,
        '    }',
      ];
      return {
        before: [`  const uint8_t *gap = ${at}_gaps;`],
        each: ['    uint32_t place;', ...added('2 * j', '+'), ...added('2 * j + 1', '-')],
      };
    }
    case 'signs':
      if (!signsIn)
        return {
          before: [`  const uint32_t *word = ${at}_signs;`],
          each: [
            `    for (uint32_t i = 0; i < ${inputs}; i++) {`,
            '      if ((word[i >> 5] >> (i & 31)) & 1) sum += x[i];',
            '      else sum -= x[i];',
            '    }',
            `    word += ${words};`,
          ],
        };
      return {
        before: [
          `  static uint32_t packed[${words}];`,
          `  const uint32_t *word = ${at}_signs;`,
          `  for (uint32_t k = 0; k < ${words}; k++) packed[k] = 0;`,
          `  for (uint32_t i = 0; i < ${inputs}; i++)`,
          '    if (x[i] > 0) packed[i >> 5] |= (uint32_t)1 << (i & 31);',
        ],
        each: [
          `    for (uint32_t k = 0; k < ${words}; k++) sum += ${prefix}_ones(packed[k] ^ *word++);`,
          `    sum = ${inputs} - 2 * sum; /* those that agree less those that differ */`,
        ],
      };
  }
}

/** Function `name`, which reads a row of inputs and writes what each unit gives. */
export function rowSource(name: string, layer: WholeLayer, names: Names): string {
  const { offsets, unit, codes } = layer;
  const { before, each } = sumLines(layer, names);
  const { prefix, at } = names;
  const total = `${at}_offsets[j] + sum${unit === 1 ? '' : ` * ${unit}`}`;
  const given = codes
    ? `${prefix}_requantized(${total}, ${at}_multipliers[j], ${at}_shifts[j], ${codes.zeroPoint}, ${codes.least})`
    : `${total} >= 0 ? 1 : -1`;
  return [
    `static void ${name}(const int8_t *x, int8_t *y) {`,
    ...before,
    `  for (uint32_t j = 0; j < ${offsets.length}; j++) {`,
    '    int32_t sum = 0;',
    ...each,
    `    y[j] = ${given};`,
    '  }',
    '}',
  ].join('\n');
}
