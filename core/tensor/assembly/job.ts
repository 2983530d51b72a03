// The block of shared memory through which a job is handed out: what to do, its arguments, and how many parts are still to be taken.

/** Counts jobs; negative once the threads are to end. */
export const GENERATION: usize = 1024
/** Parts not yet taken: the first below, the one after the last above, 32 bits each. Whoever moves either while they are apart does that part. */
export const LEFT: usize = 1088
/** Parts done. */
export const DONE: usize = 1152
/** Parts done so far by further threads. */
export const HELPED: usize = 1184
/** The number of the job whose arguments stand below. */
export const JOB: usize = 1180
/** The operation and its arguments, four bytes each. */
const ARGUMENTS: usize = 1216

/** Bytes of a job that is written down: of the operation, its arguments, and in the last word the number of parts. */
export const COMMAND: usize = 128
/** Makes the job that is written there the one at hand. */
export function place(command: usize): void { memory.copy(ARGUMENTS, command, COMMAND) }

// @ts-ignore: decorator
@inline export function int(i: i32): i32 { return load<i32>(ARGUMENTS + (<usize>i << 2)) }
// @ts-ignore: decorator
@inline export function address(i: i32): usize { return load<usize>(ARGUMENTS + (<usize>i << 2)) }
// @ts-ignore: decorator
@inline export function float(i: i32): f32 { return load<f32>(ARGUMENTS + (<usize>i << 2)) }

/** This thread's own memory: packed panels, then a panel, then a tile. */
export let scratch: usize = 0
export function setScratch(place: usize): void { scratch = place }
