// Sums of terms, as headline and ledger declare them: what they come to at a frame, and the identities that they are.
import type { Identity } from './identity.ts';
import type { Column, Lab } from './lab.ts';
import { applies, type Values } from './param.ts';

type Scalars = Readonly<Record<string, number>>;
type Terms = Lab['headline']['terms'];

const TOLERANCE = 1e-10;

/** What a term is multiplied by besides its sign. */
export const factorOf = ({ factor }: Terms[number], values: Values): number => (factor === undefined ? 1 : Number(values[factor]));

/** Σ sign · factor · scalar; NaN where a scalar is unknown. */
export const sumOf = (terms: Terms, scalars: Scalars, values: Values): number =>
  terms.reduce((sum, term) => sum + term.sign * factorOf(term, values) * (scalars[term.scalar] ?? Number.NaN), 0);

/** The headline that stands at these values. */
export const headlineAt = ({ headline, headlines = [] }: Pick<Lab, 'headline' | 'headlines'>, values: Values): Lab['headline'] =>
  headlines.find(({ when }) => applies(when, values)) ?? headline;

const texOf = ({ tex, label }: Pick<Column, 'tex' | 'label'>): string => tex ?? `\\text{${label}}`;

/** A sum written out, each term by `scalar`, its factor by `param`. */
const written = (terms: Terms, minus: string, scalar: (name: string) => string, param: (name: string) => string): string =>
  terms
    .map(({ scalar: name, sign, factor }, at) => {
      const before = at > 0 ? ` ${sign < 0 ? minus : '+'} ` : sign < 0 ? minus : '';
      const front = `${before}${factor === undefined ? '' : param(factor)}`;
      const symbol = scalar(name);
      return `${front}${front !== '' && symbol.startsWith('-') ? `\\left(${symbol}\\right)` : symbol}`;
    })
    .join('');

function identityOf(lab: Lab, total: string, terms: Terms, tolerance = TOLERANCE): Identity {
  const labelOf = (name: string) => (lab.scalars[name] ?? lab.params[name])?.label ?? name;
  const symbolOf = (name: string) => texOf(lab.scalars[name] ?? lab.params[name] ?? { label: name });
  return {
    name: `${labelOf(total)} = ${written(terms, '−', labelOf, (name) => `${labelOf(name)} · `)}`,
    tex: `${symbolOf(total)}=${written(terms, '-', symbolOf, (name) => `${symbolOf(name)}\\,`)}`,
    of: [total, ...terms.map(({ scalar }) => scalar)],
    residual: (scalars, values) => (scalars[total] ?? Number.NaN) - sumOf(terms, scalars, values),
    tolerance,
  };
}

/** The identities that headlines and rows of the ledger are, each once. */
export function identitiesOfSums(lab: Lab): readonly Identity[] {
  const { headline, headlines = [], ledger } = lab;
  const each = [
    ...[headline, ...headlines].map(({ left, terms, tolerance }) => identityOf(lab, left.scalar, terms, tolerance)),
    ...ledger.rows.map(({ terms, tolerance }) => identityOf(lab, ledger.total, terms, tolerance)),
  ];
  return each.filter(({ name }, at) => each.findIndex((other) => other.name === name) === at);
}
