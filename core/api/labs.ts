/** The labs: open a run, take steps, read numbers, exactly as the page and the command line do. */

export type { Dataset } from '../data/dataset.ts';
export { type Certificate, certificatesOf } from '../lab/certificate.ts';
export { csvOf, readTable } from '../lab/csv.ts';
export { checkIdentities, type Identity, type IdentityCheck } from '../lab/identity.ts';
export type { ExportedFile, Lab } from '../lab/lab.ts';
export { initialValues, type Param, type Params, parseValues, type Value, type Values } from '../lab/param.ts';
export { replay } from '../lab/replay.ts';
export type { Grid, Result, Table } from '../lab/result.ts';
export { type Checkpoint, type Divergence, type Frame, openRun, type Run } from '../lab/run.ts';
export { sweepOf } from '../lab/run-sweep.ts';
export { readSession, type Session, writeSession } from '../lab/session.ts';
export { parseAxis, type SweepAxis } from '../lab/sweep.ts';
export { type Entry, labs, loadLab } from '../labs/index.ts';
