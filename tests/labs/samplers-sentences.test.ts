// Every claim that the Samplers lab makes in words, against the kept draws themselves and the numbers beside it, worked out another way.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dataFor } from '../../cli/data.ts';
import { certificatesOf } from '../../core/lab/certificate.ts';
import { fineNumber, readNumber, shortNumber } from '../../core/lab/number-text.ts';
import { applies, initialValues, parseValues, type Values } from '../../core/lab/param.ts';
import type { Result } from '../../core/lab/result.ts';
import { openRun } from '../../core/lab/run.ts';
import { type SamplersValues, shortNames } from '../../core/labs/samplers/declaration/params.ts';
import { samplers } from '../../core/labs/samplers/lab.ts';
import { rungBelow } from '../../core/labs/samplers/run/draws.ts';

interface Told {
  readonly values: SamplersValues;
  readonly step: number;
  readonly scalars: Readonly<Record<string, number | undefined>>;
  readonly result: Result;
  /** The kept draws: chain, draw, step, ε, θ. */
  readonly draws: readonly (readonly number[])[];
}

async function told(set: Readonly<Record<string, unknown>>, steps: number): Promise<Told | undefined> {
  const values = parseValues(samplers.params, initialValues(samplers.params), set) as unknown as SamplersValues;
  const run = await openRun(samplers, values as unknown as Values, 1, await dataFor(samplers, values as unknown as Values, undefined));
  const { result, step, diverged } = await run.next(steps, values as unknown as Values);
  const [csv] = await run.export('csv', values as unknown as Values);
  run.close();
  // The page says where it diverged, and nothing else.
  if (diverged) return undefined;
  const [, ...lines] = new TextDecoder().decode(csv?.bytes).trim().split('\n');
  return { values, step, scalars: result.scalars, result, draws: lines.map((line) => line.split(',').map(Number)) };
}

const numberOf = (text: string) => Number(text.replaceAll('−', '-').replace('∞', 'Infinity'));
const column = ({ result }: Told, table: string, name: string) => result.tables[table]?.[name] ?? new Float64Array();
/** What a number looks like once it is written. */
const writes = (text: string | undefined, value: number | undefined, write: (value: number) => string = fineNumber) =>
  expect(text).toBe(write(value ?? Number.NaN));

/** The coordinate across, of θ. */
const across = ({ values, draws }: Told): number => {
  const dimension = (draws[0]?.length ?? 6) - 4;
  return dimension === 2 ? 0 : Math.min(values.axisX, dimension) - 1;
};

/** Mean and variance across of the draws that were judged, weighted as they are, apart from the lab’s own. */
function momentsOf(given: Told, exact: number) {
  const { values, draws } = given;
  const at = 4 + across(given);
  const count = rungBelow(Math.max(...draws.map(([, draw]) => (draw as number) + 1)));
  const judged = draws.filter(([, draw]) => (draw as number) < count);
  const weights = judged.map((row) => (values.weighted ? (row[3] as number) : 1));
  const total = weights.reduce((a, b) => a + b, 0);
  const of = (f: (x: number) => number) => judged.reduce((sum, row, i) => sum + (weights[i] as number) * f(row[at] as number), 0) / total;
  return { mean: of((x) => x), variance: of((x) => (x - exact) ** 2) };
}

const who = ({ values }: Told) => shortNames[values.sampler];

/** The end of every verdict: what the draws are worth, and what diverged. */
function expectWorth(rest: string, { scalars }: Told) {
  const found = /^its draws are worth (\S+) independent ones\.(?: (\d+) of its glides diverged\.)?$/.exec(rest);
  expect(found, rest).not.toBeNull();
  writes(found?.[1], scalars.effectiveSampleSize, readNumber);
  expect(Number(found?.[2] ?? 0)).toBe(scalars.divergences ?? 0);
}

const judgedAt = ({ scalars }: Told) => (scalars.splitRhat as number) < 1.05;

type Claim = readonly [RegExp, (found: readonly string[], given: Told) => void];

