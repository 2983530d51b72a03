// What is to be seen, in words: each claim is read off the numbers of the frame.
import { readNumber } from '../../../lab/number-text.ts';
import type { Table } from '../../../lab/result.ts';
import { believes, type EmValues, shortNames, type VariantName } from './params.ts';

export interface Seen {
  readonly scalars: Readonly<Record<string, number>>;
  readonly tables: Readonly<Record<string, Table>>;
}

const scalar = (seen: Seen, name: string) => seen.scalars[name] ?? Number.NaN;
const last = (seen: Seen, table: string, column: string) => seen.tables[table]?.[column]?.at(-1) ?? Number.NaN;
const nats = (x: number) => `${readNumber(x)} ${Math.abs(x) === 1 ? 'nat' : 'nats'}`;

/** Below so many nats a gap counts as closed. */
const CLOSED = 5e-4;

/** F before the last move and after it. */
function lastMove(seen: Seen): { readonly from: number; readonly to: number } | undefined {
  const f = seen.tables.trail?.freeEnergy;
  const [from, to] = [f?.at(-2), f?.at(-1)];
  return from === undefined || to === undefined ? undefined : { from, to };
}

/** Which half-step comes next, and why it cannot raise F. */
function nextSentence(seen: Seen, values: EmValues): string {
  const moves = last(seen, 'trail', 'move');
  const gap = scalar(seen, 'gap');
  if (values.model === 'directions')
    return moves % 2 === 1
      ? 'Next is an M-step: the direction goes where the energy under this q is least; the entropy stays as it is.'
      : gap < CLOSED
        ? 'Next is an E-step, which has nothing left to do: q is the posterior already.'
        : `Next is an E-step: q becomes the posterior, and the gap of ${nats(gap)} closes.`;
  if (believes(values))
    return moves % 2 === 0
      ? 'Next is an E-step: q goes where F is least under what is believed of θ.'
      : 'Next, what is believed of θ goes where F is least under this q: its energy falls by more than its complexity grows.';
  const visits = values.variant === 'incremental' || values.variant === 'forgetful' || values.variant === 'online';
  if (visits && moves >= 2)
    return values.variant === 'incremental'
      ? `Next, q of ${values.block === 1 ? 'one datum' : `${values.block} data`} is made anew and θ follows: F is a sum over data, so both lower it.`
      : `Next, ${values.block === 1 ? 'one datum' : `${values.block} data`} and θ after them: this way keeps no promise about F.`;
  if (moves % 2 === 0)
    return values.temperature === 1 && values.variant !== 'hard' && values.variant !== 'annealed'
      ? gap < CLOSED
        ? 'Next is an E-step, which has nothing left to do: q is the posterior already.'
        : `Next is an E-step: q becomes the posterior, and the gap of ${nats(gap)} closes.`
      : 'Next is an E-step: q becomes the one of least F at this temperature.';
  return 'Next is an M-step: θ goes where the energy under this q is least; the entropy stays as it is.';
}

/** In how many components there is a datum or more. */
function inUse(seen: Seen): string {
  const { mass } = seen.tables.means ?? {};
  if (!mass) return '';
  const used = mass.filter((each) => each >= 1).length;
  return `Of ${mass.length} components ${used === mass.length ? 'all are' : used === 1 ? 'one is' : `${used} are`} in use.`;
}

export function sentence(seen: Seen, values: EmValues): string {
  const move = lastMove(seen);
  const gap = scalar(seen, 'gap');
  const fell = move ? move.from - move.to : 0;
  const begun = last(seen, 'trail', 'move') > 0;
  const f = nats(scalar(seen, 'freeEnergy'));
  const nobody =
    values.model === 'directions' ? 'Nobody knows yet what hidden number made which datum' : 'Nobody knows yet who made which datum';
  const first = Number.isNaN(gap)
    ? `${nobody}: F is ${f}, and −log P(X) is at most that.`
    : `${nobody}: F is ${f}, ${nats(gap)} above ${believes(values) ? '−log P(X)' : '−log P(X|θ)'}.`;
  const now = believes(values) ? inUse(seen) : `the gap is ${gap < CLOSED ? 'closed' : nats(gap)}.`;
  const joint = believes(values) ? '. ' : '; ';
  const what = !begun
    ? first
    : fell > CLOSED
      ? `The last move lowered F by ${nats(fell)}${joint}${now}`
      : fell < -CLOSED
        ? `The last move raised F by ${nats(-fell)}${joint}${now}`
        : `F hardly moves any more${joint}${now}`;
  return `${what} ${nextSentence(seen, values)}`;
}

export function pointsSentence(seen: Seen): string {
  const { mass } = seen.tables.means ?? {};
  if (!mass) return 'There are no data.';
  return `By q the components made ${Array.from(mass, (each) => readNumber(each)).join(', ')} of the data.`;
}

/** Where the direction points, and how much of the spread it has. */
export function directionSentence(seen: Seen): string {
  const [across, up] = [last(seen, 'direction', 'toX'), last(seen, 'direction', 'toY')];
  const degrees = (Math.atan2(up, across) * 180) / Math.PI;
  const upright = degrees > 90 ? degrees - 180 : degrees <= -90 ? degrees + 180 : degrees;
  return `The direction rises by ${readNumber(upright)}° and is ${readNumber(Math.hypot(across, up))} long: one sd of the hidden number.`;
}

