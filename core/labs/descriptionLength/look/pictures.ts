// What is seen of each subject, as tables.
import { bestChoice, codewordCost } from '../../../codec/codewords.ts';
import { pixelsGiven } from '../../../inference/em/logistic-pca.ts';
import { expectedOutputs } from '../../../inference/variational/noisy-network.ts';
import { column, emptyColumn, emptyGrid, type Grid } from '../../../lab/result.ts';
import { exp } from '../../../math/elementary.ts';
import { logNormalDensity } from '../../../prob/normal.ts';
import { densityOnLine, likeliest } from '../../mixture-pictures.ts';
import type { DescriptionValues } from '../declaration/params.ts';
import { bookOf, codewordTerms } from '../run/codewords.ts';
import type { FactorsRun } from '../run/factors.ts';
import { confusionOf, type NetworkRun } from '../run/network.ts';
import type { DescriptionState, Sending } from '../run/state.ts';

const SHARES = 101;
const CURVE = 121;

export function costTables({ kind }: Sending, values: DescriptionValues) {
  if (kind !== 'codewords') {
    return {
      cost: { share: emptyColumn, energy: emptyColumn, length: emptyColumn },
      chosen: { share: emptyColumn, length: emptyColumn },
      least: { length: emptyColumn },
    };
  }
  const { lengths, q } = bookOf(values);
  const share = column(SHARES, (i) => i / (SHARES - 1));
  const at = (s: number) => [s, 1 - s];
  return {
    cost: {
      share,
      energy: share.map((s) => at(s).reduce((sum, each, i) => sum + each * (lengths[i] as number), 0)),
      length: share.map((s) => codewordCost(lengths, at(s))),
    },
    chosen: { share: Float64Array.of(values.share), length: Float64Array.of(codewordCost(lengths, q)) },
    least: { length: Float64Array.of(codewordCost(lengths, bestChoice(lengths))) },
  };
}

/** One input: the mean and band of the outputs over it. More: predicted against measured. */
export function networkTables(sending: Sending, ofHeldOut: Float64Array) {
  const nothing = {
    curve: { x: emptyColumn, mean: emptyColumn, low: emptyColumn, high: emptyColumn },
    cases: { x: emptyColumn, y: emptyColumn, kind: emptyColumn },
    equal: { x: emptyColumn, y: emptyColumn },
  };
  if (sending.kind !== 'network') return nothing;
  const { task, options, standing } = sending;
  const { sent, heldOut } = task;
  if (task.outputs > 1) return nothing;
  const alone = task.inputs === 1;
  const kind = column(sent.y.length + heldOut.y.length, (n) => (n < sent.y.length ? 0 : 1));
  const y = Float64Array.from([...sent.y, ...heldOut.y]);
  if (!alone) {
    const predicted = [...standing.fit.outputs, ...ofHeldOut];
    const ends = [Math.min(...y), Math.max(...y)];
    return {
      ...nothing,
      cases: { x: Float64Array.from(predicted), y, kind },
      equal: { x: Float64Array.from(ends), y: Float64Array.from(ends) },
    };
  }
  const inputs = Float64Array.from([...sent.x, ...heldOut.x]);
  const [low, high] = [Math.min(...inputs), Math.max(...inputs)];
  const x = column(CURVE, (i) => low - 0.1 * (high - low) + (1.2 * (high - low) * i) / (CURVE - 1));
  const { outputs, variances } = expectedOutputs(options.shape, standing.belief, x);
  return {
    ...nothing,
    curve: {
      x,
      mean: outputs,
      low: outputs.map((mean, i) => mean - Math.sqrt(variances[i] as number)),
      high: outputs.map((mean, i) => mean + Math.sqrt(variances[i] as number)),
    },
    cases: { x: inputs, y, kind },
  };
}

const PRIOR = 161;

/** Each weight’s belief as a strip from one sd below to one above, the dearest on top; and the prior, as high as the picture. */
export function weightTables(sending: Sending, byWeight: Float64Array) {
  if (sending.kind !== 'network') {
    const e = emptyColumn;
    return {
      weights: { rank: e, mean: e, low: e, high: e, bits: e, under: e, over: e },
      prior: { weight: emptyColumn, density: emptyColumn },
    };
  }
  const { belief } = sending.standing;
  const { means, logSds, prior } = belief;
  const order = Array.from(byWeight.keys()).toSorted((a, b) => (byWeight[a] as number) - (byWeight[b] as number));
  const of = (f: (i: number, rank: number) => number) => Float64Array.from(order, f);
  const sd = (i: number) => exp(logSds[i] as number);
  const low = of((i) => (means[i] as number) - sd(i));
  const high = of((i) => (means[i] as number) + sd(i));
  const reach = prior.means.map((mean, c) => Math.abs(mean) + 3 * (prior.sds[c] as number));
  const widest = Math.max(...high.map(Math.abs), ...low.map(Math.abs), Math.min(Math.max(...reach), 3 * Math.max(...high.map(Math.abs))));
  const weight = column(PRIOR, (i) => widest * (-1 + (2 * i) / (PRIOR - 1)));
  const density = weight.map((w) =>
    prior.shares.reduce((sum, share, c) => sum + share * exp(logNormalDensity(w, prior.means[c] as number, prior.sds[c] as number)), 0),
  );
  const most = Math.max(...density);
  return {
    weights: {
      rank: of((_, rank) => rank + 1),
      mean: of((i) => means[i] as number),
      low,
      high,
      bits: of((i) => byWeight[i] as number),
      under: of((_, rank) => rank + 0.6),
      over: of((_, rank) => rank + 1.4),
    },
    prior: { weight, density: density.map((each) => (each / most) * (order.length + 1)) },
  };
}

