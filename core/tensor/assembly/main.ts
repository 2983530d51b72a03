// What a thread does: it takes parts of the job at hand until none is left.
import { COMMAND, DONE, GENERATION, HELPED, JOB, LEFT, int, place, setScratch } from './job'
import { softmax, softmaxMeans } from './softmax'
import { gather, scatter } from './convolution'
import { multiply } from './gemm'
import { belief, beliefGradient, drawn, drawnGradient } from './beliefs'
import { countNonZeros, listNonZeros, multiplySparse, multiplySparseSquared } from './sparse'
import { activationGradient, adam, bernoulli, binary, complexity, complexityGradient, sample, sampleGradient, scaleRows, sums, unary } from './elementwise'

export { countNonZeros, setScratch }

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
    case 8: scaleRows(part); break
    case 9: complexity(part); break
    case 10: complexityGradient(part); break
    case 11: adam(part); break
    case 12: gather(part); break
    case 13: scatter(part); break
    case 14: sums(part); break
    case 15: listNonZeros(); break
    case 16: softmax(part); break
    case 17: softmaxMeans(part); break
    case 18: belief(part); break
    case 19: beliefGradient(part); break
    case 20: drawn(part); break
    case 21: drawnGradient(part); break
    case 22: multiplySparseSquared(part); break
  }
}

/**
 * The caller takes parts from the end, helpers from the start: in a loop of like jobs the same thread meets the same rows or columns again,
 * and finds them in its own cache.
 */
function work(helping: bool): void {
  for (;;) {
    const left = helping ? atomic.add<i64>(LEFT, 1) : atomic.sub<i64>(LEFT, 1 << 32)
    const first = <i32>left, end = <i32>(left >> 32)
    if (first >= end) return
    take(helping ? first : end - 1)
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
  atomic.store<i64>(LEFT, <i64>parts << 32)
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

/** Does jobs one after the other that stand written at `list`, each as the block holds it, with its number of parts as the last word. */
export function runAll(list: usize, count: i32, shared: bool, spin: i32, mayWait: bool): void {
  for (let at = list; at < list + <usize>count * COMMAND; at += COMMAND) {
    place(at)
    const parts = load<i32>(at, COMMAND - 4)
    run(parts, shared && parts > 1, spin, mayWait)
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
