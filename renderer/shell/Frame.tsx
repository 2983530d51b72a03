// How rail, bar and stage stand on the page, whoever fills them.
import type { ReactNode } from 'react';
import { labs } from '../../core/labs/index.ts';
import { useRun } from '../run-context.tsx';
import style from './Frame.module.css';
import { useNarrow } from './use-narrow.ts';

interface Props {
  /** The widgets are not there yet. */
  readonly busy?: boolean;
  readonly rail?: ReactNode;
  /** The presets, where the rail has no room for them. */
  readonly presets?: ReactNode;
  /** Transport and tools. */
  readonly tools?: ReactNode;
  readonly children: ReactNode;
}

export function Frame({ busy, rail, presets, tools, children }: Props) {
  const labId = useRun((run) => run.labId);
  const entry = labs.find(({ id }) => id === labId);
  const narrow = useNarrow();
  return (
    <div className={style.page} data-page aria-busy={busy}>
      <aside className={style.rail}>
        <p className={style.brand}>
          <span className={style.logo} aria-hidden="true">
            F
          </span>
          <span className={narrow ? 'unseen' : undefined}>Free Energy Lab</span>
        </p>
        {rail}
      </aside>
      <header className={style.bar}>
        <div className={style.title}>
          <h1>{entry?.title ?? labId}</h1>
          {narrow ? presets : <p className={style.tagline}>{entry?.tagline}</p>}
        </div>
        {tools}
      </header>
      <main className={style.stage}>{children}</main>
    </div>
  );
}
