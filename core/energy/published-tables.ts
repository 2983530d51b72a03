// Tables that were published; what is only remembered of them is left out.
import { between, type EnergyTable, exactly } from './table.ts';

/**
 * Horowitz (2014), 45 nm at 0.9 V. An access to a cache moves 64 bits. Of memory outside he gives a band, 1,300 to 2,600 pJ for 64 bits; 640 pJ for 32 bits
 * is the number that is quoted of it. Of a multiplication of 32 bits another library (40 nm, Accelergy’s) says four times as much.
 */
const horowitz: EnergyTable = {
  title: '45 nm, 2014',
  node: '45 nm, 0.9 V',
  year: 2014,
  source: 'M. Horowitz, Computing’s energy problem (and what we can do about it), ISSCC (2014)',
  operations: {
    float32: { add: exactly(0.9), multiply: exactly(3.7) },
    float16: { add: exactly(0.4), multiply: exactly(1.1) },
    int32: { add: exactly(0.1), multiply: between(3.1, 3.1, 12.4) },
    int8: { add: exactly(0.03), multiply: exactly(0.2) },
  },
  memories: [
    { name: 'cache of 8 kB', place: 'onChip', wordBits: 64, access: exactly(10) },
    { name: 'cache of 32 kB', place: 'onChip', wordBits: 64, access: exactly(20) },
    { name: 'cache of 1 MB', place: 'onChip', wordBits: 64, access: exactly(100) },
    { name: 'DRAM', place: 'dram', wordBits: 32, access: between(640, 640, 1300) },
  ],
};

/** Jouppi et al. (2021), Table 2: 7 nm. */
const jouppi: EnergyTable = {
  title: '7 nm, 2021',
  node: '7 nm',
  year: 2021,
  source: 'N. P. Jouppi et al., Ten lessons from three generations shaped Google’s TPUv4i, ISCA (2021), Table 2',
  operations: {
    float32: { add: exactly(0.38), multiply: exactly(1.31) },
    int32: { add: exactly(0.03), multiply: exactly(1.48) },
    int8: { add: exactly(0.007), multiply: exactly(0.07) },
  },
  memories: [
    { name: 'SRAM of 8 kB', place: 'onChip', wordBits: 64, access: exactly(7.5) },
    { name: 'SRAM of 32 kB', place: 'onChip', wordBits: 64, access: exactly(8.5) },
    { name: 'DDR4', place: 'dram', wordBits: 64, access: exactly(1300) },
  ],
};

export const energyTables = { horowitz, jouppi } as const;