export function slopesSentence(seen: Seen, values: EmValues): string {
  const [gain, loading] = [last(seen, 'here', 'q'), last(seen, 'here', 'mean')];
  return `q moves the hidden number by ${readNumber(gain)} for each unit ${values.along}; the direction goes ${readNumber(loading)} ${values.along}. ${nextSentence(seen, values)}`;
}

export function stairsSentence(seen: Seen, values: EmValues): string {
  const [q, mean] = [last(seen, 'here', 'q'), last(seen, 'here', 'mean')];
  const where =
    values.model === 'digits' ? `where pixel ${values.pixel} is a one by ${readNumber(mean)}` : `whose mean is at ${readNumber(mean)}`;
  return `q gives datum ${values.datum} to component ${values.of} by ${readNumber(q)}, ${where}. ${nextSentence(seen, values)}`;
}

export function termsSentence(seen: Seen): string {
  const gap = scalar(seen, 'gap');
  if (Number.isNaN(gap))
    return `Energy ${nats(scalar(seen, 'energy'))}, entropy ${nats(scalar(seen, 'entropy'))}, complexity ${nats(scalar(seen, 'complexity'))}; −log P(X) is at most F, ${nats(scalar(seen, 'freeEnergy'))}.`;
  return `Energy ${nats(scalar(seen, 'energy'))}, entropy ${nats(scalar(seen, 'entropy'))}; between F and what it bounds is the gap, ${nats(gap)}.`;
}

/** Who is within a nat of the best of all, and what it took until then, the quickest first. */
function arrivedBy(seen: Seen, by: 'passes' | 'milliseconds'): readonly { readonly name: string; readonly took: number }[] {
  const { passes, [by]: taken, behind, method } = seen.tables.race ?? {};
  if (!passes || !taken || !behind || !method) return [];
  const names = Object.keys(shortNames) as VariantName[];
  const arrived = [...new Set(method)].flatMap((which) => {
    const row = [...passes.keys()].find((at) => method[at] === which && (behind[at] as number) < 1 && (passes[at] as number) > 0);
    return row === undefined ? [] : [{ name: shortNames[names[which] as VariantName], took: taken[row] as number }];
  });
  return arrived.toSorted((a, b) => a.took - b.took);
}

const NONE_ARRIVED = 'None has a pass behind it that ends within a nat of the best.';

export function raceSentence(seen: Seen): string {
  const arrived = arrivedBy(seen, 'passes');
  if (arrived.length === 0) return NONE_ARRIVED;
  const told = arrived.map(({ name, took }) => `${name} ${took}`);
  return `Passes to within a nat of the lowest that any has reached so far: ${told.join(', ')}.`;
}

export function raceTimeSentence(seen: Seen): string {
  const arrived = arrivedBy(seen, 'milliseconds');
  if (arrived.length === 0) return NONE_ARRIVED;
  if (arrived.every(({ took }) => took === 0)) return 'There is no clock here: run it in the lab to see what each way down takes.';
  const told = arrived.map(({ name, took }) => `${name} ${readNumber(took)}`);
  return `Milliseconds to within a nat of the lowest that any has reached so far: ${told.join(', ')}.`;
}

/** How many starts end within a tenth of a nat of the best of them. */
export function restartsSentence(seen: Seen): string {
  const ends = seen.tables.ends?.surprise;
  if (!ends || ends.length === 0) return 'No other start was tried.';
  const [least, most] = [Math.min(...ends), Math.max(...ends)];
  const best = ends.filter((each) => each - least < 0.1).length;
  return best === ends.length
    ? `All ${ends.length} starts end at ${nats(least)}.`
    : `${best} of ${ends.length} starts ${best === 1 ? 'ends' : 'end'} at ${nats(least)}, the worst ${nats(most - least)} above.`;
}

export function coinsSentence(seen: Seen): string {
  const { a } = seen.tables.coins ?? {};
  if (!a || a.length === 0) return 'There are no coins.';
  const sure = Array.from(a).filter((share) => Math.max(share, 1 - share) > 0.75).length;
  return `Of ${a.length} sets, ${sure} are given to one coin by more than three quarters.`;
}

/** Where each count of components has its least. */
export function choiceSentence(seen: Seen): string {
  const { components, bic, heldOut, variational, occupied } = seen.tables.choice ?? {};
  if (!components || !bic || !heldOut || !variational || !occupied || components.length === 0) return 'Nothing was compared.';
  const least = (of: Float64Array) => of.indexOf(Math.min(...of));
  const [b, v] = [least(bic), least(variational)];
  const last = components.length - 1;
  const held = heldOut.some(Number.isNaN) ? '' : `−log P of what is held out with ${components[least(heldOut)]}, `;
  return `BIC is least with ${components[b]}, ${held}the free energy of variational Bayes with ${components[v]}; offered ${components[last]}, it gives data to ${occupied[last]}.`;
}
