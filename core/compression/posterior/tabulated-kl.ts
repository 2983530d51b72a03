// The exact KL of the log-uniform prior, quickly enough for training: a table of it and of its slope, with cubics between.
import { logUniformKl, logUniformKlSlope } from './log-uniform-kl.ts';

/** log α lies within this of 0, as training holds it. */
export const MOST_LOG_ALPHA = 8;

const CELLS = 1024;
const WIDTH = (2 * MOST_LOG_ALPHA) / CELLS;

const nodes = Float64Array.from({ length: CELLS + 1 }, (_, i) => i * WIDTH - MOST_LOG_ALPHA);
const values = nodes.map(logUniformKl);
const slopes = nodes.map((node) => WIDTH * logUniformKlSlope(node));

const cellOf = (logAlpha: number): number => Math.min(CELLS - 1, Math.max(0, Math.floor((logAlpha + MOST_LOG_ALPHA) / WIDTH)));

/** KL in nats for log α from −8 to 8, by Hermite’s cubics: within 1e−10 of `logUniformKl`. */
export function tabulatedLogUniformKl(logAlpha: number): number {
  const i = cellOf(logAlpha);
  const t = (logAlpha + MOST_LOG_ALPHA) / WIDTH - i;
  const [a, b, da, db] = [values[i] as number, values[i + 1] as number, slopes[i] as number, slopes[i + 1] as number];
  return a + t * (da + t * (3 * (b - a) - 2 * da - db + t * (da + db - 2 * (b - a))));
}

/** Its derivative with respect to log α: that of the cubics, within 1e−6 of `logUniformKlSlope`. */
export function tabulatedLogUniformKlSlope(logAlpha: number): number {
  const i = cellOf(logAlpha);
  const t = (logAlpha + MOST_LOG_ALPHA) / WIDTH - i;
  const [a, b, da, db] = [values[i] as number, values[i + 1] as number, slopes[i] as number, slopes[i + 1] as number];
  return (da + t * (2 * (3 * (b - a) - 2 * da - db) + t * 3 * (da + db - 2 * (b - a)))) / WIDTH;
}