export function mixtureTables(sending: Sending) {
  if (sending.kind !== 'mixture') {
    return {
      mixture: { x: emptyColumn, part: emptyColumn, label: emptyColumn },
      eruptions: { x: emptyColumn, y: emptyColumn, label: emptyColumn },
    };
  }
  const { data, mixture, responsibilities } = sending;
  const { x, part, label } = densityOnLine(mixture, data);
  const made = likeliest(responsibilities, mixture.weights.length);
  return { mixture: { x, part, label }, eruptions: { x: data.slice(), y: new Float64Array(data.length), label: made.label } };
}

/** Held-out images by class, upwards, and by what they are taken for, as shares of the class. */
export function confusionGrid(sending: Sending, outputs: Float64Array): Grid {
  if (sending.kind !== 'network' || sending.task.outputs === 1) return emptyGrid;
  const width = sending.task.outputs;
  const counts = confusionOf(sending, outputs);
  const values = new Float32Array(counts.length);
  for (let is = 0; is < width; is += 1) {
    const own = counts.subarray(is * width, (is + 1) * width);
    const total = own.reduce((sum, each) => sum + each, 0) || 1;
    values.set(
      own.map((each) => each / total),
      is * width,
    );
  }
  return { columns: width, rows: width, xDomain: [0, width - 1], yDomain: [0, width - 1], values };
}

/** Share of the held-out images that are taken for another class. */
export function mistakenOf(run: NetworkRun, outputs: Float64Array): number {
  const counts = confusionOf(run, outputs);
  const right = Array.from({ length: run.task.outputs }, (_, k) => counts[k * (run.task.outputs + 1)] as number);
  return 1 - right.reduce((sum, each) => sum + each, 0) / counts.reduce((sum, each) => sum + each, 0);
}

/** Images of the sheet, in so many columns. */
const SHOWN = 16;
const ACROSS = 8;

/** Images that are sent, and below each what its factors say of every pixel. */
export function sheetOf(sending: Sending): Grid {
  if (sending.kind !== 'factors') return emptyGrid;
  const { sent, model, ofSent, rows: down, columns: wide }: FactorsRun = sending;
  // With a pixel of paper around each.
  const [tileWide, tileHigh] = [wide + 2, down + 2];
  const [columns, rows] = [ACROSS * tileWide, 2 * (SHOWN / ACROSS) * tileHigh];
  const values = new Float32Array(columns * rows);
  for (let n = 0; n < Math.min(SHOWN, sent.count); n += 1) {
    const given = pixelsGiven(model, ofSent.means.slice(n * model.factors, (n + 1) * model.factors));
    const [left, top] = [(n % ACROSS) * tileWide + 1, 2 * Math.floor(n / ACROSS) * tileHigh + 1];
    for (let j = 0; j < sent.pixels; j += 1) {
      // Row 0 of a grid is at the bottom, of an image at the top.
      const [row, at] = [rows - 1 - top - Math.floor(j / wide), left + (j % wide)];
      values[row * columns + at] = sent.bits[n * sent.pixels + j] as number;
      values[(row - tileHigh) * columns + at] = given[j] as number;
    }
  }
  return { columns, rows, xDomain: [0, ACROSS], yDomain: [0, 2 * (SHOWN / ACROSS)], values, tile: [tileWide, tileHigh] };
}

/** What is there to compare the length with: nothing said, or nothing left to gain. */
export function otherLength(sending: Sending, values: DescriptionValues, trivial: number | undefined): number {
  if (sending.kind === 'codewords') return codewordTerms(values).dataBits;
  return trivial ?? Number.NaN;
}

export function courseOf({ trail }: DescriptionState, other: number) {
  const of = (f: (stop: (typeof trail)[number]) => number) => Float64Array.from(trail, f);
  return { step: of(({ step }) => step), data: of(({ data }) => data), length: of(({ length }) => length), other: of(() => other) };
}
