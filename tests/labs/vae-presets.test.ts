// What the sentence of each preset promises comes, within the steps that it says: by running it, or from the curves that ship with a model.
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { dataFor } from '../../cli/data.ts';
import { readSafetensors } from '../../core/io/safetensors.ts';
import { initialValues, parseValues } from '../../core/lab/param.ts';
import type { Result } from '../../core/lab/result.ts';
import { openRun } from '../../core/lab/run.ts';
import { vae } from '../../core/labs/vae/lab.ts';
import { mingling } from '../../core/labs/vae/model/mingling.ts';
import { presetValues } from './declaration-faults.ts';

interface Course {
  readonly result: Result;
  readonly values: Readonly<Record<string, unknown>>;
  /** Trains on to a step, with what is changed from now on. */
  readonly to: (step: number, change?: Readonly<Record<string, unknown>>) => Promise<Result>;
  readonly close: () => void;
}

/** A preset, or one with something else, at its opening. */
async function opened(
  preset: string,
  change: Readonly<Record<string, unknown>> = {},
  steps = vae.presets[preset]?.steps ?? 0,
): Promise<Course> {
  let values = parseValues(vae.params, presetValues(vae, preset), change);
  const run = await openRun(vae, values, 1, await dataFor(vae, values, undefined));
  let frame = await run.next(steps, values);
  return {
    result: frame.result,
    values,
    async to(step, more = {}) {
      values = parseValues(vae.params, values, more);
      frame = await run.next(step - frame.step, values);
      return frame.result;
    },
    close: () => run.close(),
  };
}

const scalar = ({ scalars }: Result, name: string) => scalars[name] as number;
const bound = (result: Result) => scalar(result, 'heldOutElbo');
const ofPreset = (preset: string) => vae.presets[preset]?.sentence ?? '';

/** The curve that a model brings along: the bound held out by step. */
async function curveOf(file: string): Promise<ReadonlyMap<number, number>> {
  const bytes = new Uint8Array(await readFile(new URL(`../../samples/models/${file}`, import.meta.url)));
  const history = JSON.parse(readSafetensors(file, bytes).metadata.history as string) as {
    step: number;
    heldOut: { accuracy: number; priorEnergy: number; entropy: number };
  }[];
  return new Map(history.map(({ step, heldOut }) => [step, heldOut.accuracy - heldOut.priorEnergy + heldOut.entropy]));
}
const curves = {
  two: await curveOf('digits-2d.safetensors'),
  twenty: await curveOf('digits-20d.safetensors'),
};