/** What the lab says of its draws, and what must then be so. */
const verdicts: readonly Claim[] = [
  [
    /^.+ has no draws yet: press Sample\.$/,
    (_, { draws }) => {
      expect(draws).toHaveLength(0);
      expect(samplers.play).toBe('Sample');
    },
  ],
  [
    /^.+ has too few draws of each chain yet for R-hat and ESS\.$/,
    (_, { draws, values }) => expect(draws.length / values.chains).toBeLessThan(8),
  ],
  [
    /^.+ stands still for too long: draws that do not differ have no R-hat and no ESS\.$/,
    (_, given) => {
      const { draws, values } = given;
      expect(draws.length / values.chains).toBeGreaterThanOrEqual(8);
      // In half of some chain a coordinate is the same in every draw.
      const count = rungBelow(draws.length / values.chains);
      const half = Math.floor(count / 2);
      const stuck = Array.from({ length: values.chains }, (_, chain) => draws.filter(([c]) => c === chain).slice(0, count))
        .flatMap((own) => [own.slice(0, half), own.slice(-half)])
        .some((some) => (some[0] ?? []).slice(4).some((x, i) => some.every((row) => row[4 + i] === x)));
      expect(stuck).toBe(true);
    },
  ],
  [
    /^.+ has not mixed: R-hat is (\S+), so (its chains, or the two halves of one,|the two halves of its chain) tell different stories\.(?: (\d+) of its glides diverged\.)?$/,
    ([rhat, whose, lost], given) => {
      writes(rhat, given.scalars.splitRhat, readNumber);
      // The largest of the coordinates’ own.
      const all = Array.from(column(given, 'coordinates', 'rhat'));
      expect(Math.max(...all)).toBeCloseTo(given.scalars.splitRhat as number, 12);
      expect(Math.max(...all)).toBeGreaterThanOrEqual(1.05);
      expect(whose?.startsWith('the two')).toBe(given.values.chains === 1);
      expect(Number(lost ?? 0)).toBe(given.scalars.divergences ?? 0);
    },
  ],
  [
    /^.+ has too few draws yet to be held against the target: (.*)$/,
    ([rest = ''], given) => {
      expect(judgedAt(given)).toBe(true);
      expect(Math.min(...column(given, 'coordinates', 'ess'))).toBeLessThan(100);
      expect(given.scalars.meanEstimate).toBeUndefined();
      expect(given.scalars.meanError).toBeDefined();
      expectWorth(rest, given);
    },
  ],
  [
    /^.+ does not sample the target: the (mean|variance) of (.+) is (\S+), (\S+) standard errors from the exact (\S+?)\.(?: (\d+) of its glides diverged\.)?$/,
    ([name, of, estimate, z, exact, lost], given) => {
      const { scalars } = given;
      const own = momentsOf(given, scalars.meanExact as number)[name as 'mean' | 'variance'];
      const truth = scalars[name === 'mean' ? 'meanExact' : 'varianceExact'] as number;
      const error = scalars[name === 'mean' ? 'meanStandardError' : 'varianceStandardError'] as number;
      writes(estimate, own);
      writes(exact, truth);
      expect(numberOf(z ?? '')).toBeCloseTo(Number(Math.abs((own - truth) / error).toPrecision(3)), 6);
      expect(Math.abs(own - truth)).toBeGreaterThan(4 * error);
      // Exact: as far as the table of coordinates has it.
      const sd = column(given, 'coordinates', 'exactSd')[across(given)] as number;
      expect(name === 'mean' ? column(given, 'coordinates', 'exactMean')[across(given)] : sd * sd).toBeCloseTo(truth, 9);
      expect(column(given, 'coordinates', 'coordinate')[across(given)]).toBe(across(given) + 1);
      expect(of).toMatch(/^(θ₁|x|intercept|weight \d+)$/);
      expect(certificatesOf(samplers.certificates, given.result).some(({ holds }) => !holds)).toBe(true);
      expect(Number(lost ?? 0)).toBe(scalars.divergences ?? 0);
    },
  ],
  [
    /^.+ agrees with the target as far as its draws tell: within (\S+) standard errors in mean and variance of (.+?)\.(?: (\d+) of its glides diverged\.)?$/,
    ([z, , lost], given) => {
      const { scalars } = given;
      const { mean, variance } = momentsOf(given, scalars.meanExact as number);
      const of = (own: number, truth: number | undefined, error: number | undefined) => Math.abs(own - (truth ?? 0)) / (error ?? 0);
      const largest = Math.max(
        of(mean, scalars.meanExact, scalars.meanStandardError),
        of(variance, scalars.varianceExact, scalars.varianceStandardError),
      );
      expect(numberOf(z ?? '')).toBeCloseTo(Number(largest.toPrecision(3)), 2);
      expect(largest).toBeLessThanOrEqual(4);
      expect(certificatesOf(samplers.certificates, given.result).map(({ holds }) => holds)).toEqual([true, true]);
      expect(Number(lost ?? 0)).toBe(scalars.divergences ?? 0);
    },
  ],
  [
    /^.+ shows no lack of mixing, R-hat is (\S+), but (the exact answer is not known|the target’s tails are too heavy for an error to be trusted); (.*)$/,
    ([rhat, why, rest = ''], given) => {
      writes(rhat, given.scalars.splitRhat, readNumber);
      expect(judgedAt(given)).toBe(true);
      expect(why?.startsWith('the exact')).toBe(given.scalars.meanError === undefined);
      if (why?.startsWith('the target')) expect(given.values.target).toBe('funnel');
      else expect(column(given, 'coordinates', 'exactMean').every(Number.isNaN)).toBe(true);
      expectWorth(rest, given);
    },
  ],
];

