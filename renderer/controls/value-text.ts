// A parameter's number as its field shows it: as many digits as the slider can tell apart, and all of them while it is edited.
import { gridOf, type NumericParam } from './track.ts';

const proper = (text: string) => text.replace(/^-/, '−');

/** All its digits. */
export const fullText = (value: number): string => proper(String(value));

export function valueText(param: NumericParam, value: number): string {
  if (param.kind === 'integer' || value === 0) return fullText(value);
  const power = Math.floor(Math.log10(Math.abs(value)));
  if (power >= 7 || power < -5) return proper(value.toExponential(2)).replace('e+', 'e').replace('e-', 'e−');
  const fine = param.scale === 'log' ? 2 - power : -Math.floor(Math.log10(gridOf(param)));
  // Five digits before and after the point together; at least the first that is not 0.
  return proper(value.toFixed(Math.max(0, -power, Math.min(fine, 4 - power))));
}
