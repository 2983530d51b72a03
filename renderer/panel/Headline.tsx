// The lab's identity as an equation, with live numbers under its terms.
import type { Known, Lab } from '../../core/lab/lab.ts';
import { termNumber } from '../../core/lab/number-text.ts';
import { headlineAt } from '../../core/lab/sums.ts';
import { useLab, useRun } from '../run-context.tsx';
import style from './Headline.module.css';
import { TermButton } from './TermButton.tsx';
import { Tex } from './Tex.tsx';
import { useScalar } from './units.ts';

export function Headline() {
  const { left, terms } = useRun(({ lab, frameValues, values }) => headlineAt(lab, frameValues ?? values));
  return (
    <section className={style.headline} aria-label="Identity">
      <HeadlineTerm term={left.scalar} />
      {terms.map((term, index) => (
        <Summand key={term.scalar} {...term} first={index === 0} />
      ))}
    </section>
  );
}

function Summand({ scalar, sign, factor, quiet, first }: Lab['headline']['terms'][number] & { readonly first: boolean }) {
  const gone = useRun(({ frame }) => quiet === true && frame?.result.scalars[scalar] === 0);
  if (gone) return null;
  return (
    <span className={style.summand}>
      <span className={style.operator}>
        {first ? '=' : sign === 1 ? '+' : '−'}
        {first && sign === -1 && ' −'}
      </span>
      <HeadlineTerm term={scalar} factor={factor} />
    </span>
  );
}

function HeadlineTerm({ term, factor }: { readonly term: string; readonly factor?: string | undefined }) {
  const { tex, label, known } = useLab().scalars[term] ?? { label: term };
  const multiplier = useRun(({ lab, frameValues }) =>
    factor === undefined || frameValues[factor] === 1 ? undefined : (lab.params[factor]?.tex ?? factor),
  );
  return (
    <TermButton term={term} className={style.term} tip="below">
      <span className={style.tex}>
        {multiplier !== undefined && (
          <>
            <Tex tex={multiplier} /> ·{' '}
          </>
        )}
        {tex ? <Tex tex={tex} /> : label}
      </span>
      <HeadlineNumber term={term} known={known} />
      <span className={style.label}>{label}</span>
    </TermButton>
  );
}

function HeadlineNumber({ term, known }: { readonly term: string; readonly known: Known | undefined }) {
  return (
    <b className={style.number} data-scalar={term}>
      {termNumber(useScalar(term), known)}
    </b>
  );
}