const steps: readonly Claim[] = [
  [/^No step has been taken yet\.$/, (_, { step }) => expect(step).toBe(0)],
  [
    /^Across, with ε = (\S+): (.+) (proposed to go|went) from (\S+) to (\S+?)(?:; it was (accepted|refused))?\.$/,
    ([eps, name, how, from, to, fate], given) => {
      writes(eps, given.scalars.stepSizeNow, shortNumber);
      expect([name, how === 'went']).toEqual([who(given), given.values.sampler === 'nuts']);
      writes(from, column(given, 'moves', 'x')[4], readNumber);
      writes(to, column(given, 'moves', 'toX')[4], readNumber);
      const now = column(given, 'now', 'x')[0];
      if (how === 'went' || fate === 'accepted') expect(now).toBe(column(given, 'moves', 'toX')[4]);
      if (fate === 'refused') expect(now).toBe(column(given, 'moves', 'x')[4]);
    },
  ],
  [
    /^Across, with ε = (\S+): the step moved nothing\.$/,
    ([eps], given) => {
      writes(eps, given.scalars.stepSizeNow, shortNumber);
      expect(column(given, 'parts', 'value').every((moved) => moved === 0)).toBe(true);
    },
  ],
  [
    /^Across, with ε = (\S+): (.+), together (\S+?)(?:; it was (accepted|refused))?\.$/,
    ([eps, told = '', together, fate], given) => {
      writes(eps, given.scalars.stepSizeNow, shortNumber);
      const named = ['momentum', 'gradient', 'minibatch', 'injected noise'];
      const value = column(given, 'parts', 'value');
      const moved = new Map(told.split(', ').map((one) => [one.replace(/ \S+$/, ''), one.split(' ').at(-1) as string]));
      named.forEach((name, row) => {
        if (value[row] === 0) expect(moved.has(name)).toBe(false);
        else writes(moved.get(name), value[row], shortNumber);
      });
      const sum = named.reduce((total, _, row) => total + (value[row] as number), 0);
      writes(together, Number(sum.toPrecision(12)) === 0 ? value[4] : sum, shortNumber);
      // All together lead from the place before to where it went, unless that was refused.
      const before = Array.from(column(given, 'moves', 'x')).find(Number.isFinite) as number;
      const now = column(given, 'now', 'x')[0] as number;
      if (fate === 'refused') expect(now).toBe(before);
      else expect(now).toBeCloseTo(before + sum, 8);
    },
  ],
];

