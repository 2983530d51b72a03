// What is to be seen, in words: each read off the numbers that stand beside it, and where they do not tell, nothing is said.
import { traits } from '../../../inference/mcmc/kernels.ts';
import { certificatesOf } from '../../../lab/certificate.ts';
import { fineNumber, readNumber, shortNumber } from '../../../lab/number-text.ts';
import type { Table } from '../../../lab/result.ts';
import { axisName } from './axis-name.ts';
import { AGREED, certificates, WORTH } from './certificates.ts';
import { withData } from './map-rows.ts';
import { type SamplersValues, shortNames } from './params.ts';

export interface Seen {
  readonly scalars: Readonly<Record<string, number | undefined>>;
  readonly tables: Readonly<Record<string, Table>>;
}

const nameOf = ({ sampler }: SamplersValues) => shortNames[sampler];

const stepsOf = ({ tables }: Seen) => tables.schedule?.step?.at(-1) ?? 0;

/** What the draws prove of the target, and how sure that is. */
function verdict({ scalars, tables }: Seen, values: SamplersValues): string | undefined {
  const found = certificatesOf(certificates, { scalars: scalars as Readonly<Record<string, number>>, tables, grids: {} });
  const worst = found.toSorted((a, b) => Math.abs(b.z) - Math.abs(a.z))[0];
  if (!worst) return undefined;
  const of = axisName(values, 0);
  const { name, estimate, exact, z, holds } = worst;
  return holds
    ? `agrees with the target as far as its draws tell: within ${shortNumber(Math.abs(z))} standard errors in mean and variance of ${of}`
    : `does not sample the target: the ${name} of ${of} is ${fineNumber(estimate)}, ${shortNumber(Math.abs(z))} standard errors from the exact ${fineNumber(exact)}`;
}

/** How far the draws are to be believed. */
export function sentence(seen: Seen, values: SamplersValues): string {
  const { effectiveSampleSize: ess, splitRhat: rhat, divergences = 0, meanError } = seen.scalars;
  const name = nameOf(values);
  if (ess === undefined || rhat === undefined) {
    const each = (seen.tables.trace?.chain ?? new Float64Array()).filter((chain) => chain === 0).length;
    if (each === 0) return `${name} has no draws yet: press Sample.`;
    // Halves of four draws.
    return each < 8
      ? `${name} has too few draws of each chain yet for R-hat and ESS.`
      : `${name} stands still for too long: draws that do not differ have no R-hat and no ESS.`;
  }
  const lost = divergences > 0 ? ` ${divergences} of its glides diverged.` : '';
  if (!(rhat < AGREED)) {
    const who = values.chains === 1 ? 'the two halves of its chain' : 'its chains, or the two halves of one,';
    return `${name} has not mixed: R-hat is ${readNumber(rhat)}, so ${who} tell different stories.${lost}`;
  }
  const judged = verdict(seen, values);
  if (judged !== undefined) return `${name} ${judged}.${lost}`;
  const worth = `its draws are worth ${readNumber(ess)} independent ones.${lost}`;
  if (meanError !== undefined && ess < WORTH) return `${name} has too few draws yet to be held against the target: ${worth}`;
  const why = meanError === undefined ? 'the exact answer is not known' : 'the target’s tails are too heavy for an error to be trusted';
  return `${name} shows no lack of mixing, R-hat is ${readNumber(rhat)}, but ${why}; ${worth}`;
}

const parts = ['momentum', 'gradient', 'minibatch', 'injected noise'] as const;

/** What the last step of the first chain did, as numbers. */
export function stepSentence(seen: Seen, values: SamplersValues): string {
  const { tables, scalars } = seen;
  if (stepsOf(seen) === 0) return 'No step has been taken yet.';
  const moved = tables.parts?.value ?? new Float64Array();
  const [from, to, now] = [tables.moves?.x?.[4], tables.moves?.toX?.[4], tables.now?.x?.[0]].map((x) => x ?? Number.NaN) as [
    number,
    number,
    number,
  ];
  const by = `with ε = ${shortNumber(scalars.stepSizeNow ?? Number.NaN)}`;
  const proposed = Number.isFinite(to);
  const { refuses } = traits[values.sampler];
  // A move that changed nothing cannot be told from one that was refused.
  const fate = !proposed || !refuses ? '' : now === to ? '; it was accepted' : '; it was refused';
  if (moved.length === 0)
    return `Across, ${by}: ${nameOf(values)} ${refuses ? 'proposed to go' : 'went'} from ${readNumber(from)} to ${readNumber(to)}${fate}.`;
  const partTexts = parts.flatMap((part, row) => (moved[row] ? [`${part} ${shortNumber(moved[row])}`] : []));
  if (partTexts.length === 0) return `Across, ${by}: the step moved nothing.`;
  const together = `together ${shortNumber(moved.at(-1) ?? Number.NaN)}`;
  return `Across, ${by}: ${[...partTexts, together].join(', ')}${fate}.`;
}

