// A lab's readouts: scalars on one line, each in full colour only while it can be trusted.
import type { Readout as Declared } from '../../core/lab/lab.ts';
import { readNumber } from '../../core/lab/number-text.ts';
import { useRun } from '../run-context.tsx';
import { distrust } from './distrust.ts';
import { onceAFrame } from './once-a-frame.ts';
import style from './Readouts.module.css';
import { TermButton } from './TermButton.tsx';
import { useScalar } from './units.ts';

/** Those that are known, as text, so that only others are a change. */
const known = onceAFrame(
  ({ readouts = [] }, { scalars }) =>
    readouts
      .filter(({ scalar }) => scalar in scalars)
      .map(({ scalar }) => scalar)
      .join(' '),
  '',
);

export function Readouts() {
  const readouts = useRun((run) => run.lab.readouts);
  const shown = useRun(known).split(' ');
  if (!readouts) return null;
  return (
    <section className={style.readouts} aria-label="Readouts">
      {readouts
        .filter(({ scalar }) => shown.includes(scalar))
        .map((readout) => (
          <Readout key={readout.scalar} {...readout} />
        ))}
    </section>
  );
}

function Readout({ scalar, error, trusted }: Declared<Record<string, unknown>>) {
  const label = useRun((run) => run.lab.scalars[scalar]?.label ?? scalar);
  const doubt = useRun(({ frame }) => distrust(trusted, frame?.result.scalars[scalar]));
  return (
    <span data-trusted={doubt === undefined} data-plain={trusted === undefined}>
      <TermButton term={scalar} className={style.readout} tip="above" note={doubt}>
        {label}
        <b data-scalar={scalar}>{readNumber(useScalar(scalar))}</b>
        {error !== undefined && <StandardError scalar={error} />}
        {doubt !== undefined && <span className="unseen">, {doubt}</span>}
      </TermButton>
    </span>
  );
}

function StandardError({ scalar }: { readonly scalar: string }) {
  return (
    <span className={style.error} data-scalar={scalar}>
      ± {readNumber(useScalar(scalar))}
    </span>
  );
}
