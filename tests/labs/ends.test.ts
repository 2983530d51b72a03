// At the ends of sliders and of allowed ranges every lab of the registry has finite numbers within their stated error, or says in one line what
// cannot be. Left out: numbers that only say how much work there is go no further than a small run (`most`); of labs that train one network, on few
// small images, for one step; of each choice — each model, target, problem — so many places as `places` says are drawn anew from a seed.
import { describe, expect, it } from 'vitest';
import { dataFor } from '../../cli/data.ts';
import { InputError } from '../../core/base/input-error.ts';
import { checkIdentities } from '../../core/lab/identity.ts';
import type { Lab } from '../../core/lab/lab.ts';
import type { Result } from '../../core/lab/result.ts';
import { openRun } from '../../core/lab/run.ts';
import { labs } from '../../core/labs/index.ts';
import { type AtEnds, drawn, placesAtEnds, type Tried } from './ends.ts';
import { bars } from './small-images.ts';

const four = { name: 'own.csv', columns: { x: Float64Array.of(0.5, -0.3, 1.2, 0.7), y: Float64Array.of(1, 0, 1, 1) } };

/** A step may be as long as one likes. */
const longSteps = () => true;

const tried: Readonly<Record<string, Tried>> = {
  bound: { places: 2, steps: 2, data: four },
  em: {
    places: 2,
    steps: 2,
    data: four,
    values: { compare: '', dataset: 'own' },
    most: { prototypes: 3 },
    // Without a floor a component may sink into one datum: there F has no lowest value.
    diverges: ({ floor }) => floor === 0,
  },
  descriptionLength: { places: 2, steps: 1, data: four, most: { cases: 20, hidden: 2, stage: 3, factors: 2 } },
  samplers: { places: 2, steps: 2, data: four, values: { compare: '' }, most: { chains: 4, leapfrogSteps: 8 }, diverges: longSteps },
  estimators: {
    places: 2,
    steps: 2,
    data: four,
    values: { compare: 'pathwise,scoreFunction' },
    most: { samples: 8, dimension: 3, batchSize: 4 },
    diverges: longSteps,
  },
  vae: {
    places: 1,
    steps: 1,
    data: bars,
    values: { dataset: 'own', weights: 'fresh', arithmetic: 'reproducible', likelihood: 'bernoulli' },
    most: { hiddenUnits: 8, latentDimension: 3, batchSize: 16, importanceSamples: 4, annealed: 2, coded: 2, epochs: 2 },
    diverges: longSteps,
  },
  compression: {
    places: 1,
    steps: 1,
    values: { dataset: 'digits', base: 'fresh', network: 'small', methods: 'hardConcrete,oneShotPruning' },
    most: { baseEpochs: 0, epochs: 1, batchSize: 32 },
    diverges: longSteps,
  },
  spiking: { places: 1, steps: 1, most: { frames: 10 } },
  kilowattHour: {
    places: 1,
    steps: 1,
    values: { dataset: 'digits', ways: 'float32,int8' },
    most: { batchSize: 32, epochs: 1 },
    diverges: longSteps,
  },
};

const named = (names: readonly string[], what: string) => (names.length > 0 ? [`${what}: ${names.join(', ')}`] : []);
const infinite = (numbers: ArrayLike<number>) =>
  Array.prototype.includes.call(numbers, Number.POSITIVE_INFINITY) || Array.prototype.includes.call(numbers, Number.NEGATIVE_INFINITY);

/** What of a result is neither finite nor left out. */
function strays({ scalars, tables, grids }: Result): string[] {
  const columns = Object.entries(tables).flatMap(([name, table]) =>
    Object.entries(table).map(([column, numbers]) => [`${name}.${column}`, numbers] as const),
  );
  const lattices = Object.entries(grids).map(([name, { values }]) => [name, values] as const);
  return [
    ...named(
      Object.keys(scalars).filter((name) => !Number.isFinite(scalars[name])),
      'no number',
    ),
    ...named(
      [...columns, ...lattices].filter(([, numbers]) => infinite(numbers)).map(([name]) => name),
      'without end',
    ),
  ];
}

