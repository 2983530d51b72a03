// The ledger: several sums, one total, and the residual that is left between them.
import { type CSSProperties, memo, useMemo, useRef } from 'react';
import type { Known } from '../../core/lab/lab.ts';
import { type LedgerRow, type LedgerTerm, ledgerResidual, ledgerRows, residualText } from '../../core/lab/ledger.ts';
import { termNumber } from '../../core/lab/number-text.ts';
import { hueStyle } from '../controls/hue-style.ts';
import { useLab, useRun } from '../run-context.tsx';
import style from './Ledger.module.css';
import { onceAFrame } from './once-a-frame.ts';
import { TermButton } from './TermButton.tsx';
import { Tex } from './Tex.tsx';
import { UnitSelect } from './UnitSelect.tsx';
import { units, useScalar, useUnit } from './units.ts';

/** As text, so that only other rows are a change. */
const rowsText = onceAFrame((lab, { scalars }, values) => JSON.stringify(ledgerRows(lab, scalars, values)), '[]');

const residualOf = onceAFrame((lab, { scalars }, values) => ledgerResidual(lab, scalars, values), 0);

/** The largest term, whatever its sign. */
const largest = onceAFrame(
  ({ ledger }, { scalars }, values) =>
    Math.max(
      ...ledger.rows.flatMap(({ terms }) =>
        terms.map(({ scalar, factor }) => Math.abs((factor === undefined ? 1 : (values[factor] as number)) * (scalars[scalar] ?? 0))),
      ),
    ),
  1,
);

/** The next of 1, 2, 5, 10 … from there up. */
function roundedUp(size: number): number {
  if (!Number.isFinite(size) || size <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(size));
  return power * ([1, 2, 5].find((lead) => size <= lead * power) ?? 10);
}

/** What a bar of full length stands for: round, so that bars change by their terms and not by their scale, which under the hand only grows. */
function useScale(): number {
  const scale = useRef(1);
  return useRun((run) => {
    const now = roundedUp(largest(run));
    if (!run.dragging || now > scale.current) scale.current = now;
    return scale.current;
  });
}

export function Ledger() {
  const total = useLab().ledger.total;
  const label = useLab().scalars[total]?.label ?? total;
  const scale = useScale();
  const seen = useRun(rowsText);
  const rows = useMemo(() => JSON.parse(seen) as readonly LedgerRow[], [seen]);
  const width = Math.max(1, ...rows.map((row) => row.length));
  return (
    <section className={style.ledger} aria-label="Ledger">
      <div className={style.book}>
        <ul className={style.rows} data-columns={width} style={{ '--columns': width } as CSSProperties}>
          {rows.map((row) => (
            <li key={row.map((term) => term.scalar).join()} className={style.row}>
              <Row row={row} width={width} scale={scale} />
            </li>
          ))}
        </ul>
        <div className={style.total}>
          <TermButton term={total} className={style.totalTerm} tip="above">
            <span className={style.totalLabel}>{label}</span>
            <Total term={total} />
          </TermButton>
          <div className={style.totalUnit}>
            <UnitSelect /> · residual <Residual />
          </div>
        </div>
      </div>
    </section>
  );
}

function Row({ row, width, scale }: { readonly row: LedgerRow; readonly width: number; readonly scale: number }) {
  return row.map((term, index) => {
    const next = row[index + 1];
    return (
      <span key={term.scalar} className={style.cell}>
        <Entry {...term} first={index === 0} scale={scale} />
        <span className={style.operator} style={{ gridColumn: next ? 'span 1' : `span ${4 * (width - index - 1) + 1}` }}>
          {next ? (next.sign === 1 ? '+' : '−') : '='}
        </span>
      </span>
    );
  });
}

interface EntryProps extends LedgerTerm {
  readonly first: boolean;
  readonly scale: number;
}

const Entry = memo(function Entry({ scalar, sign, factor, hidden, first, scale }: EntryProps) {
  const { label, hue, known } = useLab().scalars[scalar] ?? { label: scalar };
  const { params } = useLab();
  const symbol = factor && (params[factor.param]?.tex ?? factor.param);
  return (
    <TermButton term={scalar} className={style.entry} tip="above">
      <span className={hidden ? `${style.name} ${style.incomputable}` : style.name}>
        {first && sign === -1 && '−'}
        {symbol !== undefined && (
          <>
            <Tex tex={symbol} /> ·{' '}
          </>
        )}
        {label}
      </span>
      <EntryNumber scalar={scalar} factor={factor?.value ?? 1} known={known} />
      <Bar scalar={scalar} factor={factor?.value ?? 1} hue={hue} scale={scale} />
    </TermButton>
  );
});

interface Amount {
  readonly scalar: string;
  readonly factor: number;
}

function EntryNumber({ scalar, factor, known }: Amount & { readonly known: Known | undefined }) {
  return (
    <span className={style.number} data-scalar={scalar}>
      {termNumber(useScalar(scalar) * factor, known)}
    </span>
  );
}

interface BarProps extends Amount {
  readonly hue?: Parameters<typeof hueStyle>[0];
  readonly scale: number;
}

function Bar({ scalar, factor, hue, scale }: BarProps) {
  const share = useRun((run) => {
    const share = Math.abs(factor * (run.frame?.result.scalars[scalar] ?? 0)) / scale;
    return Number.isFinite(share) ? Math.round(share * 1000) / 10 : 0;
  });
  return (
    <span className={style.bar} aria-hidden="true">
      <span style={{ ...hueStyle(hue), width: `${share}%` }} />
    </span>
  );
}

function Total({ term }: { readonly term: string }) {
  const { known } = useLab().scalars[term] ?? {};
  return (
    <b className={style.totalNumber} data-scalar={term}>
      {termNumber(useScalar(term), known)}
    </b>
  );
}

function Residual() {
  const { unit } = useUnit();
  const residual = useRun(residualOf);
  return <span data-testid="ledger-residual">{residualText(residual * units[unit].factor)}</span>;
}
