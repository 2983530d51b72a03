// What a frame has that a sample does not expect.
import type { Frame } from '../../core/lab/run.ts';
import { readExpected } from '../../scripts/sample.ts';

/** One line a number that is off by more than its tolerance, or not there. */
export function deviations({ step: at, result }: Frame, text: string): string[] {
  const { step, scalars } = readExpected(text);
  const off = Object.entries(scalars).filter(
    ([name, { value, tolerance }]) => !(Math.abs((result.scalars[name] ?? Number.NaN) - value) <= tolerance),
  );
  return [
    ...(at === step ? [] : [`step: ${at}, not ${step}`]),
    ...off.map(([name, { value }]) => `${name}: ${result.scalars[name]}, not ${value}`),
  ];
}
