// Every claim that the Gradient estimators lab makes in words, against estimates that are drawn here, and against sums over its tables.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dataFor } from '../../cli/data.ts';
import { estimatorNames, estimatorsOf } from '../../core/inference/estimators/estimators.ts';
import { fineNumber } from '../../core/lab/number-text.ts';
import { applies, initialValues, parseValues, type Values } from '../../core/lab/param.ts';
import type { Result } from '../../core/lab/result.ts';
import { openRun } from '../../core/lab/run.ts';
import { type EstimatorsValues, shortNames } from '../../core/labs/estimators/declaration/params.ts';
import { estimators } from '../../core/labs/estimators/lab.ts';
import type { Examples } from '../../core/labs/estimators/model/examples.ts';
import { examplesOf, problemOf } from '../../core/labs/estimators/run/problem-of.ts';
import { createRandom } from '../../core/prob/random.ts';

interface Told {
  readonly values: EstimatorsValues;
  readonly scalars: Readonly<Record<string, number | undefined>>;
  readonly result: Result;
  readonly examples: Examples | undefined;
}

async function told(set: Readonly<Record<string, unknown>>, steps: number): Promise<Told> {
  const values = parseValues(estimators.params, initialValues(estimators.params), set) as unknown as EstimatorsValues;
  const data = await dataFor(estimators, values as unknown as Values, undefined);
  const run = await openRun(estimators, values as unknown as Values, 1, data);
  const { result } = await run.next(steps, values as unknown as Values);
  run.close();
  return { values, scalars: result.scalars, result, examples: examplesOf(values, data) };
}

const column = ({ result }: Told, table: string, name: string) => result.tables[table]?.[name] ?? new Float64Array();
const writes = (text: string | undefined, value: number | undefined) => expect(text).toBe(fineNumber(value ?? Number.NaN));
const close = (a: number, b: number) => Math.abs(a - b) <= 1e-6 * Math.max(1, Math.abs(a), Math.abs(b));

/** `one, two and three` as numbers of the estimators. */
const kindsIn = (list: string): number[] =>
  list.split(/, | and /).map((name) => {
    const kind = estimatorNames.findIndex((each) => shortNames[each] === name);
    expect(kind, name).toBeGreaterThanOrEqual(0);
    return kind;
  });

const shownKinds = (given: Told) => Array.from(column(given, 'now', 'estimator'));

/** Mean and variance of one draw, with their standard errors, from estimates of another seed: `count` numbers or so. */
function drawn(given: Told, kind: number) {
  const known = drawnBefore.get(given.values) ?? new Map<number, ReturnType<typeof draw>>();
  const found = known.get(kind) ?? draw(given, kind, 60_000);
  drawnBefore.set(given.values, known.set(kind, found));
  return found;
}

const drawnBefore = new WeakMap<object, Map<number, ReturnType<typeof draw>>>();

function draw({ values, examples }: Told, kind: number, count: number) {
  const problem = problemOf(values, examples);
  const { group, sample } = estimatorsOf(values)[estimatorNames[kind] as (typeof estimatorNames)[number]];
  const cost = group * problem.dimension * (examples ? values.batchSize : 1);
  const rows = Math.max(400, Math.floor(count / cost));
  const out = new Float64Array(rows);
  sample(problem, rows, 1, createRandom(777), out);
  const mean = out.reduce((a, b) => a + b, 0) / rows;
  const moment = (k: number) => out.reduce((sum, x) => sum + (x - mean) ** k, 0) / rows;
  const variance = moment(2);
  return {
    mean,
    meanError: Math.sqrt(variance / rows),
    variance: variance * group,
    varianceError: group * Math.sqrt(Math.max(0, moment(4) - variance ** 2) / rows),
  };
}

