// The weights of a layer as they lie, what prior and posterior expect of them, and the levels that their codes stand for.
import type { CodedNetwork } from '../../../compression/coded.ts';
import { mergeComponents } from '../../../compression/sharing/merge.ts';
import { emptyColumn } from '../../../lab/result.ts';
import { exp } from '../../../math/elementary.ts';
import { mixtureOf } from '../../../nets/classify/methods/soft-weight-sharing.ts';
import type { Weights } from '../../../nets/parameters.ts';
import type { CompressionValues } from '../declaration/params.ts';
import { addNormal, type Bins, scaleFreeCounts, widthOf } from '../model/expected-counts.ts';
import { comparisons } from '../model/threshold.ts';
import type { Racer } from '../run/racer.ts';
import type { CompressionState } from '../run/state.ts';
import { drawnWeights } from './drawn-weights.ts';

const BINS = 80;

/** Where levels and widths are drawn, under the counts, as shares of the tallest. */
const UNDER = { low: -0.085, middle: -0.055, high: -0.025 } as const;

const layerAt = <T>(layers: readonly T[], layer: number): T => layers[Math.min(layer, layers.length) - 1] as T;

const middles = (bins: Bins): Float64Array =>
  Float64Array.from({ length: bins.count }, (_, bin) => (bin + 0.5) * widthOf(bins) - bins.reach);

function countsOf(values: Float32Array, bins: Bins): Float64Array {
  const counts = new Float64Array(bins.count);
  for (const w of values) {
    const bin = Math.floor((w + bins.reach) / widthOf(bins));
    if (w !== 0 && bin >= 0 && bin < bins.count) counts[bin] = (counts[bin] as number) + 1;
  }
  return counts;
}

/** A law as a line over the bins, parted where it is not known. */
function lineOf(bins: Bins, counts: Float64Array | undefined) {
  if (!counts) return { weight: emptyColumn, count: emptyColumn, side: emptyColumn };
  const there = Array.from(counts.keys()).filter((bin) => Number.isFinite(counts[bin] as number));
  const at = middles(bins);
  const gap = there.findIndex((bin, i) => i > 0 && bin > (there[i - 1] as number) + 1);
  return {
    weight: Float64Array.from(there, (bin) => at[bin] as number),
    count: Float64Array.from(there, (bin) => counts[bin] as number),
    side: Float64Array.from(there, (_, i) => Number(gap > 0 && i >= gap)),
  };
}

/** Where normal beliefs about the weights that stay expect them: Σ P(w in bin). */
function believed(racer: Racer, layer: string, bins: Bins, { threshold }: CompressionValues): Float64Array | undefined {
  if (racer.name !== 'sparseVariational') return undefined;
  const of = (kind: string) => (racer.surveyed[`${layer}/${kind}`] as Weights).values;
  const [means, logVariances] = [of('weights'), of('logVariance')];
  const most = exp(comparisons.sparseVariational.own + threshold);
  const counts = new Float64Array(bins.count);
  means.forEach((mean, i) => {
    const variance = exp(logVariances[i] as number);
    if (variance < most * mean * mean) addNormal(counts, bins, mean, Math.sqrt(variance), 1);
  });
  return counts;
}

/** Of a mixture that is a prior: its components, that at 0 first, whose weights are 0. */
const componentsOf = ({ name, surveyed, settings }: Racer) => {
  if (name !== 'softWeightSharing') return [];
  const { shares, means, sds } = mergeComponents(mixtureOf(surveyed, settings.zeroShare as number), 1e-10);
  return Array.from(shares, (share, j) => ({ share, mean: means[j] as number, sd: sds[j] as number }));
};

/** Weights of a layer that are not 0, of the base and of the method in the light; what its prior and its beliefs expect; and the levels of its codes. */
export function weightTables({ base }: CompressionState, racer: Racer, network: CodedNetwork, values: CompressionValues) {
  const coded = layerAt(network.layers, values.layer);
  const before = (base[`${coded.name}/weights`] as Weights).values;
  const { now, other, levels, reach } = drawnWeights(racer, coded, before);
  const bins: Bins = { reach, count: BINS };
  const shown = countsOf(now, bins);
  const kept = now.reduce((sum, w) => sum + (w === 0 ? 0 : 1), 0);
  const components = componentsOf(racer);
  const mixed = new Float64Array(BINS);
  for (const { share, mean, sd } of components.slice(1))
    addNormal(mixed, bins, mean, sd, (kept * share) / (1 - (components[0]?.share ?? 0)));
  const scaleFree = racer.name === 'sparseVariational' || racer.name === 'normalJeffreys';
  const prior = scaleFree ? scaleFreeCounts(bins, kept) : components.length > 0 ? mixed : undefined;
  const counts = other && countsOf(other, bins);
  const top = shown.reduce((most, count, bin) => Math.max(most, count, counts?.[bin] ?? 0), 1);
  const level = levels.filter((each) => Math.abs(each) <= bins.reach);
  return {
    baseWeights: counts ? { weight: middles(bins), count: counts } : { weight: emptyColumn, count: emptyColumn },
    shownWeights: { weight: middles(bins), count: shown },
    prior: lineOf(bins, prior),
    beliefs: lineOf(bins, believed(racer, coded.name, bins, values)),
    levels: { level, under: level.map(() => UNDER.middle * top) },
    widths: {
      from: Float64Array.from(components, ({ mean, sd }) => mean - sd),
      to: Float64Array.from(components, ({ mean, sd }) => mean + sd),
      low: Float64Array.from(components, () => UNDER.low * top),
      high: Float64Array.from(components, () => UNDER.high * top),
    },
  };
}
