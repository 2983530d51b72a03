// Joules of counted work by a published table: a model, never a measurement.
import { InputError } from '../base/input-error.ts';
import { type Arithmetic, type EnergyTable, exactly, type Memory, type Price, scaled, summed, type Width } from './table.ts';

/** What was counted of one answer; words that are not moved are 0 bytes. */
export interface Spent {
  /** Multiplications with an addition each. */
  readonly multiplyAccumulates: Readonly<Partial<Record<Width, number>>>;
  /** Additions alone. */
  readonly additions: Readonly<Partial<Record<Width, number>>>;
  /** Bytes of weights that are read, once for a whole batch. */
  readonly weightBytes: number;
  /** Bytes between layers, for each answer. */
  readonly activationBytes: number;
}

export interface Circumstances {
  /** Where weights are read from. */
  readonly weightsFrom: Memory;
  /** Where numbers between layers are kept. */
  readonly activationsIn: Memory;
  /** Answers for which weights are read once. */
  readonly batch: number;
  /** What products of int8 are added up in: 8 bits is the smallest number that is quoted, 32 what a network needs. */
  readonly accumulator: 'int8' | 'int32';
  /** Watts that are drawn whatever is done, and seconds that an answer takes. */
  readonly idleWatts: number;
  readonly seconds: number;
}

/** Joules of one answer, each with its band. */
export interface Joules {
  readonly compute: Price;
  readonly onChip: Price;
  readonly dram: Price;
  readonly idle: Price;
}

const PICO = 1e-12;

function arithmeticOf({ operations, title }: EnergyTable, width: Width): Arithmetic {
  const found = operations[width];
  if (!found) throw new InputError('table', `one with ${width}`, title);
  return found;
}

/** pJ of a multiplication and the addition behind it. Throws InputError for a width that the table does not have. */
export function multiplyAccumulatePrice(table: EnergyTable, width: Width, accumulator: Circumstances['accumulator']): Price {
  const { add, multiply } = arithmeticOf(table, width);
  return summed([multiply, width === 'int8' ? arithmeticOf(table, accumulator).add : add]);
}

/** pJ of so many bytes from a memory: whole words are not asked for, since neighbours share them. */
const movePrice = ({ access, wordBits }: Memory, bytes: number): Price => scaled(access, (8 * bytes) / wordBits);

const counted = (counts: Readonly<Partial<Record<Width, number>>>) =>
  Object.entries(counts).filter(([, count]) => count > 0) as [Width, number][];

/**
 * E = Σ MACs e_MAC + Σ additions e_add + Σ words e_word + idle power × time, in joules for one answer, part by part. Weights are read once a batch, and
 * count a share of it. What moves instructions, index arithmetic and leakage are left out, so that devices take hundreds of times as much. Throws
 * InputError for a width that the table does not have, and a batch below 1.
 */
export function joulesOf(
  table: EnergyTable,
  spent: Spent,
  { weightsFrom, activationsIn, batch, accumulator, idleWatts, seconds }: Circumstances,
): Joules {
  if (!(batch >= 1)) throw new InputError('batch', 'one answer or more', String(batch));
  const compute = summed([
    ...counted(spent.multiplyAccumulates).map(([width, count]) => scaled(multiplyAccumulatePrice(table, width, accumulator), count)),
    ...counted(spent.additions).map(([width, count]) => scaled(arithmeticOf(table, width).add, count)),
  ]);
  const moves = [
    { memory: weightsFrom, bytes: spent.weightBytes / batch },
    { memory: activationsIn, bytes: spent.activationBytes },
  ];
  const moved = (place: Memory['place']) =>
    summed(moves.filter(({ memory }) => memory.place === place).map(({ memory, bytes }) => movePrice(memory, bytes)));
  return {
    compute: scaled(compute, PICO),
    onChip: scaled(moved('onChip'), PICO),
    dram: scaled(moved('dram'), PICO),
    idle: exactly(idleWatts * seconds),
  };
}

export const totalOf = ({ compute, onChip, dram, idle }: Joules): Price => summed([compute, onChip, dram, idle]);
