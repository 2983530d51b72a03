// Says by a notice that the run cannot go on, for as long as it cannot: it left the finite numbers, or the computation stopped; and how far it is
// where it has far to go.
import { useEffect } from 'react';
import { useRun, useRunStore } from '../run-context.tsx';
import { accompany, warn } from './notices.ts';

export function RunNotice() {
  const status = useRun((run) => run.status);
  const diverged = useRun((run) => run.frame?.diverged);
  const label = useRun(({ lab, frame }) => frame?.diverged && (lab.scalars[frame.diverged.scalar]?.label ?? frame.diverged.scalar));
  const line =
    status.kind === 'failed'
      ? status.message
      : diverged && `at step ${diverged.step}, ${label} stopped being a finite number; reset begins again`;
  useEffect(() => (line ? warn(line) : undefined), [line]);
  const store = useRunStore();
  const goal = useRun(({ underway }) => underway?.of);
  useEffect(() => {
    if (goal === undefined) return;
    const share = { get: () => (store.getState().underway?.step ?? goal) / goal, subscribe: store.subscribe };
    return accompany(`On the way to step ${goal.toLocaleString('en')}.`, share, () => store.getState().cancel());
  }, [goal, store]);
  return null;
}
