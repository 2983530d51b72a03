// A lab's readouts: scalars on one line, each in full colour only while it can be trusted.
import type { Readout as Declared } from '../../core/lab/lab.ts';
import { countNumber, fineNumber } from '../../core/lab/number-text.ts';
import { useLab, useRun } from '../run-context.tsx';
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
  const readouts = useLab().readouts;
  const scalars = useRun(known).split(' ');
  if (!readouts) return null;
  return (
    <section className={style.readouts} aria-label="Readouts">
      {readouts
        .filter(({ scalar }) => scalars.includes(scalar))
        .map((readout, at, all) => (
          <Readout key={readout.scalar} after={all[at - 1]?.scalar} {...readout} />
        ))}
    </section>
  );
}

/** How it is known is said before the first of several that are known alike; what is counted says so itself, but after what is known otherwise. */
function Readout({
  scalar,
  trusted,
  standardError,
  exact,
  after,
}: Declared<Record<string, unknown>> & { readonly after?: string | undefined }) {
  const { scalars } = useLab();
  const { label = scalar, known } = scalars[scalar] ?? {};
  const before = after === undefined ? undefined : scalars[after]?.known;
  const doubt = useRun(({ frame }) => distrust(trusted, frame?.result.scalars[scalar]));
  return (
    <span data-trusted={doubt === undefined} data-plain={trusted === undefined}>
      <TermButton term={scalar} className={style.readout} tip="above" note={doubt}>
        {known !== undefined && known !== before && (known !== 'counted' || before !== undefined) && <i className={style.known}>{known}</i>}
        {label}
        <ReadoutNumber scalar={scalar} text={known === 'counted' ? countNumber : fineNumber} />
        {standardError !== undefined && <Beside word="±" scalar={standardError} />}
        {exact !== undefined && <Beside word="exact" scalar={exact} />}
        {doubt !== undefined && <span className="unseen">, {doubt}</span>}
      </TermButton>
    </span>
  );
}

/** By itself, so that its button is not drawn again with it. */
function ReadoutNumber({ scalar, text }: { readonly scalar: string; readonly text: (value: number) => string }) {
  return <b data-scalar={scalar}>{text(useScalar(scalar))}</b>;
}

/** Another number of a readout, while it is known. */
function Beside({ word, scalar }: { readonly word: string; readonly scalar: string }) {
  const value = useScalar(scalar);
  if (Number.isNaN(value)) return null;
  return (
    <span>
      {word} <span data-scalar={scalar}>{fineNumber(value)}</span>
    </span>
  );
}
