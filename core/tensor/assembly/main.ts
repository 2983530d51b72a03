// What a thread does: it takes parts of the job at hand until none is left.
import { DONE, GENERATION, HELPED, JOB, LAST, LEFT, int, setScratch } from './job'
import { gather, scatter } from './convolution'
import { multiply } from './gemm'
import { countNonZeros, listNonZeros, multiplySparse } from './sparse'
import { activationGradient, adam, bernoulli, bernoulliGradient, binary, complexity, complexityGradient, sample, sampleGradient, unary } from './elementwise'

export { countNonZeros, listNonZeros, setScratch }

function take(part: i32): void {
  switch (int(0)) {
    case 0: multiply(part); break
    case 1: multiplySparse(part); break
    case 2: unary(part); break
    case 3: binary(part); break
    case 4: activationGradient(part); break
    case 5: sample(part); break
    case 6: sampleGradient(part); break
    case 7: bernoulli(part); break
    case 8: bernoulliGradient(part); break
    case 9: complexity(part); break
    case 10: complexityGradient(part); break
    case 11: adam(part); break
    case 12: gather(part); break
    case 13: scatter(part); break
  }
}

/**
 * The part that a thread does next, −1 where none is left: the caller takes the last ones and further threads the first, so that job after job
 * each finds in its cache what it has made itself.
 */
function next(helping: bool): i32 {
  let left = atomic.load<i64>(LEFT)
  while (<i32>left < <i32>(left >> 32)) {
    const found = atomic.cmpxchg<i64>(LEFT, left, helping ? left + 1 : left - LAST)
    if (found == left) return helping ? <i32>left : <i32>(left >> 32) - 1
    left = found
  }
  return -1
}

function work(helping: bool): void {
  for (;;) {
    const part = next(helping)
    if (part < 0) return
    take(part)
    if (helping) atomic.add<i32>(HELPED, 1)
    atomic.add<i32>(DONE, 1)
    atomic.notify(DONE, 1)
  }
}

/** Hands the job out whose arguments stand in the block, and works on it until all parts are done; `spin` rounds before it waits. */
export function run(parts: i32, shared: bool, spin: i32, mayWait: bool): void {
  // Arguments were written while nothing was left to take, so that a thread that comes late finds either nothing or this job.
  atomic.store<i32>(DONE, 0)
  const job = load<i32>(GENERATION) + 1
  store<i32>(JOB, job)
  if (!shared) {
    store<i32>(GENERATION, job)
    for (let part = parts - 1; part >= 0; part--) take(part)
    return
  }
  atomic.store<i64>(LEFT, <i64>parts * LAST)
  atomic.store<i32>(GENERATION, job)
  atomic.notify(GENERATION, -1)
  work(false)
  let rounds = 0
  for (;;) {
    const done = atomic.load<i32>(DONE)
    if (done == parts) return
    if (mayWait && ++rounds > spin) atomic.wait<i32>(DONE, done, 1000000)
  }
}

/** What a further thread runs, until the generation turns negative. */
export function serve(spin: i32): void {
  let seen = 0
  for (;;) {
    let job = atomic.load<i32>(GENERATION)
    for (let rounds = 0; job == seen && rounds < spin; rounds++) job = atomic.load<i32>(GENERATION)
    if (job < 0) return
    if (job == seen) { atomic.wait<i32>(GENERATION, seen, -1); continue }
    seen = job
    work(true)
  }
}
