// A moment of a run: all that determines where it is. Undo brings one back, a session and a snapshot write one down.
import type { Session, Snapshot } from '../../core/lab/session.ts';
import { NAME_LENGTH } from '../../core/lab/snapshot-name.ts';
import { withChange } from '../compute/runner.ts';
import { differing } from './differing.ts';
import type { createOwnData } from './own-data.ts';
import { UNCHANGED } from './phase.ts';
import type { StoredRun } from './stored-run.ts';

export type Moment = Pick<StoredRun, 'values' | 'seed' | 'data' | 'preset' | 'changed' | 'start' | 'changes' | 'target'>;

export function momentOf({ values, seed, data, preset, changed, start, changes, target, frame, frameValues }: StoredRun): Moment {
  const common = { values, seed, data, preset, changed };
  if (target !== undefined) return { ...common, start, changes, target };
  // What was edited and has not come back as a frame yet counts.
  const step = frame?.step ?? 0;
  if (step === 0) return { ...common, start: values, changes: UNCHANGED, target: 0 };
  return { ...common, start, changes: withChange(changes, step, differing(values, frameValues)), target: step };
}

function courseOf(run: StoredRun) {
  const { start: values, seed, changes, preset, target: steps = 0 } = momentOf(run);
  return { values, seed, steps, changes, ...(preset !== undefined && { preset }) };
}

/** The run as it is, as a file or a link holds it. */
export function sessionOf(run: StoredRun, ownPart: ReturnType<typeof createOwnData>['ownPart']): Session {
  const { labId, lab, snapshots, values, data } = run;
  // A snapshot may work on what of the user's the run as it is does not.
  const own = [values, ...snapshots.map((snapshot) => snapshot.values)].map((each) => ownPart(each, data)).find((part) => part.data);
  return { lab: labId, labVersion: lab.version, ...courseOf(run), ...own, ...(snapshots.length > 0 && { snapshots }) };
}

/** Named after its preset and its step, as long as nobody names it. */
export function snapshotOf(run: StoredRun, key: number): Snapshot {
  const { lab, preset, changed, frame } = run;
  const title = preset === undefined ? 'A run' : `${lab.presets[preset]?.title}${changed ? ', changed' : ''}`;
  return { key, name: `${title}, step ${frame?.step ?? 0}`.slice(0, NAME_LENGTH), ...courseOf(run) };
}