/** Which of those shown are biased: seen in other draws where it is large, and denied nowhere. */
function expectBias(said: string, given: Told) {
  const gradient = given.scalars.trueGradient as number;
  const found = /^(?:Biased: ([^.]+)\.)?(?: ?Biased, as measured: ([^.]+)\.)?$/.exec(said);
  const biased = found ? [...(found[1] ? kindsIn(found[1]) : []), ...(found[2] ? kindsIn(found[2]) : [])] : [];
  if (!found) expect(said).toMatch(/^(All are unbiased|It is unbiased|No bias is seen)\.$/);
  if (said === 'It is unbiased.') expect(shownKinds(given)).toHaveLength(1);
  for (const kind of shownKinds(given)) {
    const { mean, meanError } = drawn(given, kind);
    const z = Math.abs(mean - gradient) / Math.max(meanError, 1e-12);
    if (!biased.includes(kind)) expect({ kind, z: z <= 5 }).toEqual({ kind, z: true });
    // A bias that is told is one: where chance hides it, the exact expectations differ.
    else if (z < 5) expect(close(column(given, 'now', 'expected')[shownKinds(given).indexOf(kind)] as number, gradient)).toBe(false);
  }
}

/** Variance of one draw of a kind, and whether the number that is told is it. */
function expectVariance(kinds: readonly number[], text: string | undefined, given: Told, extreme: 'least' | 'most') {
  const exact = column(given, 'now', 'exact');
  const all = shownKinds(given);
  for (const kind of kinds) {
    const value = exact[all.indexOf(kind)] as number;
    writes(text, value);
    const { variance, varianceError } = drawn(given, kind);
    expect(Math.abs(variance - value)).toBeLessThanOrEqual(6 * varianceError + 1e-9 * (1 + value));
    for (const other of exact)
      if (Number.isFinite(other))
        expect(extreme === 'least' ? other >= value - 1e-6 * (1 + value) : other <= value + 1e-6 * (1 + value)).toBe(true);
  }
}

type Claim = readonly [RegExp, (found: readonly string[], given: Told) => void];

const variances: readonly Claim[] = [
  [
    /^Variance of one draw, exact: least ([^;]+?), (\S+?)(?:; most ([^;]+?), (\S+?))?\. (.*)$/,
    ([least = '', low, most, high, bias = ''], given) => {
      expectVariance(kindsIn(least), low, given, 'least');
      if (most !== undefined) expectVariance(kindsIn(most), high, given, 'most');
      else {
        const exact = Array.from(column(given, 'now', 'exact')).filter(Number.isFinite);
        expect(close(Math.max(...exact), Math.min(...exact))).toBe(true);
      }
      expectBias(bias, given);
    },
  ],
  [
    /^The variances are not known exactly here\. (.*)$/,
    ([bias = ''], given) => {
      expect(column(given, 'now', 'exact').some(Number.isFinite)).toBe(false);
      expectBias(bias, given);
    },
  ],
];

const signals: readonly Claim[] = [
  [
    /^Signal over noise of one draw, exact: most ([^;]+?), (\S+?)\. (.*)$/,
    ([most = '', value, bias = ''], given) => {
      const [expected, exact] = [column(given, 'now', 'expected'), column(given, 'now', 'exact')];
      const all = shownKinds(given);
      const of = (row: number) => Math.abs(expected[row] as number) / Math.sqrt(exact[row] as number);
      const finite = all.map((_, row) => of(row)).filter(Number.isFinite);
      for (const kind of kindsIn(most)) writes(value, of(all.indexOf(kind)));
      expect(close(Math.max(...finite), of(all.indexOf(kindsIn(most)[0] as number)))).toBe(true);
      expectBias(bias, given);
    },
  ],
  [
    /^There is no signal: each expects a gradient of 0\. (.*)$/,
    ([bias = ''], given) => {
      for (const expected of column(given, 'now', 'expected')) if (Number.isFinite(expected)) expect(Math.abs(expected)).toBeLessThan(1e-6);
      expectBias(bias, given);
    },
  ],
  [
    /^Signal and noise are not known exactly here\. (.*)$/,
    ([bias = ''], given) => {
      expect(column(given, 'now', 'exact').some((v, row) => v > 0 && Number.isFinite(column(given, 'now', 'expected')[row]))).toBe(false);
      expectBias(bias, given);
    },
  ],
];

