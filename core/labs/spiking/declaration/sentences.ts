// What is to be seen, in words: each claim is read off the numbers.
import { countNumber, shortNumber } from '../../../lab/number-text.ts';
import type { Result } from '../../../lab/result.ts';
import { indexOf, shortNames } from '../model/network-names.ts';
import { layerName, type SpikingValues } from './params.ts';

type Seen = Pick<Result, 'scalars' | 'tables' | 'names'>;

const number = ({ scalars }: Seen, name: string): number => scalars[name] ?? Number.NaN;
const whole = (seen: Seen, name: string): string => countNumber(Math.round(number(seen, name)));
const short = (seen: Seen, name: string): string => shortNumber(number(seen, name));
const capital = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;

const nameOf = ({ network }: SpikingValues): string => shortNames[indexOf(network)] as string;
const frames = (count: number): string => (count === 1 ? '1 frame' : `${countNumber(count)} frames`);

/** What time did: nothing but changes is said, or more than the values themselves. */
function timeOf(seen: Seen, { network }: SpikingValues): string {
  const ratio = number(seen, 'timeRatio');
  if (network !== 'sigmaDelta' || Number.isNaN(ratio) || number(seen, 'frame') < 2) return '';
  if (ratio > 1) return ` Here spikes cost more: ${shortNumber(ratio)} times the additions of rounding every frame.`;
  return ` Rounding every frame would take ${shortNumber(1 / ratio)} times as many.`;
}

export function sentence(seen: Seen, values: SpikingValues): string {
  const silent = number(seen, 'silentFrames');
  const spent = `${capital(nameOf(values))}: ${whole(seen, 'operations')} operations a frame, ${short(seen, 'shareOfDense')} % of the dense network’s ${whole(seen, 'denseOperations')}.`;
  return `${spent}${timeOf(seen, values)}${silent > 0 ? ` Nothing has changed for ${frames(silent)}, and nothing was spent.` : ''}`;
}

export const rasterSentence = (seen: Seen, values: SpikingValues): string => {
  const silent = number(seen, 'silentFrames');
  return silent > 0
    ? `No unit has spoken for ${frames(silent)}.`
    : `In frame ${whole(seen, 'frame')} the ${nameOf(values)} network did ${whole(seen, 'additions')} additions and ${whole(seen, 'multiplyAccumulates')} multiply–accumulates.`;
};

export const unitSentence = ({ tables: { unit } }: Seen): string =>
  `The unit’s value times scale is ${shortNumber(unit?.value?.at(-1) ?? 0)}, and it says ${shortNumber(unit?.message?.at(-1) ?? 0)}.`;

export function owedSentence({ tables: { owed } }: Seen, values: SpikingValues): string {
  const residuals = owed?.residual ?? new Float64Array();
  if (residuals.length === 0) return 'This network does not round: nothing is owed.';
  const most = residuals.reduce((a, b) => Math.max(a, Math.abs(b)), 0);
  return `Of ${countNumber(residuals.length)} units of layer ${layerName(values)} the one that owes most owes ${shortNumber(most)}.`;
}

export const incomingSentence = (seen: Seen): string =>
  `Frame ${whole(seen, 'frame')}. From frame to frame ${short(seen, 'changeRate')} % of the pixels change.`;

export function beliefSentence({ tables: { belief }, names }: Seen): string {
  const best = (column: Float64Array | undefined) => {
    const all = Array.from(column ?? []);
    const at = all.indexOf(Math.max(...all));
    return `${names?.belief?.[at] ?? at} (${shortNumber(100 * (all[at] ?? 0))} %)`;
  };
  return `The network shown believes in ${best(belief?.shown)}, as it was trained in ${best(belief?.dense)}.`;
}

export const workSentence = (seen: Seen, values: SpikingValues): string =>
  `${capital(nameOf(values))} took ${countNumber(number(seen, 'additions') + 2 * number(seen, 'multiplyAccumulates'))} operations in this frame, and ${whole(seen, 'operations')} a frame so far; rounding every frame takes ${whole(seen, 'roundingAdditions')}.`;

export const courseSentence = (seen: Seen): string =>
  seen.scalars.error === undefined
    ? 'The class of these frames is not known.'
    : `${short(seen, 'error')} % of the frames so far are taken for another class, ${short(seen, 'denseError')} % by the network as it was trained.`;

export function savingSentence(seen: Seen, { network }: SpikingValues): string {
  const time = number(seen, 'savedByTime');
  return `Of ${whole(seen, 'denseOperations')} dense operations ${whole(seen, 'savedBySparsity')} fall on units that are silent, ${whole(seen, 'savedByAdding')} on products that became additions, and ${network === 'sigmaDelta' ? 'time' : 'the coding'} ${time < 0 ? `costs ${countNumber(Math.round(-time))} more` : `saves ${countNumber(Math.round(time))}`}; ${whole(seen, 'operations')} are left.`;
}

export function frontierSentence({ tables: { frontier } }: Seen): string {
  const rows = Array.from(frontier?.method ?? [], (network, i) => ({
    network,
    additions: frontier?.additions?.[i] ?? 0,
    error: frontier?.error?.[i] ?? 0,
  }));
  const own = rows.filter(({ network }) => network === indexOf('sigmaDelta')).toSorted((a, b) => a.additions - b.additions);
  const [first, last] = [own[0], own.at(-1)];
  if (!first || !last) return 'Nothing was measured.';
  return `Sigma-delta networks go from ${countNumber(Math.round(first.additions))} additions a frame at ${shortNumber(first.error)} % wrong to ${countNumber(Math.round(last.additions))} at ${shortNumber(last.error)} %.`;
}

export const herdedSentence = (seen: Seen, { value }: SpikingValues): string =>
  `Herded, ${shortNumber(value)} is at most ${short(seen, 'herdingOwed')} spikes behind or ahead.`;

export const codedSentence = (seen: Seen, { proportional, derivative }: SpikingValues): string =>
  `With gains ${shortNumber(proportional)} and ${shortNumber(derivative)} a step is decoded from spikes; from the code itself it comes back to within ${short(seen, 'decodingError')}.`;

export const membraneSentence = (seen: Seen): string =>
  number(seen, 'exactRate') === 0
    ? 'The current is too weak: the potential never reaches the threshold.'
    : `The neuron fires ${short(seen, 'exactRate')} times a second by the formula${seen.scalars.firingRate === undefined ? '' : `, ${short(seen, 'firingRate')} as simulated`}.`;

export const ratesSentence = (seen: Seen, { value, steps }: SpikingValues): string =>
  `${shortNumber(value)} is ${whole(seen, 'spikeCount')} spikes in ${steps} steps.`;