/** Where the chains are. */
export function planeSentence({ tables, scalars }: Seen, values: SamplersValues): string {
  const count = tables.draws?.x?.length ?? 0;
  const [x, y] = [tables.now?.x?.[0] ?? Number.NaN, tables.now?.y?.[0] ?? Number.NaN];
  const chains = values.chains === 1 ? 'One chain' : `${values.chains} chains`;
  const first = values.chains === 1 ? 'at' : 'the first one at';
  const family = values.family === 'meanField' ? 'mean-field' : 'full-covariance';
  const gap = scalars.gap === undefined ? '' : ` The ${family} q is ${readNumber(scalars.gap)} nats from the target.`;
  const drawn = count === 0 ? 'no draw is kept yet' : `${count} kept draws are marked`;
  return `${chains} of ${nameOf(values)}, ${first} ${readNumber(x)} across and ${readNumber(y)} up; ${drawn}.${gap}`;
}

export const marginalSentence =
  (which: 0 | 1) =>
  ({ scalars, tables }: Seen, values: SamplersValues): string => {
    const { drawn, truth } = tables[which === 0 ? 'marginalX' : 'marginalY'] ?? {};
    const of = axisName(values, which);
    const beside = [...(truth?.some(Number.isFinite) ? ['the exact density'] : []), 'both normals'].join(' and ');
    if (!drawn?.some(Number.isFinite)) return `No draw of ${of} is kept yet; ${beside} are drawn.`;
    const { meanError, varianceError } = scalars;
    const off =
      meanError === undefined || varianceError === undefined
        ? ''
        : ` Over all coordinates the error of the mean is ${fineNumber(meanError)}, that of the variance ${fineNumber(varianceError)}.`;
    return `A histogram of the draws of ${of} by ${nameOf(values)}, beside ${beside}.${off}`;
  };

export const raceSentence = ({ tables }: Seen, values: SamplersValues): string => {
  const { method, error } = tables.race ?? {};
  const names = Object.values(shortNames);
  const last = new Map<number, number>();
  method?.forEach((kind, row) => {
    const found = error?.[row] as number;
    if (Number.isFinite(found)) last.set(kind, found);
  });
  if (last.size === 0) return 'Nobody has drawn anything yet, or the truth is not known here.';
  const errorsText = [...last].map(([kind, found]) => `${names[kind]} ${shortNumber(found)}`).join(', ');
  return `Error of ${values.errorOf === 'mean' ? 'the mean, in sds' : 'the variance, relative'}, so far: ${errorsText}.`;
};

/** Of a step at this ε, as the curves have it: what its minibatch shakes, beside what is injected. */
export const phasesSentence = ({ scalars, tables: { phases } }: Seen): string => {
  const now = scalars.stepSizeNow ?? Number.NaN;
  const at = phases?.stepSize?.[0] ?? Number.NaN;
  // Along ε the one grows as ε², the other as ε.
  const minibatch = (phases?.minibatch?.[0] ?? Number.NaN) * (now / at) ** 2;
  const injected = (phases?.injected?.[0] ?? Number.NaN) * (now / at);
  if (!(minibatch > 0)) return 'The gradient reads all data: no minibatch noise.';
  if (!(injected > 0)) return 'Nothing is injected: all noise is the minibatch’s.';
  return `At ε = ${shortNumber(now)} the variance of a minibatch’s noise is ${shortNumber(minibatch / injected)} times that of the injected noise.`;
};

export const mapSentence = ({ tables: { mapHere } }: Seen, values: SamplersValues): string => {
  const rows = traits[values.sampler].reads.includes('batchSize') && withData(values.target);
  const batch = rows ? `, with ${values.batchSize} ${values.batchSize === 1 ? 'row' : 'rows'} in a batch` : '';
  const here = `the run is ${nameOf(values)} at ε = ${shortNumber(mapHere?.stepSize?.[0] ?? Number.NaN)}${batch}`;
  return `Errors over step sizes and samplers: dark is small, hatched is not computed yet, a cross has no finite error; ${here}.`;
};

/** Who is drawn, and how: samplers by their draws, fits by their rings. */
export const multiplesSentence = (racers: readonly string[]): string => {
  const fits: readonly string[] = [shortNames.meanField, shortNames.fullCovariance];
  const [samplers, normals] = [racers.filter((name) => !fits.includes(name)), racers.filter((name) => fits.includes(name))];
  const rings = normals.length > 0 ? `, and rings of ${normals.join(', ')},` : '';
  return `Draws of ${samplers.join(', ')}${rings} on the same target; none has read the data more often than ${racers[0]}, to within a step of its own.`;
};
