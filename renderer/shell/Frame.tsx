// How rail, bar and stage stand on the page, whoever fills them; where the page is stacked there is no rail, and its menus are in the bar.
import { type ReactNode, useRef } from 'react';
import { labs } from '../../core/labs/index.ts';
import { useRoom } from '../room.ts';
import { useLab, useRun } from '../run-context.tsx';
import style from './Frame.module.css';

interface Props {
  /** The widgets are not there yet. */
  readonly busy?: boolean;
  readonly rail?: ReactNode;
  /** The labs and the presets, where no rail has room for them. */
  readonly labMenu?: ReactNode;
  readonly presetMenu?: ReactNode;
  /** Transport and tools. */
  readonly tools?: ReactNode;
  readonly children: ReactNode;
}

export function Frame({ busy, rail, labMenu, presetMenu, tools, children }: Props) {
  const labId = useRun((run) => run.labId);
  const plays = useLab().play !== undefined;
  const entry = labs.find(({ id }) => id === labId);
  const { layout } = useRoom();
  const stage = useRef<HTMLElement>(null);
  const title = entry?.title ?? labId;
  return (
    <div className={style.page} data-page aria-busy={busy}>
      {!busy && (
        <button type="button" className={style.skip} onClick={() => stage.current?.focus()}>
          Skip to the pictures
        </button>
      )}
      {(layout === 'wide' || layout === 'narrow') && (
        <aside className={style.rail}>
          <p className={style.brand}>
            <span className={style.logo} aria-hidden="true">
              F
            </span>
            <span className={layout === 'narrow' ? 'unseen' : undefined}>Free Energy Lab</span>
          </p>
          {rail}
        </aside>
      )}
      {layout !== 'lecture' && (
        <header className={style.bar} data-plays={plays}>
          <div className={style.title}>
            <h1>{layout === 'stacked' ? (labMenu ?? title) : title}</h1>
            {layout === 'wide' ? (
              <div className={style.taglineRoom} data-sheds>
                <p>{entry?.tagline}</p>
              </div>
            ) : (
              presetMenu
            )}
          </div>
          {tools}
        </header>
      )}
      <main ref={stage} tabIndex={-1} className={style.stage}>
        {layout === 'lecture' && <h1 className="unseen">{title}</h1>}
        {children}
      </main>
    </div>
  );
}
