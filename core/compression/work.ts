// What running a network does, as a count: operations by their kind, and bytes of weights that are read.

/** Totals, added to by each kernel as it runs. */
export interface Work {
  /** Multiplications of float32 numbers with an addition each. */
  multiplyAccumulatesFloat32: number;
  /** Multiplications of int8 codes with an addition in int32 each. */
  multiplyAccumulatesInt8: number;
  /** Additions and subtractions without a multiplication, biases and sums of counts left out. */
  additions: number;
  /** Operations on 32 signs at once: an exclusive or and a count of ones. */
  signWords: number;
  /** Bytes of weights, and of where they are, that are read. */
  bytesMoved: number;
}

export const createWork = (): Work => ({
  multiplyAccumulatesFloat32: 0,
  multiplyAccumulatesInt8: 0,
  additions: 0,
  signWords: 0,
  bytesMoved: 0,
});
