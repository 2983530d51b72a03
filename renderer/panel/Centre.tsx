// How identity, pictures, sentence and ledger stand together, whoever draws them.
import { type ReactNode, useRef } from 'react';
import { applies } from '../../core/lab/param.ts';
import { useRun } from '../run-context.tsx';
import { useNarrow } from '../shell/use-narrow.ts';
import './panel.css';
import { useSize } from './use-size.ts';

/** Where the panel is lower than this there is no second row of pictures. */
const TALL = 650;

/** Of three pictures side by side the first, whose card spans two columns, is a little wider. */
const THREE = { gridTemplateColumns: 'minmax(0, 5fr) minmax(0, 5fr) minmax(0, 8fr) minmax(0, 8fr)' };

interface Props {
  readonly headline: ReactNode;
  /** A card in which one of these plots is shown. */
  readonly place: (ids: readonly string[], className: string) => ReactNode;
  /** Sentence, readouts and ledger. */
  readonly foot: ReactNode;
}

export function Centre({ headline, place, foot }: Props) {
  const ref = useRef<HTMLDivElement>(null);
  const height = useSize(ref)?.height ?? window.innerHeight;
  const narrow = useNarrow();
  const { main, side, third = [], row } = useRun((run) => run.lab.layout);
  const filled = useRun(({ lab, frameValues }) => third.some((id) => applies(lab.plots[id]?.when, frameValues)));
  const three = filled && !narrow;
  const tall = height >= TALL;
  const rows = !tall ? [] : narrow && row.length > 1 ? [row.flat()] : row;
  return (
    <div ref={ref} className="centre" data-tall={tall}>
      {headline}
      <div className="cards" data-rows={rows.length > 0 ? 2 : 1}>
        <div className="card-row first" style={three ? THREE : undefined}>
          {place(tall ? main : [...main, ...row.flat()], 'main-card')}
          {place(three ? side : [...side, ...third], 'side-card')}
          {three && place(third, 'side-card')}
        </div>
        {rows.length > 0 && <div className="card-row second">{rows.map((ids) => place(ids, 'row-card'))}</div>}
      </div>
      {foot}
    </div>
  );
}
