// A job in parts, of which further threads over the same memory may take some. What a part does depends on its number alone, never on who
// takes it, so that results are the same for any number of threads.
import { logisticPart, setRoom } from './logistic'

// The block through which a job is handed out, its arguments among it.
/** Counts jobs. */
// @ts-ignore: decorator
@inline const GENERATION: usize = 0
/** Parts not yet taken: the first below, the one after the last above, 32 bits each. */
// @ts-ignore: decorator
@inline const LEFT: usize = 64
/** Parts done, and of all jobs those done by further threads. */
// @ts-ignore: decorator
@inline const DONE: usize = 128
// @ts-ignore: decorator
@inline const HELPED: usize = 132
// @ts-ignore: decorator
@inline const ARGUMENTS: usize = 192

let block: usize = 0

/** Gives this thread its own memory, 320 bytes: in its first word the address of the block, from byte 64 on its room. */
export function setScratch(place: usize): void {
  block = load<usize>(place)
  setRoom(place + 64)
}

/** The caller takes parts from the end, helpers from the start: in like jobs a thread meets the same rows again, in its own cache. */
function work(helping: bool): void {
  for (;;) {
    const left = helping ? atomic.add<i64>(block + LEFT, 1) : atomic.sub<i64>(block + LEFT, 1 << 32)
    const first = <i32>left, end = <i32>(left >> 32)
    if (first >= end) return
    logisticPart(block + ARGUMENTS, helping ? first : end - 1)
    if (helping) atomic.add<i32>(block + HELPED, 1)
    atomic.add<i32>(block + DONE, 1)
    atomic.notify(block + DONE, 1)
  }
}

/** Does the job whose arguments stand in the block, all parts of it, with further threads if it is shared; `spin` rounds before it waits. */
export function run(parts: i32, shared: bool, spin: i32, mayWait: bool): void {
  if (!shared) {
    for (let part = 0; part < parts; part++) logisticPart(block + ARGUMENTS, part)
    return
  }
  // Arguments were written while nothing was left to take: a thread that comes late finds either nothing or this job.
  atomic.store<i32>(block + DONE, 0)
  atomic.store<i64>(block + LEFT, <i64>parts << 32)
  atomic.add<i32>(block + GENERATION, 1)
  atomic.notify(block + GENERATION, -1)
  work(false)
  for (let rounds = 0; ; rounds++) {
    const done = atomic.load<i32>(block + DONE)
    if (done == parts) return
    if (mayWait && rounds > spin) atomic.wait<i32>(block + DONE, done, 1000000)
  }
}

/** What a further thread runs, as long as it lives. */
export function serve(spin: i32): void {
  let seen = 0
  for (;;) {
    let job = atomic.load<i32>(block + GENERATION)
    for (let rounds = 0; job == seen && rounds < spin; rounds++) job = atomic.load<i32>(block + GENERATION)
    if (job == seen) { atomic.wait<i32>(block + GENERATION, seen, -1); continue }
    seen = job
    work(true)
  }
}
