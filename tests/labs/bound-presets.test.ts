// What each preset of the Bound lab promises comes about, by numbers worked out apart.
import { expect, it } from 'vitest';
import { dataFor } from '../../cli/data.ts';
import { initialValues, parseValues, type Values } from '../../core/lab/param.ts';
import { openRun } from '../../core/lab/run.ts';
import { bound } from '../../core/labs/bound/lab.ts';

async function at(id: string, more = 0, set: Readonly<Record<string, unknown>> = {}) {
  const preset = bound.presets[id];
  const values: Values = parseValues(bound.params, initialValues(bound.params), { ...preset?.values, ...set });
  const run = await openRun(bound, values, 1, await dataFor(bound, values, undefined));
  const { result } = await run.next((preset?.steps ?? 0) + more, values);
  const trail = result.tables.trail as Record<string, Float64Array>;
  return {
    scalars: result.scalars as Record<string, number>,
    tables: result.tables,
    q: (name: string, stop = -1) => trail[name]?.at(stop) as number,
  };
}

/** By preset, its sentence’s promise. */
const promises: Readonly<Record<string, readonly [said: RegExp, kept: () => Promise<void>]>> = {
  twoCoins: [
    /Drag the bars of q until the gap is gone, and q is the answer/,
    async () => {
      // P(1|heads) = 0.9 / (0.9 + 0.3).
      expect((await at('twoCoins', 0, { q1: 0.75, q2: 0.25 })).scalars.gap).toBeCloseTo(0, 12);
      expect((await at('twoCoins')).scalars.gap).toBeGreaterThan(0.1);
    },
  ],
  twoExplanations: [
    /which explanation it keeps depends on where it starts/,
    async () => {
      expect((await at('twoExplanations', 300)).q('qMean')).toBeGreaterThan(1);
      expect((await at('twoExplanations', 300, { qMean: -1 })).q('qMean')).toBeLessThan(-1);
    },
  ],
  aMean: [/descend, and the gap closes to nothing/, async () => expect((await at('aMean', 300)).scalars.gap).toBeLessThan(1e-9)],
  surprise: [
    /complexity buys accuracy, and log P\(X\) says how surprising it was/,
    async () => {
      const [before, after] = [(await at('surprise')).scalars, (await at('surprise', 300)).scalars];
      expect(after.complexity).toBeGreaterThan((before.complexity as number) + 1);
      expect(after.accuracy).toBeGreaterThan((before.accuracy as number) + 1);
      // 3.5 under N(0, 0.8² + 0.6²) is 3.5 sds away.
      expect(after.logEvidence).toBeCloseTo(-0.5 * Math.log(2 * Math.PI) - 0.5 * 3.5 ** 2, 12);
    },
  ],
  tooSure: [
    /pays in entropy what it does not gain in energy. Widen it/,
    async () => {
      const [narrow, wide] = [(await at('tooSure')).scalars, (await at('tooSure', 0, { qSd: 0.3 })).scalars];
      expect(wide.energy).toBeGreaterThan(narrow.energy as number);
      expect(wide.freeEnergy).toBeLessThan(narrow.freeEnergy as number);
    },
  ],
  coin: [
    /1\/1320 for this very order, and a Beta that q can be/,
    async () => {
      const { scalars, q } = await at('coin', 300);
      expect(scalars.logEvidence).toBeCloseTo(-Math.log(1320), 12);
      expect([q('qA'), q('qB')].map((x) => Number(x.toFixed(4)))).toEqual([8, 4]);
    },
  ],
  horseKicks: [
    /so much data that the prior hardly counts/,
    async () => expect(((await at('horseKicks', 300)).tables.standing?.posteriorMean?.[0] as number) / (122 / 200)).toBeCloseTo(1, 1),
  ],
  galaxies: [/accuracy is large and negative/, async () => expect((await at('galaxies', 300)).scalars.accuracy).toBeLessThan(-500)],
  meanField: [
    /ends 0.6 times as wide as the posterior; turn the direction to KL\(p ‖ q\), descend, and it takes the whole width/,
    async () => {
      // Variance of each cause: t²(t² + s²)/(2t² + s²) = 5/9; given the other: t²s²/(t² + s²) = 1/5.
      const narrow = await at('meanField', 600);
      const wide = await at('meanField', 600, { direction: 'pq' });
      for (const name of ['qSd', 'qSd2']) {
        expect(narrow.q(name) / Math.sqrt(5 / 9)).toBeCloseTo(0.6, 3);
        expect(wide.q(name)).toBeCloseTo(Math.sqrt(5 / 9), 6);
      }
    },
  ],
  banana: [
    /settles where the two arms meet, about half as wide as the posterior in each coordinate/,
    async () => {
      const { q, tables } = await at('banana', 300);
      expect(q('qMean2')).toBeCloseTo(0, 6);
      const sds = tables.standing?.posteriorSd as Float64Array;
      expect([q('qSd') / (sds[0] as number), q('qSd2') / (sds[1] as number)].every((share) => share > 0.45 && share < 0.55)).toBe(true);
    },
  ],
  iris: [/a gap below 0.05 nats/, async () => expect((await at('iris')).scalars.gap).toBeLessThan(0.05)],
  eightSchools: [
    /long tail to the left that a normal q cuts off/,
    async () => {
      // Mass of log τ below −2, of the posterior from its lattice over the window, of q by its own sds.
      const { tables, q } = await at('eightSchools', 60);
      const below = (-2 - q('qMean2')) / q('qSd2');
      expect(below).toBeLessThan(-3);
      const [mean, sd] = [tables.standing?.posteriorMean?.[1] as number, tables.standing?.posteriorSd?.[1] as number];
      expect((q('qMean2') - mean) / sd).toBeGreaterThan(0.05);
      expect(sd).toBeGreaterThan(1.2 * q('qSd2'));
    },
  ],
  unknownNoise: [
    /a funnel of which q keeps 0\.6 of the width\. With 82 galaxies the funnel is gone/,
    async () => {
      const { scalars, tables } = await at('unknownNoise');
      expect((tables.standing?.sd?.[0] as number) / (tables.standing?.posteriorSd?.[0] as number)).toBeCloseTo(0.6, 2);
      const galaxies = { dataset: 'galaxies', priorMean: 20000, noiseGuess: 4500, qMean: 21000, qSd: 1000, qMean2: 8.4, qSd2: 0.2 };
      expect((await at('unknownNoise', 0, galaxies)).scalars.gap).toBeLessThan(0.01);
      expect(scalars.gap).toBeGreaterThan(0.15);
    },
  ],
  polynomials: [
    /a cubic fits no better, and degree 2 has six times its evidence, .+ Raise the noise to 1\.5, and a constant is likeliest/,
    async () => {
      const { degrees, states } = (await at('polynomials')).tables;
      const misfit = (k: number) => (degrees?.cost?.[k] as number) - (degrees?.complexity?.[k] as number);
      expect(misfit(3)).toBeGreaterThan(misfit(2));
      expect(Math.exp((degrees?.logEvidence?.[2] as number) - (degrees?.logEvidence?.[3] as number))).toBeCloseTo(6.3, 1);
      expect(Math.max(...(states?.posterior ?? []))).toBe(states?.posterior?.[2]);
      const noisy = (await at('polynomials', 0, { noiseSd: 1.5 })).tables.states?.posterior ?? [];
      expect(Math.max(...noisy)).toBe(noisy[0]);
    },
  ],
  optimum: [
    /q falls onto the likeliest Θ. Warm it up again/,
    async () => {
      const { q } = await at('optimum', 2000);
      expect(q('qSd')).toBeLessThan(0.15 * q('qSd', 0));
      // On the right, the likeliest Θ balances prior and likelihood: (0.25/2.25 + 1.7/0.25) / (1/2.25 + 1/0.25).
      expect(q('qMean')).toBeCloseTo((0.25 / 2.25 + 1.7 / 0.25) / (1 / 2.25 + 4), 3);
      expect((await at('optimum', 2000, { temperature: 1 })).q('qSd')).toBeGreaterThan(0.4);
    },
  ],
};

it.each(Object.keys(bound.presets))('%s keeps what it promises', async (id) => {
  const [said, kept] = promises[id] ?? [];
  expect(bound.presets[id]?.sentence).toMatch(said as RegExp);
  await kept?.();
});
