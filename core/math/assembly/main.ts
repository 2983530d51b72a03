// What the float64 kernels export.
export { exponentials } from './elementary'
export { normals, prepare, state, wholes } from './random'
export { mixtureEstimates, mixtureSums } from './mixture'
export { logisticEstimate } from './logistic'
export { run, serve, setScratch } from './job'

/** Where a caller's arrays may begin. */
export function base(): usize { return (__heap_base + 15) & ~15 }