const verdicts: readonly Claim[] = [
  [
    /^The true gradient is (\S+)\. (Here the score function wins: o|O)ne draw of the score function has (\S+) times the variance of a pathwise one\. (.*)$/,
    ([gradient, wins, ratio, bias = ''], given) => {
      const { scalars } = given;
      writes(gradient, scalars.trueGradient);
      expect(wins !== 'O').toBe((scalars.scoreFunctionVarianceExact as number) < (scalars.pathwiseVarianceExact as number));
      writes(ratio, (scalars.scoreFunctionVarianceExact as number) / (scalars.pathwiseVarianceExact as number));
      const [score, path] = ['scoreFunction', 'pathwise'].map((name) => drawn(given, estimatorNames.indexOf(name as 'pathwise')));
      const measured = (score?.variance as number) / (path?.variance as number);
      const error =
        measured *
        Math.hypot(
          (score?.varianceError as number) / (score?.variance as number),
          (path?.varianceError as number) / (path?.variance as number),
        );
      expect(Math.abs(measured - (scalars.varianceRatio as number))).toBeLessThanOrEqual(6 * error + 1e-9);
      expectBias(bias, given);
    },
  ],
  [
    /^The true gradient is (\S+)\. ((?:Variance|The variances) .*)$/,
    ([gradient, rest = ''], given) => {
      writes(gradient, given.scalars.trueGradient);
      check(rest, variances, given);
    },
  ],
];

const race: readonly Claim[] = [
  [/^The race has not begun\.$/, (_, given) => expect(column(given, 'race', 'step').every((step) => step === 0)).toBe(true)],
  [
    /^Lowest by now, as a mean of five seeds: (.+), at F = (\S+)\.$/,
    ([leaders = '', f], given) => {
      const last = new Map<number, number>();
      const [steps, kinds, fs] = ['step', 'estimator', 'freeEnergy'].map((name) => column(given, 'race', name)) as [
        Float64Array,
        Float64Array,
        Float64Array,
      ];
      const latest = new Map<number, number>();
      steps.forEach((step, row) => {
        if (!Number.isFinite(fs[row]) || step < (latest.get(kinds[row] as number) ?? -1)) return;
        latest.set(kinds[row] as number, step);
        last.set(kinds[row] as number, fs[row] as number);
      });
      for (const kind of kindsIn(leaders)) {
        writes(f, Math.min(...last.values()));
        expect(close(last.get(kind) as number, Math.min(...last.values()))).toBe(true);
      }
    },
  ],
];