const places: readonly Claim[] = [
  [
    /^(One chain|(\d+) chains) of (.+), (?:the first one )?at (\S+) across and (\S+) up; (no draw is kept yet|(\d+) kept draws are marked)\.(?: The (mean-field|full-covariance) q is (\S+) nats from the target\.)?$/,
    ([, chains = '1', name, x, y, , count = '0', family, gap], given) => {
      const { values, scalars, draws } = given;
      expect([Number(chains), name]).toEqual([values.chains, who(given)]);
      const dimension = (draws[0]?.length ?? 6) - 4;
      writes(x, column(given, 'now', 'x')[0], readNumber);
      writes(y, column(given, 'now', 'y')[0], readNumber);
      expect(Number(count)).toBe(Math.min(4000, draws.length));
      expect(dimension).toBeGreaterThanOrEqual(2);
      expect(gap === undefined).toBe(scalars.gap === undefined);
      if (gap === undefined) return;
      writes(gap, scalars.gap, readNumber);
      expect(family === 'mean-field').toBe(values.family === 'meanField');
      // KL = log evidence less the bound of that family.
      const bound = column(given, 'fits', 'elbo')[values.family === 'meanField' ? 0 : 1] as number;
      expect((scalars.logEvidence as number) - bound).toBeCloseTo(scalars.gap as number, 5);
    },
  ],
];

const marginals = (which: 'marginalX' | 'marginalY'): readonly Claim[] => [
  [
    /^No draw of .+ is kept yet; (the exact density and )?both normals are drawn\.$/,
    ([exact], given) => {
      expect(given.draws).toHaveLength(0);
      expect(column(given, which, 'truth').some(Number.isFinite)).toBe(exact !== undefined);
    },
  ],
  [
    /^A histogram of the draws of (.+) by (.+), beside (the exact density and )?both normals\.(?: Over all coordinates the error of the mean is (\S+), that of the variance (\S+)\.)?$/,
    ([, name, exact, mean, variance], given) => {
      const { scalars } = given;
      expect(name).toBe(who(given));
      expect(column(given, which, 'truth').some(Number.isFinite)).toBe(exact !== undefined);
      expect(mean === undefined).toBe(scalars.meanError === undefined || scalars.varianceError === undefined);
      if (mean !== undefined) writes(mean, scalars.meanError);
      if (variance !== undefined) writes(variance, scalars.varianceError);
      // The histogram holds the draws: its area is the share of them that it spans.
      const [theta, drawn] = [column(given, which, 'theta'), column(given, which, 'drawn')];
      const area = drawn.reduce((sum, height) => sum + height * ((theta[1] as number) - (theta[0] as number)), 0);
      expect(area).toBeLessThanOrEqual(1 + 1e-9);
    },
  ],
];

