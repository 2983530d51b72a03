// The ledger: several sums, one total, and the residual that is left between them.
import { Fragment, memo, useMemo } from 'react';
import { readNumber } from '../../core/lab/number-text.ts';
import { hueStyle } from '../controls/hue-style.ts';
import { useRun } from '../run-context.tsx';
import style from './Ledger.module.css';
import { type LedgerRow, type LedgerTerm, ledgerResidual, ledgerRows, residualText } from './ledger-rows.ts';
import { onceAFrame } from './once-a-frame.ts';
import { TermButton } from './TermButton.tsx';
import { Tex } from './Tex.tsx';
import { UnitSelect } from './UnitSelect.tsx';
import { units, useScalar, useUnit } from './units.ts';

/** As text, so that only other rows are a change. */
const rowsText = onceAFrame((lab, { scalars }, values) => JSON.stringify(ledgerRows(lab, scalars, values)), '[]');

const residualOf = onceAFrame((lab, { scalars }, values) => ledgerResidual(lab, scalars, values), 0);

/** What the longest bar stands for. */
const largest = onceAFrame(
  ({ ledger }, { scalars }, values) =>
    Math.max(
      ...ledger.rows.flatMap(({ terms }) =>
        terms.map(({ scalar, factor }) => Math.abs((factor === undefined ? 1 : (values[factor] as number)) * (scalars[scalar] ?? 0))),
      ),
    ),
  1,
);

export function Ledger() {
  const total = useRun((run) => run.lab.ledger.total);
  const label = useRun((run) => run.lab.scalars[total]?.label ?? total);
  const seen = useRun(rowsText);
  const rows = useMemo(() => JSON.parse(seen) as readonly LedgerRow[], [seen]);
  const width = Math.max(1, ...rows.map((row) => row.length));
  const columns = `repeat(${width}, max-content max-content minmax(16px, 1fr) 28px)`;
  return (
    <section className={style.ledger} aria-label="Ledger">
      <ul className={style.rows} style={{ gridTemplateColumns: columns }}>
        {rows.map((row) => (
          <li key={row.map((term) => term.scalar).join()} className={style.row}>
            <Row row={row} width={width} />
          </li>
        ))}
      </ul>
      <div className={style.total}>
        <TermButton term={total} className={style.totalTerm}>
          <span className={style.totalLabel}>{label}</span>
          <Total term={total} />
        </TermButton>
        <div className={style.totalUnit}>
          <UnitSelect /> · residual <Residual />
        </div>
      </div>
    </section>
  );
}

function Row({ row, width }: { readonly row: LedgerRow; readonly width: number }) {
  return row.map((term, index) => {
    const next = row[index + 1];
    return (
      <Fragment key={term.scalar}>
        <Entry {...term} first={index === 0} />
        <span className={style.operator} style={{ gridColumn: next ? 'span 1' : `span ${4 * (width - index - 1) + 1}` }}>
          {next ? (next.sign === 1 ? '+' : '−') : '='}
        </span>
      </Fragment>
    );
  });
}

const Entry = memo(function Entry({ scalar, sign, factor, hidden, first }: LedgerTerm & { readonly first: boolean }) {
  const { label, hue } = useRun((run) => run.lab.scalars[scalar]) ?? { label: scalar };
  const symbol = useRun((run) => (factor ? (run.lab.params[factor.param]?.tex ?? factor.param) : undefined));
  return (
    <TermButton term={scalar} className={style.entry}>
      <span className={hidden ? `${style.name} ${style.incomputable}` : style.name}>
        {first && sign === -1 && '−'}
        {symbol !== undefined && (
          <>
            <Tex tex={symbol} /> ·{' '}
          </>
        )}
        {label}
      </span>
      <EntryNumber scalar={scalar} factor={factor?.value ?? 1} />
      <Bar scalar={scalar} factor={factor?.value ?? 1} hue={hue} />
    </TermButton>
  );
});

interface Amount {
  readonly scalar: string;
  readonly factor: number;
}

function EntryNumber({ scalar, factor }: Amount) {
  return (
    <span className={style.number} data-scalar={scalar}>
      {readNumber(useScalar(scalar) * factor)}
    </span>
  );
}

function Bar({ scalar, factor, hue }: Amount & { readonly hue?: Parameters<typeof hueStyle>[0] }) {
  const share = useRun((run) => {
    const share = Math.abs(factor * (run.frame?.result.scalars[scalar] ?? 0)) / largest(run);
    return Number.isFinite(share) ? Math.round(share * 1000) / 10 : 0;
  });
  return (
    <span className={style.bar} aria-hidden="true">
      <span style={{ ...hueStyle(hue), width: `${share}%` }} />
    </span>
  );
}

function Total({ term }: { readonly term: string }) {
  return (
    <b className={style.totalNumber} data-scalar={term}>
      {readNumber(useScalar(term))}
    </b>
  );
}

function Residual() {
  const { unit } = useUnit();
  const residual = useRun(residualOf);
  return <span data-testid="ledger-residual">{residualText(residual * units[unit].factor)}</span>;
}
