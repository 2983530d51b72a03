// The panel of a run: identity, pictures, sentence, ledger, and beside them controls, notes and equations. It knows no lab.
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { useRun } from '../run-context.tsx';
import { useNarrow } from '../shell/use-narrow.ts';
import { Headline } from './Headline.tsx';
import { addHighlightRules } from './highlight-rules.ts';
import { Ledger } from './Ledger.tsx';
import { Place } from './Place.tsx';
import './panel.css';
import { Sentence } from './Sentence.tsx';
import { Side } from './Side.tsx';
import { type Unit, UnitContext } from './units.ts';
import { useSize } from './use-size.ts';

/** Where the panel is lower than this there is no second row of pictures. */
const TALL = 650;

export function Panel() {
  const [unit, setUnit] = useState<Unit>('nats');
  const chosen = useMemo(() => ({ unit, setUnit }), [unit]);
  return (
    <UnitContext value={chosen}>
      <Lit>
        <Centre />
        <Side />
      </Lit>
    </UnitContext>
  );
}

/** Says which term is lit up; style sheets do the rest. */
function Lit({ children }: { readonly children: ReactNode }) {
  const scalars = useRun((run) => run.lab.scalars);
  const highlight = useRun((run) => run.highlight);
  useEffect(() => addHighlightRules(Object.keys(scalars)), [scalars]);
  return (
    <div className="panel" data-highlight={highlight}>
      {children}
    </div>
  );
}

function Centre() {
  const ref = useRef<HTMLDivElement>(null);
  const height = useSize(ref)?.height ?? window.innerHeight;
  const narrow = useNarrow();
  const { main, side, row } = useRun((run) => run.lab.layout);
  const tall = height >= TALL;
  const rows = !tall ? [] : narrow && row.length > 1 ? [row.flat()] : row;
  return (
    <div ref={ref} className="centre" data-tall={tall}>
      <Headline />
      <div className="cards" data-rows={rows.length > 0 ? 2 : 1}>
        <div className="card-row first">
          <Place ids={tall ? main : [...main, ...row.flat()]} className="main-card" />
          <Place ids={side} className="side-card" />
        </div>
        {rows.length > 0 && (
          <div className="card-row second">
            {rows.map((ids) => (
              <Place key={ids.join()} ids={ids} className="row-card" />
            ))}
          </div>
        )}
      </div>
      <Sentence />
      <Ledger />
    </div>
  );
}
