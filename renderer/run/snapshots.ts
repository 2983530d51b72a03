// Moments of a run that were put under a number, to come back to.
import type { Session } from '../../core/lab/session.ts';
import { NAME_LENGTH } from '../../core/lab/snapshot-name.ts';
import type { Runner } from '../compute/runner.ts';
import type { RunState } from '../store.ts';
import { snapshotOf } from './moment.ts';
import type { RunAccess } from './stored-run.ts';

type Actions = Pick<RunState, 'keepSnapshot' | 'openSnapshot' | 'renameSnapshot' | 'removeSnapshot'>;

export function snapshotActions(
  { get, set }: RunAccess,
  runner: Pick<Runner, 'hold' | 'letGo'>,
  openAt: (session: Session) => Promise<void>,
): Actions {
  const others = (key: number) => get().snapshots.filter((one) => one.key !== key);
  return {
    keepSnapshot(key) {
      const snapshot = snapshotOf(get(), key);
      runner.hold(key);
      set({ snapshots: [...others(key), snapshot].sort((a, b) => a.key - b.key) });
    },
    async openSnapshot(key) {
      const { labId, lab, data, snapshots } = get();
      const snapshot = snapshots.find((one) => one.key === key);
      if (!snapshot) return false;
      await openAt({ lab: labId, labVersion: lab.version, ...snapshot, ...(data && { data }) });
      return true;
    },
    renameSnapshot(key, name) {
      set({ snapshots: get().snapshots.map((one) => (one.key === key ? { ...one, name: name.slice(0, NAME_LENGTH) } : one)) });
    },
    removeSnapshot(key) {
      runner.letGo(key);
      set({ snapshots: others(key) });
    },
  };
}
