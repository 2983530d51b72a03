// The page before its widgets: names and plots, where they will stand.

import { applies } from '../../core/lab/param.ts';
import { labs } from '../../core/labs/index.ts';
import { Centre } from '../panel/Centre.tsx';
import { Figure } from '../panel/Figure.tsx';
import { useRun } from '../run-context.tsx';

export function FirstSight() {
  const labId = useRun((run) => run.labId);
  const readouts = useRun((run) => run.lab.readouts !== undefined);
  const entry = labs.find(({ id }) => id === labId);
  return (
    <div className="page first-sight" aria-busy="true">
      <aside className="rail">
        <p className="brand">
          <span className="logo" aria-hidden="true">
            F
          </span>
          <span className="rail-text">Free Energy Lab</span>
        </p>
      </aside>
      <header className="bar">
        <div className="title">
          <h1>{entry?.title}</h1>
          <p className="rail-text">{entry?.tagline}</p>
        </div>
      </header>
      <main className="stage">
        <div className="panel">
          <Centre
            headline={<div className="headline" />}
            place={(ids, className) => <Card key={ids.join()} ids={ids} className={className} />}
            foot={
              <>
                <p className="sentence" />
                {readouts && <div className="readouts" />}
                <div className="ledger" />
              </>
            }
          />
          <aside className="side" />
        </div>
      </main>
    </div>
  );
}

function Card({ ids, className }: { readonly ids: readonly string[]; readonly className: string }) {
  const plotId = useRun(({ lab, frameValues }) => ids.find((id) => applies(lab.plots[id]?.when, frameValues)));
  const title = useRun(({ lab }) => (plotId === undefined ? '' : lab.plots[plotId]?.title));
  if (plotId === undefined) return null;
  return (
    <section className={`card ${className}`}>
      <header className="card-head">
        <h2>{title}</h2>
      </header>
      <Figure plotId={plotId} described={false} />
    </section>
  );
}