/** By plot what it may say, apart from what the lab itself says, which some repeat. */
const pictures: Readonly<Record<string, readonly Claim[]>> = {
  plane: places,
  multiples: [
    [
      /^Draws of ([^;]+?)(?:, and rings of ([^;]+),)? on the same target; none has read the data more often than (.+), to within a step of its own\.$/,
      ([drawn = '', rings, first], given) => {
        const methods = Object.values(shortNames);
        const of = (table: string) => [...new Set(column(given, table, 'method'))].map((k) => methods[k]).toSorted();
        expect(drawn.split(', ')[0]).toBe(first);
        expect(first).toBe(who(given));
        // Who has kept no draw yet is named, too, and none else.
        expect(drawn.split(', ')).toEqual(expect.arrayContaining(of('clouds')));
        expect((rings?.split(', ') ?? []).toSorted()).toEqual(of('outlines'));
        const passes = column(given, 'race', 'passes');
        // A step of HMC reads them as often as it leaps, one of NUTS up to a tree’s height of times.
        const dearest: Readonly<Record<string, number>> = { HMC: given.values.leapfrogSteps, NUTS: 2 ** 10 };
        column(given, 'race', 'method').forEach((k, row) => {
          const step = dearest[methods[k] as string] ?? 1;
          expect(passes[row]).toBeLessThanOrEqual((given.scalars.dataPasses as number) + step + 1e-9);
        });
      },
    ],
  ],
  step: steps,
  parts: steps,
  marginalX: marginals('marginalX'),
  marginalY: marginals('marginalY'),
  trace: verdicts,
  autocorrelation: [
    [/^There are too few draws to correlate\.$/, (_, given) => expect(column(given, 'autocorrelation', 'rho').length).toBeLessThan(2)],
    [
      /^Neighbouring kept draws correlate by (\S+)\.$/,
      ([rho], given) => {
        writes(rho, column(given, 'autocorrelation', 'rho')[1], readNumber);
        expect(column(given, 'autocorrelation', 'lag')[1]).toBe(1);
      },
    ],
  ],
  schedule: [[/^ε is (\S+) now\.$/, ([eps], { scalars }) => writes(eps, scalars.stepSizeNow, shortNumber)]],
  phases: [
    [
      /^The gradient reads all data: no minibatch noise\.$/,
      (_, given) => expect(column(given, 'phases', 'minibatch').every(Number.isNaN)).toBe(true),
    ],
    [
      /^Nothing is injected: all noise is the minibatch’s\.$/,
      (_, given) => expect(given.values.sampler === 'sgd' || given.values.temperature === 0).toBe(true),
    ],
    [
      /^At ε = (\S+) the variance of a minibatch’s noise is (\S+) times that of the injected noise\.$/,
      ([eps, ratio], given) => {
        const now = given.scalars.stepSizeNow as number;
        writes(eps, now, shortNumber);
        // Between the two points of the curves about ε, in logarithms.
        const [x, m, i] = ['stepSize', 'minibatch', 'injected'].map((name) => column(given, 'phases', name)) as [
          Float64Array,
          Float64Array,
          Float64Array,
        ];
        const right = Math.max(
          1,
          x.findIndex((each) => each >= now),
        );
        const way = Math.log(now / (x[right - 1] as number)) / Math.log((x[right] as number) / (x[right - 1] as number));
        const of = (ys: Float64Array) => (ys[right - 1] as number) ** (1 - way) * (ys[right] as number) ** way;
        expect(numberOf(ratio ?? '') / (of(m) / of(i))).toBeCloseTo(1, 1);
      },
    ],
  ],
  race: [
    [
      /^Nobody has drawn anything yet, or the truth is not known here\.$/,
      (_, given) => expect(column(given, 'race', 'error').some(Number.isFinite)).toBe(false),
    ],
    [
      /^Error of (the mean, in sds|the variance, relative), so far: (.*)\.$/,
      ([of, list = ''], given) => {
        expect(of === 'the mean, in sds').toBe(given.values.errorOf === 'mean');
        const methods = Object.values(shortNames);
        const [method, error] = [column(given, 'race', 'method'), column(given, 'race', 'error')];
        const said = new Map(list.split(', ').map((one) => [one.replace(/ \S+$/, ''), one.split(' ').at(-1) as string]));
        for (const kind of new Set(method)) {
          const own = Array.from(error).filter((each, row) => method[row] === kind && Number.isFinite(each));
          if (own.length > 0) writes(said.get(methods[kind] as string), own.at(-1), shortNumber);
        }
      },
    ],
  ],
  divergence: [
    [
      /^KL of the draws from the target: nothing to compare yet\.$/,
      (_, { scalars }) => expect(scalars.divergenceFromTruth).toBeUndefined(),
    ],
    [/^KL of the draws from the target: (\S+) as of now\.$/, ([now], { scalars }) => writes(now, scalars.divergenceFromTruth, readNumber)],
  ],
  stein: [
    [/^Stein discrepancy: nothing to compare yet\.$/, (_, { scalars }) => expect(scalars.steinDiscrepancy).toBeUndefined()],
    [/^Stein discrepancy: (\S+) as of now\.$/, ([now], { scalars }) => writes(now, scalars.steinDiscrepancy, readNumber)],
  ],
  mapVariance: [
    [
      /^Errors over step sizes and samplers: dark is small, hatched is not computed yet, a cross has no finite error; the run is (.+?) at ε = (\S+?)(?:, with (\d+) rows? in a batch)?\.$/,
      ([name, eps, rows], given) => {
        expect(name).toBe(who(given));
        writes(eps, column(given, 'mapHere', 'stepSize')[0], shortNumber);
        const reads = ['sgld', 'sghmc', 'preconditionedSgld', 'controlVariates', 'sgd'].includes(given.values.sampler);
        const data = ['mixture', 'iris', 'penguins', 'faithful', 'concrete'].includes(given.values.target);
        expect(rows === undefined ? undefined : Number(rows)).toBe(reads && data ? given.values.batchSize : undefined);
      },
    ],
  ],
  sweep: [
    [
      /^The errors of mean and variance after a thousand steps, over one parameter\.$/,
      () => expect(samplers.sweep).toMatchObject({ steps: 1000 }),
    ],
  ],
};
const alike: Readonly<Record<string, string>> = { racePasses: 'race', mapMean: 'mapVariance' };

