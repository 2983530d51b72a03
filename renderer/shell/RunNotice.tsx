// Says by a notice that the run cannot go on, for as long as it cannot: it left the finite numbers, or the computation stopped.
import { useEffect } from 'react';
import { useRun } from '../run-context.tsx';
import { warn } from './notices.ts';

export function RunNotice() {
  const status = useRun((run) => run.status);
  const diverged = useRun((run) => run.frame?.diverged);
  const label = useRun(({ lab, frame }) => frame?.diverged && (lab.scalars[frame.diverged.scalar]?.label ?? frame.diverged.scalar));
  const line =
    status.kind === 'failed'
      ? status.message
      : diverged && `at step ${diverged.step}, ${label} stopped being a finite number; reset begins again`;
  useEffect(() => (line ? warn(line) : undefined), [line]);
  return null;
}
