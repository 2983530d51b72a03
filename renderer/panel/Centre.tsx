// How identity, pictures, sentence and ledger stand together, whoever draws them.

import { type ReactNode, type RefObject, useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { plotsIn } from '../../core/lab/lab.ts';
import { applies } from '../../core/lab/param.ts';
import { useRoom } from '../room.ts';
import { useLab, useRun, useRunStore } from '../run-context.tsx';
import type { RunState } from '../store.ts';
import { view } from '../view.ts';
import style from './Centre.module.css';
import { useSize } from './use-size.ts';

/** Where the panel is lower than this, in px of the drawing, there is no second row of pictures. */
const TALL = 650;

/** The picture of the lab, the one beside it, or one of those below. */
export type CardPlace = 'main' | 'side' | 'row';

interface Props {
  readonly headline: ReactNode;
  /** A card in which one of these plots is shown. */
  readonly card: (ids: readonly string[], place: CardPlace) => ReactNode;
  /** Sentence, readouts and ledger. */
  readonly foot: ReactNode;
}

export function Centre({ headline, card, foot }: Props) {
  const ref = useRef<HTMLDivElement>(null);
  const { scale, layout } = useRoom();
  const height = useSize(ref, scale)?.height ?? window.innerHeight / scale;
  const { main, side, third = [], row } = useLab().layout;
  const filled = useRun(({ lab, frameValues }) => third.some((id) => applies(lab.plots[id]?.when, frameValues)));
  const three = filled && layout !== 'narrow';
  useStale(ref);
  const stacked = layout === 'stacked';
  const tall = stacked || height >= TALL;
  const rows = !tall ? [] : layout === 'narrow' && row.length > 1 ? [row.flat()] : row;
  const chosen = useLectured(layout === 'lecture');
  if (chosen !== undefined)
    return (
      <div ref={ref} className={style.centre} data-tall="true">
        {headline}
        <div className={style.cards} data-rows={1}>
          <div className={style.first}>{card([chosen], 'main')}</div>
        </div>
        {foot}
      </div>
    );
  return (
    <div ref={ref} className={style.centre} data-tall={tall} data-stale="false">
      {headline}
      <div className={style.cards} data-rows={rows.length > 0 ? 2 : 1}>
        <div className={style.first} data-abreast={three ? 3 : 2}>
          {card(tall ? main : [...main, ...row.flat()], 'main')}
          {card(three ? side : [...side, ...third], 'side')}
          {three && card(third, 'side')}
        </div>
        {rows.length > 0 && <div className={style.second}>{rows.map((ids) => card(ids, 'row'))}</div>}
      </div>
      {foot}
    </div>
  );
}

/** For so many ms the next run may be on its way before what is seen counts as left behind: under the hand it comes within a few frames. */
const SOON = 60;

/** Says on the element, without drawing it anew, whether what is seen is of a run that has been left. */
function useStale(ref: RefObject<HTMLElement | null>): void {
  const store = useRunStore();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const say = (stale: boolean) => {
      if (ref.current && ref.current.dataset.stale !== String(stale)) ref.current.dataset.stale = String(stale);
    };
    const follow = ({ target, frame }: RunState) => {
      if (target === undefined || frame === undefined) {
        clearTimeout(timer);
        timer = undefined;
        say(false);
      } else timer ??= setTimeout(() => say(true), SOON);
    };
    follow(store.getState());
    const leave = store.subscribe((now, before) => {
      if (now.target !== before.target || now.frame !== before.frame) follow(now);
    });
    return () => {
      clearTimeout(timer);
      leave();
    };
  }, [store, ref]);
}

/** The plot of a lecture: the one that was last looked at, as long as it applies, else the first. */
function useLectured(lecture: boolean): string | undefined {
  const plot = useStore(view, (state) => state.plot);
  return useRun(({ lab, frameValues }) => {
    if (!lecture) return undefined;
    const seen = plotsIn(lab.layout).filter((id) => applies(lab.plots[id]?.when, frameValues));
    return plot !== undefined && seen.includes(plot) ? plot : seen[0];
  });
}
