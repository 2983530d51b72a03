// What frames took and got wrong, as tables: in time, taken apart, and beside what was measured over all images.
import { type SpikingValues, trainedOn } from '../declaration/params.ts';
import { measured } from '../model/measured.generated.ts';
import { indexOf, type networkNames } from '../model/network-names.ts';
import type { Entry } from '../run/state.ts';

type Name = (typeof networkNames)[number];
type Line = readonly [network: Name, xs: readonly number[], ys: readonly number[]];

export const meanOf = (entries: readonly Entry[], of: (entry: Entry) => number): number =>
  entries.reduce((sum, entry) => sum + of(entry), 0) / entries.length;

/** An addition counts once, a multiply–accumulate twice. */
export const operationsOf = ({ additions, multiplyAccumulates }: Entry): number => additions + 2 * multiplyAccumulates;

/** One line after the other, told apart by their network. */
const linesOf = (lines: readonly Line[]) => ({
  frame: Float64Array.from(lines.flatMap(([, xs]) => xs)),
  method: Float64Array.from(lines.flatMap(([name, xs]) => xs.map(() => indexOf(name)))),
  y: Float64Array.from(lines.flatMap(([, , ys]) => ys)),
});

/** Operations frame by frame, of the network shown and of rounding; beside rounding, of sigma-delta. */
export function workTable(entries: readonly Entry[], shown: Name) {
  const frames = entries.map((_, at) => at + 1);
  const beside: Line =
    shown === 'rounding'
      ? ['sigmaDelta', frames, entries.map(({ sigmaDelta }) => sigmaDelta)]
      : ['rounding', frames, entries.map(({ rounding }) => rounding)];
  const { y: operations, ...rest } = linesOf([beside, [shown, frames, entries.map(operationsOf)]]);
  return { ...rest, operations };
}

type Right = (entry: Entry) => boolean | undefined;

/** Percent wrong so far, frame by frame, from the first whose class is known. */
function courseOf(name: Name, entries: readonly Entry[], rightOf: Right): Line {
  let [wrong, known] = [0, 0];
  const [xs, ys]: [number[], number[]] = [[], []];
  entries.forEach((entry, at) => {
    const right = rightOf(entry);
    if (right === undefined) return;
    known += 1;
    if (!right) wrong += 1;
    xs.push(at + 1);
    ys.push((100 * wrong) / known);
  });
  return [name, xs, ys];
}

const rightOf: Right = ({ right }) => right;
const denseRightOf: Right = ({ denseRight }) => denseRight;

export function courseTable(entries: readonly Entry[], shown: Name) {
  const { y: error, ...rest } = linesOf([courseOf('dense', entries, denseRightOf), courseOf(shown, entries, rightOf)]);
  return { ...rest, error };
}

/** Percent wrong over all frames whose class is known; none of none. */
export const errorsOf = (entries: readonly Entry[], shown: Name) => ({
  error: courseOf(shown, entries, rightOf)[2].at(-1),
  denseError: courseOf('dense', entries, denseRightOf)[2].at(-1),
});

/**
 * What was measured over all held-out images: by price, by steps of a rate, and of the dense network. The order matters to sigma-delta alone, whose
 * numbers are those of shuffled images where the stream is.
 */
export function frontierTable(values: SpikingValues, total: number) {
  const { source } = values;
  const { denseError, scales, rates } = measured[trainedOn(values)];
  const rows = [
    ...scales.map(
      ({ error, sigmaDelta, shuffled }) => [indexOf('sigmaDelta'), source === 'shuffled' ? shuffled : sigmaDelta, error] as const,
    ),
    ...scales.map(({ error, rounding }) => [indexOf('rounding'), rounding, error] as const),
    ...rates.map(({ error, additions }) => [indexOf('rate'), additions, error] as const),
    [indexOf('dense'), total, denseError] as const,
  ];
  return {
    method: Float64Array.from(rows, ([method]) => method),
    additions: Float64Array.from(rows, ([, additions]) => additions),
    error: Float64Array.from(rows, ([, , error]) => error),
  };
}

/** From a total to what is left of it, each part a bar where the one before it ended. */
export function savingTable(total: number, parts: readonly number[]) {
  const ends = [total];
  for (const part of parts) ends.push((ends.at(-1) as number) - part);
  const left = ends.at(-1) as number;
  return {
    row: Float64Array.from({ length: parts.length + 2 }, (_, i) => i),
    from: Float64Array.of(0, ...ends.slice(0, -1), 0),
    to: Float64Array.of(total, ...ends.slice(1), left),
    value: Float64Array.of(total, ...parts.map((part) => -part), left),
  };
}
