// What was measured, as it is read: 12.3 ± 0.4 µJ an answer · RAPL · 5,120 answers in 3.0 s.
import { measurementOf } from './measurement.ts';

const prefixes = ['', 'm', 'µ', 'n', 'p'] as const;

/** With as many decimals as the standard error has something to say about, of which it shows one digit, or two that begin with 1. */
function joulesInWords(joules: number, standardError: number): string {
  const size = Math.max(Math.abs(joules), standardError);
  const at = size === 0 ? 0 : Math.min(prefixes.length - 1, Math.max(0, Math.ceil(-Math.log10(size) / 3)));
  const [value, error] = [joules * 1000 ** at, standardError * 1000 ** at];
  const shown = error > 0 ? error : Math.abs(value) / 10;
  const decimals = shown > 0 ? Math.min(9, Math.max(0, Math.ceil(0.3 - Math.log10(shown)))) : 0;
  // Less than half of its last digit below 0 is 0.
  const text = value.toFixed(decimals).replace(/^-(?=[0.]*$)/, '');
  return `${text.replace('-', '−')} ± ${error.toFixed(decimals)} ${prefixes[at]}J`;
}

/** Nothing of a value that holds none. */
export function measurementInWords(value: string): string {
  const found = measurementOf(value);
  if (!found) return '';
  const answers = found.answers === 1 ? '1 answer' : `${found.answers.toLocaleString('en-GB')} answers`;
  return `${found.of && `${found.of}: `}${joulesInWords(found.joules, found.standardError)} an answer · ${found.by} · ${answers} in ${found.seconds.toFixed(1)} s`;
}
