// The problems that samplers are tried on, by the names of the Samplers lab.
import { readFileSync } from 'node:fs';
import type { Dataset } from '../../core/data/dataset.ts';
import { readNumbers } from '../../core/data/numbers.ts';
import { initialValues } from '../../core/lab/param.ts';
import { params, type SamplersValues } from '../../core/labs/samplers/declaration/params.ts';
import type { Problem } from '../../core/labs/samplers/model/problem.ts';
import { type Rows, rowsOf } from '../../core/labs/samplers/model/regression.ts';
import { problemOf } from '../../core/labs/samplers/run/problem-of.ts';
import { normalCdf } from '../../core/math/special.ts';

/** The (i − ½)/100 quantiles of ½ N(0, 2) + ½ N(1, 2), by bisection: data that every machine has alike. */
export function quantileData(): Float64Array {
  const share = (x: number) => (normalCdf(x / Math.SQRT2) + normalCdf((x - 1) / Math.SQRT2)) / 2;
  return Float64Array.from({ length: 100 }, (_, i) => {
    let [low, high] = [-10, 10];
    for (let round = 0; round < 70; round += 1) {
      const middle = (low + high) / 2;
      if (share(middle) < (i + 0.5) / 100) low = middle;
      else high = middle;
    }
    return (low + high) / 2;
  });
}

const shipped = (file: string): Dataset => readNumbers(file, readFileSync(new URL(`../../samples/data/${file}`, import.meta.url)));

const sets: Readonly<Partial<Record<SamplersValues['target'], () => Dataset>>> = {
  mixture: () => ({ name: 'quantiles', columns: { x: quantileData() } }),
  iris: () => shipped('iris-petals.csv'),
  penguins: () => shipped('penguins-sex.csv'),
  faithful: () => shipped('faithful.csv'),
  concrete: () => shipped('concrete.csv'),
};

/** Features and responses of a shipped set, standardized. */
export const rowsNamed = (target: 'iris' | 'penguins' | 'faithful' | 'concrete'): Rows => rowsOf((sets[target] as () => Dataset)());

/** A problem at initial values, or others. */
export const problemNamed = (target: SamplersValues['target'], others: Partial<SamplersValues> = {}): Problem =>
  problemOf({ ...(initialValues(params) as SamplersValues), target, ...others }, sets[target]?.());
