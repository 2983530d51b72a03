// The panel of a run: identity, pictures, sentence, ledger, and beside them controls, notes and equations. It knows no lab.
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { useRoom } from '../room.ts';
import { useLab, useRun } from '../run-context.tsx';
import { Centre } from './Centre.tsx';
import { Headline } from './Headline.tsx';
import { addHighlightRules } from './highlight-rules.ts';
import { Ledger } from './Ledger.tsx';
import style from './Panel.module.css';
import { Place } from './Place.tsx';
import { Readouts } from './Readouts.tsx';
import { Sentence } from './Sentence.tsx';
import { Side } from './Side.tsx';
import { type Unit, UnitContext } from './units.ts';

export function Panel() {
  const [unit, setUnit] = useState<Unit>('nats');
  const { layout } = useRoom();
  const chosen = useMemo(() => ({ unit, setUnit }), [unit]);
  return (
    <UnitContext value={chosen}>
      <Lit>
        <Centre
          headline={<Headline />}
          card={(ids, place) => <Place key={ids.join()} ids={ids} place={place} />}
          foot={
            <>
              {layout !== 'lecture' && (
                <>
                  <Sentence />
                  <Readouts />
                </>
              )}
              <Ledger />
            </>
          }
        />
        {layout !== 'lecture' && <Side />}
      </Lit>
    </UnitContext>
  );
}

/** Says which term is lit up; style sheets do the rest. */
function Lit({ children }: { readonly children: ReactNode }) {
  const scalars = useLab().scalars;
  const highlight = useRun((run) => run.highlight);
  useEffect(() => addHighlightRules(Object.keys(scalars)), [scalars]);
  return (
    <div className={style.panel} data-highlight={highlight}>
      {children}
    </div>
  );
}
