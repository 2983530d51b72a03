// Ways that stop when they are sure, over how sure that is.
import type { EnergyTable } from '../../../energy/table.ts';
import type { KilowattHourValues } from '../declaration/params.ts';
import { stopWhenSure } from '../model/stop-when-sure.ts';
import { indexOf, isStopping, type WayName } from '../model/way-names.ts';
import type { Way } from '../run/ways.ts';
import { pricedBy, yieldsOf } from './priced.ts';

/** From a guess among ten on; above ¾ more densely. */
const THRESHOLDS = [...Array.from({ length: 7 }, (_, i) => 0.1 + 0.1 * i), ...Array.from({ length: 26 }, (_, i) => 0.75 + 0.01 * i)];

export interface Path {
  readonly way: WayName;
  readonly points: readonly { readonly sure: number; readonly answers: ReturnType<typeof stopWhenSure> }[];
}

/** What depends on the networks alone. */
export const pathsOf = (ways: ReadonlyMap<WayName, Way>, labels: Uint8Array): readonly Path[] =>
  Array.from(ways).flatMap(([way, { stages, pooling }]) =>
    isStopping(way) ? [{ way, points: THRESHOLDS.map((sure) => ({ sure, answers: stopWhenSure(stages, labels, sure, pooling) })) }] : [],
  );

export function pathTable(paths: readonly Path[], table: EnergyTable, values: KilowattHourValues, classes: number) {
  const rows = paths.flatMap(({ way, points }) =>
    points.flatMap(({ sure, answers }) => {
      const priced = pricedBy(table, values, classes, way, answers);
      const { bitsPerJoule, correct } = yieldsOf(priced, priced.total.value);
      const row = {
        way: indexOf(way),
        sure,
        error: 100 * answers.error,
        bitsPerJoule,
        correct,
        joules: priced.total.value,
        asked: answers.asked,
      };
      return bitsPerJoule > 0 && Number.isFinite(bitsPerJoule) && row.error > 0 ? [row] : [];
    }),
  );
  const of = (name: keyof (typeof rows)[number]) => Float64Array.from(rows, (row) => row[name]);
  return {
    method: of('way'),
    sure: of('sure'),
    error: of('error'),
    bitsPerJoule: of('bitsPerJoule'),
    correct: of('correct'),
    joules: of('joules'),
    asked: of('asked'),
  };
}