/** By plot what it may say. */
const pictures: Readonly<Record<string, readonly Claim[]>> = {
  arrows: [
    [
      /^A few draws of q, and the step downhill that each suggests to (.+); the true step goes (nowhere|left|right)\.$/,
      ([readers = '', way], given) => {
        expect(kindsIn(readers).toSorted((a, b) => a - b)).toEqual(
          [...new Set(column(given, 'arrows', 'estimator'))].toSorted((a, b) => a - b),
        );
        // Downhill is against the gradient.
        const gradient = given.scalars.trueGradient as number;
        expect(way).toBe(Math.abs(gradient) < 1e-7 ? 'nowhere' : gradient > 0 ? 'left' : 'right');
      },
    ],
    [
      /^q, and the true gradient: the true step goes (nowhere|left|right)\. None of those shown reads single draws\.$/,
      (_, given) => expect(column(given, 'arrows', 'estimator')).toHaveLength(0),
    ],
  ],
  levels: [
    [
      /^Probabilities of (\d+) values, and what each says of the derivative to (.+)\.$/,
      ([count, readers = ''], given) => {
        const { values } = given;
        expect(Number(count)).toBe(values.problem === 'bernoulli' ? 2 : values.categories);
        expect(kindsIn(readers).toSorted((a, b) => a - b)).toEqual(
          [...new Set(column(given, 'levelsSay', 'estimator'))].toSorted((a, b) => a - b),
        );
        // What all values say, weighed by their probabilities, is what the estimator expects.
        const chances = column(given, 'levels', 'probability');
        expect(chances.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
        for (const kind of kindsIn(readers)) {
          const says = column(given, 'levelsSay', 'says').filter((_, row) => column(given, 'levelsSay', 'estimator')[row] === kind);
          const expected = says.reduce((sum, each, level) => sum + each * (chances[level] as number), 0);
          expect(expected).toBeCloseTo(column(given, 'now', 'expected')[shownKinds(given).indexOf(kind)] as number, 8);
        }
      },
    ],
    [
      /^Probabilities of \d+ values\. None of those shown reads single values\.$/,
      (_, given) => expect(column(given, 'levelsSay', 'estimator')).toHaveLength(0),
    ],
  ],
  estimates: variances,
  variances,
  samples: variances,
  width: variances,
  probability: variances,
  dimension: variances,
  signal: signals,
  signalProbability: signals,
  baseline: [
    [
      /^At b = (\S+) the variance of one draw is (\S+), at (\S+) it is least, (\S+?); both exact\.$/,
      ([b, now, best, least], given) => {
        const { values, scalars } = given;
        writes(b, values.baseline);
        writes(best, scalars.bestBaseline);
        const { variance, varianceError } = drawn({ ...given }, estimatorNames.indexOf('constantBaseline'));
        const at = column(given, 'baselineNow', 'variance')[0] as number;
        writes(now, at);
        expect(Math.abs(variance - at)).toBeLessThanOrEqual(6 * varianceError + 1e-9 * (1 + at));
        const curve = column(given, 'baselineCurve', 'variance');
        const lowest = Number((least ?? '').replaceAll('−', '-'));
        for (const each of curve) expect(each).toBeGreaterThanOrEqual(lowest - 0.006 * Math.abs(lowest) - 6e-4);
      },
    ],
  ],
  batch: [
    [
      /^Variance of one draw at this batch, exact: (.+)\.$/,
      ([list = ''], given) => {
        const exact = column(given, 'now', 'exact');
        const known = shownKinds(given).filter((_, row) => Number.isFinite(exact[row]));
        expect(list.split(', ')).toEqual(
          known.map(
            (kind) => `${shortNames[estimatorNames[kind] as 'pathwise']} ${fineNumber(exact[shownKinds(given).indexOf(kind)] as number)}`,
          ),
        );
        for (const kind of known) {
          const { variance, varianceError } = drawn(given, kind);
          expect(Math.abs(variance - (exact[shownKinds(given).indexOf(kind)] as number))).toBeLessThanOrEqual(6 * varianceError);
        }
      },
    ],
  ],
  temperature: [
    [
      /^None of those shown relaxes its draws\.$/,
      (_, given) =>
        expect(shownKinds(given).filter((kind) => ['gumbelSoftmax', 'rebar'].includes(estimatorNames[kind] as string))).toEqual([]),
    ],
    [
      /^At this λ, exact: (.+)\.$/,
      ([list = ''], given) => {
        for (const one of list.split('; ')) {
          const found = /^(.+) is (unbiased|off by (\S+)), with a variance of (\S+)$/.exec(one);
          const [kind = -1] = kindsIn(found?.[1] ?? '');
          const { mean, meanError, variance, varianceError } = drawn(given, kind);
          const row = shownKinds(given).indexOf(kind);
          const off = (column(given, 'now', 'expected')[row] as number) - (given.scalars.trueGradient as number);
          if (found?.[3] === undefined) expect(Math.abs(mean - (given.scalars.trueGradient as number))).toBeLessThanOrEqual(5 * meanError);
          else writes(found[3], off);
          expect(Math.abs(mean - (given.scalars.trueGradient as number) - off)).toBeLessThanOrEqual(5 * meanError);
          writes(found?.[4], column(given, 'now', 'exact')[row]);
          expect(Math.abs(variance - (column(given, 'now', 'exact')[row] as number))).toBeLessThanOrEqual(6 * varianceError);
        }
      },
    ],
  ],
  race,
  raceTime: race,
};

function check(said: string, claims: readonly Claim[], given: Told) {
  const kind = claims.find(([pattern]) => pattern.test(said));
  if (!kind) throw new Error(`an unchecked claim: ${said}`);
  const [pattern, holds] = kind;
  holds([...(pattern.exec(said) ?? [])].slice(1), given);
}

function expectTrue(given: Told) {
  const values = given.values as unknown as Values;
  check(estimators.sentence(given.result, values), verdicts, given);
  for (const [id, plot] of Object.entries(estimators.plots)) {
    const claims = pictures[id];
    if (!claims) throw new Error(`a picture whose sentence nobody checks: ${id}`);
    if (applies(plot.when, values)) check(plot.sentence(given.result, values), claims, given);
  }
}

describe('what the Gradient estimators lab says in words', () => {
  it.each(Object.keys(estimators.presets))(
    'is so at preset %s, when it begins, when it opens and after more steps',
    async (id) => {
      const preset = estimators.presets[id];
      for (const steps of [0, preset?.steps ?? 0, (preset?.steps ?? 0) + 60]) expectTrue(await told(preset?.values ?? {}, steps));
    },
    60_000,
  );

  it('is so at random values', async () => {
    const some = fc.shuffledSubarray([...estimatorNames], { minLength: 1, maxLength: 7 }).map((names) => names.join());
    const set = fc.record({
      problem: fc.constantFrom('quadratic', 'quartic', 'sine', 'cosine', 'step', 'bernoulli', 'categorical', 'logistic'),
      derivative: fc.constantFrom('mean', 'mean', 'sd'),
      centre: fc.constantFrom(0, 0, 1),
      frequency: fc.constantFrom(1, 4, 10),
      target: fc.constantFrom(0.45, 0.499, 0.5),
      dimension: fc.constantFrom(1, 1, 3),
      categories: fc.constantFrom(2, 3, 5),
      qMean: fc.constantFrom(0, 1, -0.7),
      qSd: fc.constantFrom(0.2, 0.5, 1),
      probability: fc.constantFrom(0.5, 0.3, 0.8),
      samples: fc.constantFrom(1, 2, 8),
      baseline: fc.constantFrom(0, 1, 2.5),
      batchSize: fc.constantFrom(1, 20),
      gumbelTemperature: fc.constantFrom(0.3, 0.7, 2),
      compare: some,
      steps: fc.constantFrom(0, 1, 25),
    });
    for (const { steps, ...values } of fc.sample(set, { seed: 20261129, numRuns: 25 })) expectTrue(await told(values, steps));
  });

  it('was false of a coin that is fair, of a step at its jump, and of local noise that luck set above that of separate weights', async () => {
    const fair = await told(
      { ...estimators.presets.coin?.values, probability: 0.5, compare: 'straightThrough,scoreFunction', target: 0.5 },
      0,
    );
    expect(estimators.sentence(fair.result, fair.values as unknown as Values)).toMatch(/All are unbiased\.$/);
    const jump = await told({ ...estimators.presets.step?.values, derivative: 'sd', qMean: 0 }, 0);
    expect(estimators.sentence(jump.result, jump.values as unknown as Values)).not.toMatch(/Biased/);
    const local = await told(estimators.presets.local?.values ?? {}, 20);
    expect(estimators.sentence(local.result, local.values as unknown as Values)).toMatch(/least local and separate weights, /);
    for (const given of [fair, jump, local]) expectTrue(given);
  });

  it('is caught when it is false: what was measured passed off as exact', async () => {
    const right = await told(estimators.presets.dimensions?.values ?? {}, 30);
    expectTrue(right);
    const wrong = { ...right, scalars: { ...right.scalars, scoreFunctionVarianceExact: right.scalars.scoreFunctionVariance } };
    expect(() => expectTrue(wrong)).toThrow();
    expect(() => check('The gradient is 2. Biased: pathwise.', verdicts, right)).toThrow('an unchecked claim');
    expect(() => expectBias('Biased: pathwise.', right)).toThrow();
  });

  it('quotes what its readouts show: measured with a standard error, exact beside it', async () => {
    const { scalars, result, values } = await told(estimators.presets.dimensions?.values ?? {}, 30);
    const shown = (estimators.readouts ?? []).flatMap(({ scalar, standardError, exact }) =>
      scalars[scalar] === undefined
        ? []
        : [
            {
              scalar,
              known: estimators.scalars[scalar]?.known,
              beside: [standardError, exact].map((name) => name && estimators.scalars[name]?.known),
            },
          ],
    );
    expect(shown).toEqual([
      { scalar: 'trueGradient', known: 'exact', beside: [undefined, undefined] },
      { scalar: 'varianceRatio', known: 'exact', beside: [undefined, undefined] },
      { scalar: 'bestBaseline', known: 'exact', beside: [undefined, undefined] },
      { scalar: 'pathwiseVariance', known: 'measured', beside: ['estimated', 'exact'] },
      { scalar: 'scoreFunctionVariance', known: 'measured', beside: ['estimated', 'exact'] },
    ]);
    const quoted = new Set(
      (estimators.readouts ?? []).flatMap(({ scalar, exact }) => [scalar, exact]).map((name) => fineNumber(scalars[name ?? ''] ?? 0)),
    );
    const said = estimators.sentence(result, values as unknown as Values).match(/\d[\d.]*\d/g) ?? [];
    expect(said).toEqual(['2.000', '726.00']);
    for (const number of said) expect(quoted).toContain(number);
  });
});