/** What is wrong at a place; nothing where it is refused in one line. */
async function faultsAt(lab: Lab, { values }: AtEnds, { data, diverges, steps }: Tried): Promise<string[]> {
  try {
    const run = await openRun(lab, values, 1, await dataFor(lab, values, data));
    const { result, diverged } = await run.next(steps, values);
    run.close();
    if (diverged) return diverges?.(values) && diverged.step > 0 ? [] : [`diverged at ${diverged.step}: ${diverged.scalar}`];
    return [
      ...strays(result),
      ...named(
        checkIdentities(lab.identities, result, values)
          .filter(({ holds }) => !holds)
          .map(({ name }) => name),
        'broken',
      ),
    ];
  } catch (error) {
    if (!(error instanceof InputError)) return [String(error)];
    return /^[^\n]+: expected [^\n]+, got [^\n]+$/.test(error.message) ? [] : [`refused: ${error.message}`];
  }
}

const loaded = await Promise.all(labs.map(async ({ id, load }) => ({ id, lab: await load() })));

/** What is wrong at the places drawn of a lab, each with where it is. */
async function faultsOf(lab: Lab, how: Tried, places: readonly AtEnds[]): Promise<string[]> {
  const found: string[] = [];
  for (const place of places) found.push(...(await faultsAt(lab, place, how)).map((fault) => `${place.at}: ${fault}`));
  return found;
}

/** Where something was wrong once. */
const mended = ['target banana, leapfrogSteps 8'];

describe.each(loaded)('the lab $id', ({ id, lab }) => {
  const how: Tried = tried[id] ?? { places: 2, steps: 2, data: four };
  const all = placesAtEnds(lab, how);
  const places = [
    ...all.flatMap((ofChoice, i) => drawn(ofChoice, how.places, 19 + i)),
    ...all.flat().filter(({ at }) => mended.includes(at)),
  ];

  it(`at ${places.length} ends of its numbers is finite and within its stated error, or says what cannot be`, async () => {
    expect(await faultsOf(lab, how, places)).toEqual([]);
  });
});

describe('what would be found', () => {
  const { lab } = loaded.find(({ id }) => id === 'bound') as (typeof loaded)[number];
  const how: Tried = { places: 1, steps: 1, data: four };
  const places = drawn(placesAtEnds(lab, how)[0] ?? [], 1, 1);
  /** The lab with what is seen of it altered. */
  const altered = (alter: (result: Result) => Result): Lab => ({
    ...lab,
    engine: async () => {
      const engine = await lab.engine();
      return { ...engine, observe: async (state, values) => alter(await engine.observe(state, values)) };
    },
  });

  it('is an identity that is off by a millionth, a scalar that is no number, a column without end, an error that is no refusal', async () => {
    expect(await faultsOf(lab, how, places)).toEqual([]);
    const scaled = altered((result) => ({
      ...result,
      scalars: { ...result.scalars, gap: (result.scalars.gap as number) * (1 + 1e-6) + 1e-6 },
    }));
    expect(await faultsOf(scaled, how, places)).toEqual([expect.stringContaining('broken: log P(X) = accuracy − complexity + gap')]);
    const none = altered((result) => ({ ...result, scalars: { ...result.scalars, gap: Number.NaN } }));
    expect(await faultsOf(none, how, places)).toEqual([expect.stringContaining('diverged at 1: gap')]);
    const endless = altered((result) => ({
      ...result,
      tables: { ...result.tables, path: { energy: Float64Array.of(1, Number.NEGATIVE_INFINITY) } },
    }));
    expect(await faultsOf(endless, how, places)).toEqual([expect.stringContaining('without end: path.energy')]);
    const thrown = altered(() => {
      throw new RangeError('Maximum call stack size exceeded');
    });
    expect(await faultsOf(thrown, how, places)).toEqual([expect.stringContaining('RangeError')]);
  });
});
