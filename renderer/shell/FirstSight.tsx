// The page before its widgets: names and plots, where they will stand.

import { applies } from '../../core/lab/param.ts';
import card from '../panel/Card.module.css';
import { Centre } from '../panel/Centre.tsx';
import { Figure } from '../panel/Figure.tsx';
import panel from '../panel/Panel.module.css';
import { useLab, useRun } from '../run-context.tsx';
import style from './FirstSight.module.css';
import { Frame } from './Frame.tsx';

export function FirstSight() {
  const readouts = useLab().readouts !== undefined;
  return (
    <Frame busy>
      <div className={panel.panel}>
        <Centre
          headline={<div className={style.headline} />}
          card={(ids, place) => <Card key={ids.join()} ids={ids} place={place} />}
          foot={
            <>
              <p className={style.sentence} />
              {readouts && <div className={style.readouts} />}
              <div className={style.ledger} />
            </>
          }
        />
        <aside className={style.side} />
      </div>
    </Frame>
  );
}

function Card({ ids, place }: { readonly ids: readonly string[]; readonly place: string }) {
  const plotId = useRun(({ lab, frameValues }) => ids.find((id) => applies(lab.plots[id]?.when, frameValues)));
  const title = useRun(({ lab }) => (plotId === undefined ? '' : lab.plots[plotId]?.title));
  if (plotId === undefined) return null;
  return (
    <section className={card.card} data-place={place}>
      <header className={card.head}>
        <h2>{title}</h2>
      </header>
      <Figure plotId={plotId} described={false} />
    </section>
  );
}
