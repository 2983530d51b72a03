// What running a network does, as a count: operations by their width, and bytes that are moved. The one counter of all kernels here.

/** Totals, added to by each kernel call as it runs. */
export interface Work {
  /** Multiplications of float32 numbers with an addition each. */
  multiplyAccumulatesFloat32: number;
  /** Multiplications of int8 codes with an addition in int32 each. */
  multiplyAccumulatesInt8: number;
  /** Additions and subtractions without a multiplication, biases and sums of counts left out. */
  additions: number;
  /** Operations on 32 signs at once: an exclusive or and a count of ones. */
  signWords: number;
  /** Bytes of weights, and of where they are, that are read: once a call, however many inputs it takes. */
  weightBytes: number;
  /** Bytes of numbers between layers: what a call takes in, and what it gives. */
  activationBytes: number;
}

export const createWork = (): Work => ({
  multiplyAccumulatesFloat32: 0,
  multiplyAccumulatesInt8: 0,
  additions: 0,
  signWords: 0,
  weightBytes: 0,
  activationBytes: 0,
});

/** Adds what was counted to a total. */
export function addWork(total: Work, work: Work): void {
  for (const name of Object.keys(total) as (keyof Work)[]) total[name] += work[name];
}
