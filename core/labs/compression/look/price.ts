// What the log-uniform prior asks of a weight, over log α: as it is, and as its published fit has it.
import { approximateLogUniformKl } from '../../../compression/posterior/approximate-kl.ts';
import { logUniformKl } from '../../../compression/posterior/log-uniform-kl.ts';

const POINTS = 161;
const REACH = 8;
/** So many times larger the difference is drawn. */
const LARGER = 100;

const logAlpha = Float64Array.from({ length: POINTS }, (_, i) => (2 * REACH * i) / (POINTS - 1) - REACH);

export const priceTables = () => {
  const [exact, fit] = [logAlpha.map(logUniformKl), logAlpha.map(approximateLogUniformKl)];
  return { price: { logAlpha: logAlpha.slice(), exact, fit, apart: fit.map((each, i) => LARGER * (each - (exact[i] as number))) } };
};