function check(said: string, claims: readonly Claim[], given: Told) {
  const kind = claims.find(([pattern]) => pattern.test(said));
  if (!kind) throw new Error(`an unchecked claim: ${said}`);
  const [pattern, holds] = kind;
  holds([...(pattern.exec(said) ?? [])].slice(1), given);
}

function expectTrue(given: Told) {
  const values = given.values as unknown as Values;
  check(samplers.sentence(given.result, values), verdicts, given);
  for (const [id, plot] of Object.entries(samplers.plots)) {
    const claims = pictures[alike[id] ?? id];
    if (!claims) throw new Error(`a picture whose sentence nobody checks: ${id}`);
    if (applies(plot.when, values)) check(plot.sentence(given.result, values), claims, given);
  }
}

describe('what the Samplers lab says in words', () => {
  it.each(Object.keys(samplers.presets))(
    'is so at preset %s, at its beginning, when it opens and after more steps',
    async (id) => {
      const preset = samplers.presets[id];
      const opens = preset?.steps ?? 0;
      for (const steps of [0, 1, opens, opens + 3000]) {
        const given = await told(preset?.values ?? {}, steps);
        if (!given) throw new Error(`${id} diverges`);
        expectTrue(given);
      }
    },
    60_000,
  );

  it('is so at random values', async () => {
    const set = fc.record({
      target: fc.constantFrom('mixture', 'gaussian', 'banana', 'ring', 'eightModes', 'funnel', 'iris', 'penguins', 'faithful', 'concrete'),
      sampler: fc.constantFrom('sgld', 'ula', 'mala', 'randomWalk', 'hmc', 'nuts', 'sghmc', 'preconditionedSgld', 'controlVariates', 'sgd'),
      stepSize: fc.constantFrom(1e-4, 1e-3, 0.01, 0.05, 0.2),
      stepSizeDecay: fc.constantFrom(0, 0, 0.55),
      batchSize: fc.constantFrom(1, 10, 100),
      chains: fc.constantFrom(1, 2, 4, 9),
      burnIn: fc.constantFrom(0, 10, 100),
      thinning: fc.constantFrom(1, 1, 3),
      temperature: fc.constantFrom(1, 1, 1, 0.1, 0, 3),
      startSpread: fc.constantFrom(0, 1, 3),
      compare: fc.constantFrom('', 'mala', 'hmc,meanField', 'fullCovariance'),
      family: fc.constantFrom('meanField', 'fullCovariance'),
      weighted: fc.boolean(),
      errorOf: fc.constantFrom('mean', 'variance'),
      axisX: fc.constantFrom(1, 3),
      priorSd: fc.constantFrom(2.5, 1),
      steps: fc.constantFrom(0, 1, 30, 400, 1500),
    });
    let judged = 0;
    for (const { steps, ...values } of fc.sample(set, { seed: 20261129, numRuns: 35 })) {
      const given = await told(values, steps).catch((error: Error) => {
        // Refused in one line, as any value may be.
        expect(error.message).toMatch(/^\w+: expected /);
        return undefined;
      });
      if (!given) continue;
      judged += 1;
      expectTrue(given);
    }
    expect(judged).toBeGreaterThan(20);
  });

  it('is caught when it is false: a verdict beside other draws', async () => {
    const right = (await told(samplers.presets['too-hot']?.values ?? {}, 2000)) as Told;
    expectTrue(right);
    const moved = { ...right, draws: right.draws.map((row) => row.map((x, i) => (i >= 4 ? 0.8 * x : x))) };
    expect(() => expectTrue(moved)).toThrow();
    expect(() => expectTrue({ ...right, scalars: { ...right.scalars, varianceStandardError: 5 } })).toThrow();
    expect(() => expectTrue({ ...right, scalars: { ...right.scalars, stepSizeNow: 1.1 } })).toThrow();
    expect(() => check('SGLD samples something else: its variances are off by 56 %.', verdicts, right)).toThrow('an unchecked claim');
  });
});
