// The ways side by side: what each comes to, where it stands in the picture, and how far the table’s bands reach.
import { boards } from '../../../energy/boards.ts';
import { indexOf } from '../model/way-names.ts';
import { type Priced, yieldsOf } from './priced.ts';

const percent = (share: number): number => 100 * share;
const column = (numbers: readonly number[]): Float64Array => Float64Array.from(numbers);

/** A logarithm has no place for what is 0 or less. */
const isPlaced = ({ bits, total, answers }: Priced): boolean => bits > 0 && total.least > 0 && answers.error > 0;

export function answerTable(all: readonly Priced[]) {
  const of = (read: (priced: Priced) => number) => column(all.map(read));
  const work = (name: keyof Priced['answers']['work']) => of(({ answers }) => answers.work[name]);
  const joules = (name: keyof Priced['joules']) => of((priced) => priced.joules[name].value);
  return {
    method: of(({ way }) => indexOf(way)),
    error: of(({ answers }) => percent(answers.error)),
    crossEntropy: of(({ answers }) => answers.crossEntropy),
    bits: of(({ bits }) => bits),
    multiplyAccumulatesFloat32: work('multiplyAccumulatesFloat32'),
    multiplyAccumulatesInt8: work('multiplyAccumulatesInt8'),
    additions: work('additions'),
    signWords: work('signWords'),
    weightBytes: work('weightBytes'),
    activationBytes: work('activationBytes'),
    compute: joules('compute'),
    onChip: joules('onChip'),
    dram: joules('dram'),
    idle: joules('idle'),
    joules: of(({ total }) => total.value),
    least: of(({ total }) => total.least),
    most: of(({ total }) => total.most),
    bitsPerJoule: of((priced) => yieldsOf(priced, priced.total.value).bitsPerJoule),
    correctPerKilowattHour: of((priced) => yieldsOf(priced, priced.total.value).correct),
  };
}

export function placedTables(all: readonly Priced[], shown: Priced) {
  const there = all.filter(isPlaced);
  const at = (rows: readonly { readonly priced: Priced; readonly joules: number }[]) => {
    const yields = rows.map(({ priced, joules }) => yieldsOf(priced, joules));
    return {
      method: column(rows.map(({ priced }) => indexOf(priced.way))),
      error: column(rows.map(({ priced }) => percent(priced.answers.error))),
      bitsPerJoule: column(yields.map(({ bitsPerJoule }) => bitsPerJoule)),
      correct: column(yields.map(({ correct }) => correct)),
    };
  };
  const placed = at(there.map((priced) => ({ priced, joules: priced.total.value })));
  const ends = (numbers: Float64Array, margin: number) =>
    column(numbers.length > 0 ? [Math.min(...numbers) / margin, Math.max(...numbers) * margin] : []);
  const { method: _, ...inLight } = at(
    there.filter(({ way }) => way === shown.way).map((priced) => ({ priced, joules: priced.total.value })),
  );
  return {
    placed,
    room: { error: ends(placed.error, 1.15), bitsPerJoule: ends(placed.bitsPerJoule, 2), correct: ends(placed.correct, 2) },
    ranges: at(
      there
        .filter(({ total }) => total.most > total.least)
        .flatMap((priced) => [priced.total.least, priced.total.most].map((joules) => ({ priced, joules }))),
    ),
    inLight,
  };
}

/** The way in the light with the joules that were measured of it here. */
export function measuredTable(shown: Priced, joules: number | undefined) {
  const yields = joules !== undefined && joules > 0 && isPlaced(shown) ? [yieldsOf(shown, joules)] : [];
  return {
    error: column(yields.map(() => percent(shown.answers.error))),
    bitsPerJoule: column(yields.map(({ bitsPerJoule }) => bitsPerJoule)),
    correct: column(yields.map(({ correct }) => correct)),
  };
}

/** Joules that a board took for as many operations as an answer in int8. */
const boardJoules = ({ answers }: Priced): readonly number[] =>
  boards.map(({ microjoules, multiplyAccumulates }) => (microjoules * 1e-6 * answers.work.multiplyAccumulatesInt8) / multiplyAccumulates);

/** What boards were measured to take, where the way in int8 is their twin: none of other networks. */
export function boardTables(int8: Priced | undefined, row: number) {
  const joules = int8 ? boardJoules(int8) : [];
  const yields = int8 && isPlaced(int8) ? joules.map((each) => yieldsOf(int8, each)) : [];
  return {
    boards: {
      board: column(yields.map((_, i) => i)),
      joules: column(yields.map((_, i) => joules[i] as number)),
      error: column(yields.map(() => percent((int8 as Priced).answers.error))),
      bitsPerJoule: column(yields.map(({ bitsPerJoule }) => bitsPerJoule)),
      correct: column(yields.map(({ correct }) => correct)),
    },
    boardRungs: { joules: column(joules), row: column(joules.map(() => row)) },
  };
}

/** The geometric mean of what boards took, over the estimate of the way in int8. */
export function boardRatio(int8: Priced | undefined): number | undefined {
  if (!int8 || !(int8.total.value > 0)) return undefined;
  const ratios = boardJoules(int8).map((joules) => joules / int8.total.value);
  return ratios.reduce((a, b) => a * b, 1) ** (1 / ratios.length);
}

/** What is counted, kind by kind: no mark for none. */
export function operationTable(all: readonly Priced[]) {
  const kinds = [
    'multiplyAccumulatesFloat32',
    'multiplyAccumulatesInt8',
    'additions',
    'signWords',
    'weightBytes',
    'activationBytes',
  ] as const satisfies readonly (keyof Priced['answers']['work'])[];
  const rows = all.flatMap(({ way, answers }) =>
    kinds.flatMap((name, kind) => (answers.work[name] > 0 ? [{ kind, way: indexOf(way), count: answers.work[name] }] : [])),
  );
  return {
    kind: column(rows.map(({ kind }) => kind)),
    method: column(rows.map(({ way }) => way)),
    count: column(rows.map(({ count }) => count)),
  };
}
