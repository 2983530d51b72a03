// Which numbers of a layer are drawn, in what unit, and the levels under them: weights, means of signs, or weights over the step of their channel.
import { type Coded, type CodedLayer, decoded } from '../../../compression/coded.ts';
import { emptyColumn } from '../../../lab/result.ts';
import type { Weights } from '../../../nets/parameters.ts';
import type { Racer } from '../run/racer.ts';

export interface DrawnWeights {
  readonly now: Float32Array;
  /** Of the base, in the same unit; none where it has none. */
  readonly other: Float32Array | undefined;
  readonly levels: Float64Array;
  /** As far as any of them reaches, with some room. */
  readonly reach: number;
}

const ROOM = 1.02;
const largest = (...all: readonly ArrayLike<number>[]): number =>
  all.reduce((most, each) => Array.from(each).reduce((a, b) => Math.max(a, Math.abs(b)), most), 1e-6);

/** From −2^(bits − 1) on. */
const codesOf = (bits: number): Float64Array => Float64Array.from({ length: 2 ** bits }, (_, i) => i - 2 ** (bits - 1));

/** The numbers that a coded tensor can hold besides 0, where they are the same for all of it. */
function levelsOf(coded: Coded): Float64Array {
  const values = coded.kind === 'sparse' ? coded.values : coded;
  if (values.kind === 'codebook') return Float64Array.from(values.levels);
  if (values.kind === 'signs' && values.scales.length === 1)
    return Float64Array.of(-1, 1).map((sign) => sign * (values.scales[0] as number));
  if (values.kind === 'grid' && values.scales.length === 1)
    return codesOf(values.bits).map((code) => (values.scales[0] as number) * (code - (values.zeroPoints[0] as number)));
  return emptyColumn;
}

/** Where every channel has a step of its own: the numbers behind its codes, and those of the base, over it. */
function overSteps(learnt: Float32Array, before: Float32Array, coded: Coded): DrawnWeights | undefined {
  if ((coded.kind !== 'grid' && coded.kind !== 'signs') || coded.scales.length === 1) return undefined;
  const { scales } = coded;
  const over = (values: Float32Array) => values.map((value, at) => value / (scales[at % scales.length] || 1));
  const now = over(learnt);
  // The least code of a symmetric grid is not used.
  const levels = coded.kind === 'grid' ? codesOf(coded.bits).slice(1) : Float64Array.of(-1, 1);
  return { now, other: over(before), levels, reach: ROOM * largest(now, levels) };
}

/** `before` are the base’s weights of the layer. */
export function drawnWeights({ name, surveyed }: Racer, { name: layer, weights }: CodedLayer, before: Float32Array): DrawnWeights {
  const learnt = (surveyed[`${layer}/weights`] as Weights).values;
  // Signs that are uncertain lie as their means θ do; the file has ±1.
  if (name === 'probabilisticBinary') return { now: learnt, other: undefined, levels: Float64Array.of(-1, 1), reach: ROOM };
  const now = decoded(weights);
  return overSteps(learnt, before, weights) ?? { now, other: before, levels: levelsOf(weights), reach: ROOM * largest(before, now) };
}
