// One line where the run cannot go on: it left the finite numbers, or the computation stopped.
import { TriangleAlert } from 'lucide-react';
import { useRun } from '../run-context.tsx';
import style from './RunStatus.module.css';

export function RunStatus() {
  const status = useRun((run) => run.status);
  const diverged = useRun((run) => run.frame?.diverged);
  const label = useRun(({ lab, frame }) => frame?.diverged && (lab.scalars[frame.diverged.scalar]?.label ?? frame.diverged.scalar));
  const line =
    status.kind === 'failed'
      ? status.message
      : diverged && `at step ${diverged.step}, ${label} stopped being a finite number; reset begins again`;
  return (
    <div className={style.status} role="status">
      {line && (
        <p>
          <TriangleAlert size={14} aria-hidden="true" />
          {line}
        </p>
      )}
    </div>
  );
}
