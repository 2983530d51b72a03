// Numbers as they are read, in a picture and in a sentence alike: − for minus, a fixed count of decimals, ∞ and — where there is no number.
import type { Known } from './lab.ts';

const proper = (text: string) => text.replace(/-/g, '−');

/** Three decimals, fewer where the number is large, so that a column of them keeps its width; none of a large whole number. */
export function readNumber(value: number): string {
  if (Number.isNaN(value)) return '—';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  const size = Math.abs(value);
  if (size >= 1e6) return proper(value.toExponential(2).replace('e+', 'e'));
  if (size >= 1000 && Number.isInteger(value)) return proper(String(value));
  const text = value.toFixed(size >= 1e5 ? 0 : size >= 1000 ? 1 : size >= 100 ? 2 : 3);
  return proper(Number(text) === 0 ? text.replace('-', '') : text);
}

/** Three digits, as many as a number among others needs: 153, 7.62, 0.0031, 2.5e−6. */
export function shortNumber(value: number): string {
  if (!Number.isFinite(value)) return readNumber(value);
  const size = Math.abs(value);
  if (size === 0) return '0';
  if (size < 1e-3 || size >= 1e6) return proper(value.toExponential(1).replace('e+', 'e'));
  return proper(size >= 100 ? value.toFixed(0) : value.toPrecision(size < 0.1 ? 2 : 3));
}

/** As `readNumber`, but of a small number its first digits: 0.0031 and not 0.003, 2.5e−6 and not 0.000. */
export const fineNumber = (value: number): string => (Math.abs(value) < 0.01 && value !== 0 ? shortNumber(value) : readNumber(value));

/** What is counted is whole; a small mean of counts has decimals, of a large one they would say nothing. */
export const countNumber = (value: number): string =>
  Number.isInteger(value)
    ? proper(String(value))
    : Math.abs(value) >= 1000 && Number.isFinite(value)
      ? proper(value.toFixed(0))
      : readNumber(value);

/** A term of a sum or its total: what is counted is written as a count. */
export const termNumber = (value: number, known?: Known): string => (known === 'counted' ? countNumber(value) : readNumber(value));

/** The same as `termNumber` with its sign written out. */
export function signedNumber(value: number, known?: Known): string {
  const text = termNumber(value, known);
  return value > 0 && Number(text) !== 0 ? `+${text}` : text;
}
