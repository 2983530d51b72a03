// What polynomials make of the data: their curves, what each degree costs, and how many of its weights the data determine.
import { column, emptyColumn } from '../../../lab/result.ts';
import type { BoundState } from '../run/state.ts';

const POINTS = 121;

/** The data; each degree's curve; and those of posterior and q, which are mixtures of them, with two sds of what comes next. */
function curvesOf({ model, q }: BoundState) {
  const { regressions } = model;
  if (!regressions) {
    const none = { x: emptyColumn, y: emptyColumn };
    return {
      seen: none,
      degreeCurves: { ...none, degree: emptyColumn },
      mixed: { x: emptyColumn, posterior: emptyColumn, low: emptyColumn, high: emptyColumn, q: emptyColumn },
    };
  }
  const { fits, predict } = regressions;
  const [x, y] = [Float64Array.from(regressions.x), Float64Array.from(regressions.y)];
  const [low, high] = [x.reduce((a, b) => Math.min(a, b)), x.reduce((a, b) => Math.max(a, b))];
  const air = 0.05 * (high - low) || Math.abs(high) || 1;
  const at = (i: number) => low - air + ((high - low + 2 * air) * i) / (POINTS - 1);
  const posterior = fits.map((_, degree) => Math.exp(model.logPrior([degree]) + model.logLikelihood([degree]) - model.logEvidence.value));
  const rows = Array.from({ length: POINTS }, (_, i) => {
    const each = fits.map((__, degree) => predict(at(i), degree));
    const under = (weights: readonly number[]) => each.reduce((sum, { mean }, k) => sum + (weights[k] as number) * mean, 0);
    const mean = under(posterior);
    const variance = each.reduce((sum, one, k) => sum + (posterior[k] as number) * (one.variance + (one.mean - mean) ** 2), 0);
    return { each, mean, reach: 2 * Math.sqrt(variance), q: under(q) };
  });
  const of = (f: (row: (typeof rows)[number]) => number) => Float64Array.from(rows, f);
  return {
    seen: { x, y },
    degreeCurves: {
      x: column(fits.length * POINTS, (k) => at(k % POINTS)),
      y: column(fits.length * POINTS, (k) => rows[k % POINTS]?.each[Math.floor(k / POINTS)]?.mean ?? Number.NaN),
      degree: column(fits.length * POINTS, (k) => Math.floor(k / POINTS)),
    },
    mixed: {
      x: column(POINTS, at),
      posterior: of(({ mean }) => mean),
      low: of(({ mean, reach }) => mean - reach),
      high: of(({ mean, reach }) => mean + reach),
      q: of((row) => row.q),
    },
  };
}

/** −log evidence of each degree above the best fit of all: what it does not fit, and what it learnt; and its parameters. */
function degreesOf({ model }: BoundState) {
  const fits = model.regressions?.fits ?? [];
  const best = Math.max(...fits.map(({ accuracy }) => accuracy));
  const of = (f: (fit: (typeof fits)[number], degree: number) => number) => Float64Array.from(fits, f);
  return {
    degree: of((_, degree) => degree),
    complexity: of(({ complexity }) => complexity),
    cost: of(({ complexity, accuracy }) => complexity + best - accuracy),
    logEvidence: of(({ logEvidence }) => logEvidence),
    weights: of((_, degree) => degree + 1),
    effective: of(({ effectiveParameters }) => effectiveParameters),
  };
}

export const regressionsOf = (state: BoundState) => ({ ...curvesOf(state), degrees: degreesOf(state) });