/** By preset, what its sentence says and the evidence for it. */
const promises: Readonly<Record<string, readonly [words: RegExp, evidence: () => Promise<void>]>> = {
  'explore-2d': [
    /10,000 digits, with two numbers for a code\. Drag the point: each place is an image\..*under Drawing/,
    async () => {
      const { result, values, to, close } = await opened('explore-2d');
      expect([values.latentDimension, vae.plots.drawing?.pad]).toEqual([2, 'drawn']);
      const images = await to(0, { latentX: -2, latentY: -1 });
      expect(images.grids.decoded?.values).not.toEqual(result.grids.decoded?.values);
      close();
    },
  ],
  'mnist-2d': [
    /Ten steps in, most codes give much the same blur\..*in the next hundred steps the bound rises by 150 nats/,
    async () => {
      const { result, close } = await opened('mnist-2d');
      close();
      // The model that ships began with the same ten steps.
      expect(curves.two.get(10)).toBeCloseTo(bound(result), 1);
      const [at, after] = [...curves.two].findLast(([step]) => step <= 110) as [number, number];
      expect(at).toBeGreaterThan(90);
      expect(after - bound(result)).toBeGreaterThan(150);
      // Images given back differ less from each other than those that were given.
      const { values = [] } = result.grids.reconstructions ?? {};
      const spread = (row: number) => {
        const tile = (k: number) =>
          Array.from({ length: 784 }, (_, i) => values[(111 - row * 28 - Math.floor(i / 28)) * 112 + k * 28 + (i % 28)] as number);
        const tiles = [0, 1, 2, 3].map(tile);
        const mean = tiles[0]?.map((_, i) => tiles.reduce((sum, one) => sum + (one[i] as number), 0) / 4) ?? [];
        return tiles.reduce((sum, one) => sum + one.reduce((all, pixel, i) => all + (pixel - (mean[i] as number)) ** 2, 0), 0);
      };
      expect(spread(1)).toBeLessThan(0.3 * spread(0));
    },
  ],
  'explore-20d': [
    /ten times the latents: images held out are worth fifty nats more\. The plane shows the two directions/,
    async () => {
      expect((curves.twenty.get(3120) as number) - (curves.two.get(3120) as number)).toBeGreaterThan(50);
      const values = presetValues(vae, 'explore-20d');
      expect([values.latentDimension, values.aligned]).toEqual([20, true]);
    },
  ],
  'mnist-20d': [
    /by step 150 the bound is twenty nats above that of two latents/,
    async () => {
      const [at, twenty] = [...curves.twenty].findLast(([step]) => step <= 150) as [number, number];
      expect(at).toBeGreaterThan(130);
      expect(twenty - (curves.two.get(at) as number)).toBeGreaterThan(20);
    },
  ],
  linear: [
    /probabilistic PCA, the dashed line\..*within half a nat by step 1,000/,
    async () => {
      const { result, to, close } = await opened('linear');
      const gap = (at: Result) => scalar(at, 'principalEvidence') - scalar(at, 'linearElbo');
      expect(result.tables.optimum?.elbo?.[0]).toBe(scalar(result, 'principalEvidence'));
      expect(gap(result)).toBeGreaterThan(10);
      const last = gap(await to(1000));
      expect([last > 0, last < 0.5]).toEqual([true, true]);
      close();
    },
  ],
  collapse: [
    /With complexity weighed twice, ten latents together say less than two nats\. Set β to 0\.5 and train on: in 400 steps they say more than four\./,
    async () => {
      const { result, values, to, close } = await opened('collapse');
      expect([values.inverseTemperature, values.latentDimension]).toEqual([2, 10]);
      expect(scalar(result, 'heldOutComplexity')).toBeLessThan(2);
      expect(scalar(await to(500, { inverseTemperature: 0.5 }), 'heldOutComplexity')).toBeGreaterThan(4);
      close();
      // Without that they stay as they are.
      const still = await opened('collapse', {}, 500);
      expect(scalar(still.result, 'heldOutComplexity')).toBeLessThan(2);
      still.close();
    },
  ],
  beliefs: [
    /some 19 nats an image so far\..*by a nat every hundred steps at first/,
    async () => {
      const { result, to, close } = await opened('beliefs');
      const prices = [result, await to(200)].map((at) => scalar(at, 'weightComplexity')) as [number, number];
      expect(Math.round(prices[0])).toBe(19);
      expect(prices[0] - prices[1]).toBeGreaterThan(0.9);
      close();
    },
  ],
  'score-function': [
    /at twenty latents it takes more than twice the steps to the same bound\. Set it to pathwise under way and see\./,
    async () => {
      const score = await opened('score-function', {}, 100);
      expect(score.values.latentDimension).toBe(20);
      const pathwise = await opened('score-function', { estimator: 'pathwise' }, 199);
      const stayed = bound(await score.to(400));
      expect(bound(pathwise.result)).toBeGreaterThan(stayed);
      const hurried = await opened('score-function', {}, 100);
      expect(bound(await hurried.to(400, { estimator: 'pathwise' }))).toBeGreaterThan(stayed + 0.2);
      for (const run of [score, pathwise, hurried]) run.close();
    },
  ],
  'half-steps': [
    /by step 500 there is hardly more in these codes\. Then let the encoder alone, and so on: a staircase\./,
    async () => {
      const { result, to, close } = await opened('half-steps');
      const bounds = [bound(result), bound(await to(500)), bound(await to(700))];
      expect((bounds[1] as number) - (bounds[0] as number)).toBeGreaterThan(0.4);
      expect((bounds[2] as number) - (bounds[1] as number)).toBeLessThan(0.06);
      for (const [step, trained] of [
        [950, 'encoder'],
        [1200, 'decoder'],
      ] as const) {
        const next = bound(await to(step, { trained }));
        expect(next - (bounds.at(-1) as number)).toBeGreaterThan(0.1);
        bounds.push(next);
      }
      close();
    },
  ],
  'grey-levels': [
    /with one learnt spread.*as the spread shrinks it rises beyond 0 by step 1,000/,
    async () => {
      const { result, to, close } = await opened('grey-levels');
      const after = await to(1000);
      expect(scalar(after, 'spread')).toBeLessThan(0.6 * scalar(result, 'spread'));
      expect([bound(result) < 0, bound(after) > 0, scalar(after, 'elbo') > 0]).toEqual([true, true, true]);
      close();
    },
  ],
  convolutional: [
    /filters of 3 × 3 pixels.*a tenth of the weights of dense layers/,
    async () => {
      const weights = async (change: Readonly<Record<string, unknown>>) => {
        const { close } = await opened('convolutional', { weights: 'fresh', ...change });
        close();
        const { initialWeights } = await import('../../core/nets/vae.ts');
        const { architectureOf } = await import('../../core/labs/vae/run/architecture-of.ts');
        const { createRandom } = await import('../../core/prob/random.ts');
        const values = parseValues(vae.params, { ...initialValues(vae.params), latentDimension: 10 }, change);
        const all = initialWeights(architectureOf(values as never, { rows: 28, columns: 28 }), createRandom(1));
        return Object.values(all).reduce((sum, one) => sum + one.values.length, 0);
      };
      const share = (await weights({ network: 'convolutional' })) / (await weights({ network: 'dense' }));
      expect([share > 0.05, share < 0.15]).toEqual([true, true]);
    },
  ],
  moons: [
    /by step 2,000 the density has drawn together on the moons, and the bound has risen by half a nat/,
    async () => {
      const { result, to, close } = await opened('moons');
      const after = await to(2000);
      expect(bound(after) - bound(result)).toBeGreaterThan(0.5);
      // The smallest part of the plane that holds nine tenths of it.
      const area = ({ grids }: Result) => {
        const cells = Array.from(grids.density?.values ?? []).sort((a, b) => b - a);
        const whole = cells.reduce((sum, p) => sum + p, 0);
        let held = 0;
        const sums = cells.map((p) => {
          held += p;
          return held;
        });
        return sums.findIndex((sum) => sum > 0.9 * whole) / cells.length;
      };
      expect(area(after)).toBeLessThan(0.7 * area(result));
      close();
    },
  ],
  bent: [
    /by step 600 its bound is a quarter of a nat above that of independent latents, and K draws gain less on it/,
    async () => {
      const [bent, straight] = [await opened('bent', {}, 600), await opened('bent', { family: 'meanField' }, 600)];
      expect(bound(bent.result) - bound(straight.result)).toBeGreaterThan(0.25);
      expect(scalar(bent.result, 'elbo') - scalar(straight.result, 'elbo')).toBeGreaterThan(0.2);
      expect(scalar(bent.result, 'importanceWeightedGain')).toBeLessThan(scalar(straight.result, 'importanceWeightedGain'));
      for (const run of [bent, straight]) run.close();
    },
  ],
  clothing: [
    /trousers keep most to themselves, and pullovers mix with coats/,
    async () => {
      const { result, close } = await opened('clothing');
      close();
      const { x = [], y = [], label = [] } = result.tables.codes ?? {};
      const { together, apart } = mingling(x, y, label) ?? { together: [], apart: -1 };
      const names = result.names?.codes ?? [];
      expect(together.map((each) => names[each]).toSorted()).toEqual(['Coat', 'Pullover']);
      expect(names[apart]).toBe('Trouser');
    },
  ],
};

describe('the sentence of a preset', () => {
  it.each(Object.keys(vae.presets))('promises what comes: %s', async (preset) => {
    const [words, evidence] = promises[preset] ?? [];
    // A sentence that was changed asks for other evidence.
    expect(ofPreset(preset)).toMatch(words ?? /^$/);
    await evidence?.();
  });
});
