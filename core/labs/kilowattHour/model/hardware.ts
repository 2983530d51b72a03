// Circumstances and a table as the values say them.
import { InputError } from '../../../base/input-error.ts';
import type { Work } from '../../../compression/work.ts';
import { type Circumstances, type Joules, joulesOf, totalOf } from '../../../energy/estimate.ts';
import { type EnergyTable, exactly, type Memory, type Price } from '../../../energy/table.ts';
import { type AdditionWidth, spentBy } from './spent.ts';
import type { WayName } from './way-names.ts';

export type Level = 'registers' | 'small' | 'large' | 'dram';

/** Nothing is paid for what is not moved. */
const registers: Memory = { name: 'no memory', place: 'onChip', wordBits: 8, access: exactly(0) };

/** The memory of a table at a level. Throws InputError where it has none. */
function memoryAt({ memories, title }: EnergyTable, level: Level): Memory {
  const onChip = memories.filter(({ place }) => place === 'onChip');
  const found = {
    registers,
    small: onChip[0],
    large: onChip.at(-1),
    dram: memories.find(({ place }) => place === 'dram'),
  }[level];
  if (!found) throw new InputError('table', level === 'dram' ? 'one with DRAM' : 'one with a memory on the chip', title);
  return found;
}

/** What hardware is asked for: milliwatts and milliseconds. */
export interface Hardware {
  readonly accumulator: Circumstances['accumulator'];
  readonly additions: AdditionWidth;
  readonly weightsIn: Level;
  readonly activationsIn: Exclude<Level, 'dram'>;
  readonly batch: number;
  readonly idlePower: number;
  readonly answerTime: number;
}

/** A stream has no batch: which weights spikes read depends on what came before. */
export const hardwareFor = (way: WayName, hardware: Hardware): Hardware => (way === 'sigmaDelta' ? { ...hardware, batch: 1 } : hardware);

/** Joules of work that was counted, part by part. Throws InputError for what the table does not price. */
export function joulesOn(table: EnergyTable, work: Work, hardware: Hardware): Joules {
  return joulesOf(table, spentBy(work, hardware.additions), {
    weightsFrom: memoryAt(table, hardware.weightsIn),
    activationsIn: memoryAt(table, hardware.activationsIn),
    batch: hardware.batch,
    accumulator: hardware.accumulator,
    idleWatts: hardware.idlePower / 1000,
    seconds: hardware.answerTime / 1000,
  });
}

/** The same, all together. */
const joulesOfAnswer = (table: EnergyTable, work: Work, hardware: Hardware): Price => totalOf(joulesOn(table, work, hardware));

/** Joules of training: its minibatches read weights as often as they were counted, and nobody waits for an answer. */
export const joulesOfTraining = (table: EnergyTable, work: Work, hardware: Hardware): number =>
  joulesOfAnswer(table, work, { ...hardware, batch: 1, idlePower: 0 }).value;
