// What is known of the lab of expectation–maximization beyond its identities: its presets’ claims, its staircase, its words.
import { describe, expect, it } from 'vitest';
import { dataFor } from '../../cli/data.ts';
import { termsOf } from '../../core/inference/em/mixture.ts';
import type { Values } from '../../core/lab/param.ts';
import { openRun } from '../../core/lab/run.ts';
import { em } from '../../core/labs/em/lab.ts';
import { normals, startOf } from '../../core/labs/em/model/problem.ts';
import { surfaceOf, withShare } from '../../core/labs/em/model/surface.ts';
import { presetValues } from './declaration-faults.ts';

const open = async (preset: string, more: Partial<Values> = {}) => {
  const values = { ...presetValues(em, preset), ...more } as Values;
  return { run: await openRun(em, values, 1, await dataFor(em, values, undefined)), values };
};

const frameOf = async (preset: string, more: Partial<Values> = {}, steps = em.presets[preset]?.steps ?? 0) => {
  const { run, values } = await open(preset, more);
  return { ...(await run.next(steps, values)), values };
};

/** How far above the best of all each way down is at its last mark, by its number. */
function ends({ result }: Awaited<ReturnType<typeof frameOf>>): Map<number, number> {
  const { method, behind } = result.tables.race as { method: Float64Array; behind: Float64Array };
  return new Map([...method.keys()].map((at) => [method[at] as number, behind[at] as number]));
}

const [BATCH, INCREMENTAL, HARD, ANNEALED] = [0, 1, 4, 7];

describe('the presets', () => {
  it('two coins part by 0.28 after a dozen rounds, and four sets have found theirs', async () => {
    const { result, values } = await frameOf('twoCoins', {}, 26);
    const [a, b] = [...(result.tables.means?.x ?? [])] as [number, number];
    expect(a - b).toBeCloseTo(0.28, 2);
    expect(em.plots.coins?.sentence(result, values)).toContain('Of 5 sets, 4 are');
    // After the first round, what the notes say.
    const { result: first } = await frameOf('twoCoins', {}, 2);
    expect([...(first.tables.means?.x ?? [])].map((p) => Number(p.toFixed(3)))).toEqual([0.713, 0.581]);
  });

  it('incremental wins: three fifths of the passes by fifties', async () => {
    const passes = (frame: Awaited<ReturnType<typeof frameOf>>) => {
      const sentence = em.plots.race?.sentence(frame.result, frame.values) ?? '';
      const of = (name: string) => Number(new RegExp(`${name} (\\d+)`).exec(sentence)?.[1]);
      return of('incremental') / of('batch');
    };
    const ratio = passes(await frameOf('incrementalWins'));
    expect(ratio).toBeGreaterThan(0.55);
    expect(ratio).toBeLessThan(0.65);
  });

  it('winners take all ends 88 nats above batch, at rest', async () => {
    const frame = await frameOf('winnersTakeAll');
    expect(frame.done).toBe(true);
    const found = ends(frame);
    expect(found.get(BATCH)).toBeLessThan(2e-6);
    expect(found.get(HARD)).toBeCloseTo(88, 0);
    expect(frame.result.scalars.entropy).toBe(0);
  });

  it('a component sits on one galaxy, held by the floor; without it the run says where it ended', async () => {
    const { result, diverged } = await frameOf('collapse');
    expect(result.tables.means?.mass?.[3]).toBeCloseTo(1, 6);
    expect(diverged).toBeUndefined();
    const { diverged: ended } = await frameOf('collapse', { floor: 0 });
    expect(ended?.scalar).toBe('energy');
  });

  it('annealing ends 30 nats below plain EM, and the components are the species', async () => {
    const frame = await frameOf('melting');
    const found = ends(frame);
    expect(found.get(BATCH)).toBeCloseTo(30, 0);
    expect(found.get(ANNEALED)).toBeLessThan(2e-6);
    const masses = [...(frame.result.tables.means?.mass ?? [])].toSorted((a, b) => a - b);
    // 68 Chinstraps, 119 Gentoos and 146 Adelies are whole.
    for (const [i, count] of [68, 119, 146].entries()) expect(Math.abs((masses[i] as number) - count)).toBeLessThan(10);
  });

  it('Old Faithful comes to rest with two kinds of eruption', async () => {
    const frame = await frameOf('oldFaithful', {}, 200);
    expect(frame.done).toBe(true);
    expect(ends(frame).get(INCREMENTAL)).toBeLessThan(1e-4);
    const masses = [...(frame.result.tables.means?.mass ?? [])].toSorted((a, b) => a - b);
    expect(masses[0]).toBeCloseTo(97, 0);
  });
});

describe('the staircase', () => {
  it('goes across at an E-step and up at an M-step, where the arrow said', async () => {
    const { run, values } = await open('oldFaithful');
    let { result } = await run.next(0, values);
    for (let move = 0; move < 6; move += 1) {
      const { q, mean, toQ, toMean } = result.tables.coming as Record<string, Float64Array>;
      if (move % 2 === 0) expect(toMean?.[0]).toBe(mean?.[0]);
      else expect(toQ?.[0]).toBe(q?.[0]);
      ({ result } = await run.next(1, values));
      expect([result.tables.here?.q?.[0], result.tables.here?.mean?.[0]]).toEqual([toQ?.[0], toMean?.[0]]);
    }
  });

  it('stands on F itself, at every place of the surface', () => {
    const data = Float64Array.of(-1, 0.2, 0.5, 2, 2.4, 3.1);
    const problem = normals(data, 1, { covariance: 'full', floor: 0.01, concentration: 0.1 });
    const mixture = startOf(problem, [[0], [2], [3]], 0.5);
    const responsibilities = Float64Array.from({ length: 18 }, (_, at) => [0.5, 0.3, 0.2][at % 3] as number);
    const at = { mixture, responsibilities, datum: 2, component: 1, axis: 0, temperature: 1.4 };
    const span = { q: [0, 1], mean: [1, 4], columns: 5, rows: 4 } as const;
    const { values } = surfaceOf(problem, at, span);
    for (let row = 0; row < 4; row += 1) {
      for (let column = 0; column < 5; column += 1) {
        const theta = mixture.theta.slice();
        theta[2] = 1 + row;
        const q = responsibilities.slice();
        q.set(withShare([0.5, 0.3, 0.2], 1, column / 4), 6);
        const { freeEnergy } = termsOf(problem.model, { ...mixture, theta }, q, 1.4);
        expect(values[row * 5 + column]).toBeCloseTo(freeEnergy, 4);
      }
    }
  });
});

describe('the words', () => {
  it('say which half-step comes next, and what the last one did', async () => {
    const { run, values } = await open('oldFaithful');
    const said: string[] = [];
    for (let move = 0; move < 4; move += 1) said.push(em.sentence((await run.next(move === 0 ? 0 : 1, values)).result as never, values));
    expect(said[0]).toMatch(
      /^Nobody knows yet who made which datum: .* Next is an E-step: q becomes the posterior, and the gap of .* nats closes\.$/,
    );
    expect(said[1]).toMatch(/^The last move lowered F by .* nats; the gap is closed\. Next is an M-step/);
    expect(said[2]).toMatch(/^The last move lowered F by .* nats; the gap is .* nats\. Next is an E-step/);
  });

  it('promise nothing for ways down that do not', async () => {
    const { result, values } = await frameOf('incrementalWins', { variant: 'forgetful' }, 40);
    expect(em.sentence(result as never, values)).toContain('keeps no promise about F');
  });
});

describe('how many components', () => {
  it('are two on Old Faithful by BIC and by variational Bayes', async () => {
    const { result, values } = await frameOf('oldFaithful', {}, 0);
    const { bic, variational } = result.tables.choice as { bic: Float64Array; variational: Float64Array };
    for (const each of [bic, variational]) expect(each.indexOf(Math.min(...each))).toBe(1);
    expect(em.plots.choice?.sentence(result, values)).toMatch(
      /^BIC is least with 2, −log P of what is held out with \d, the free energy of variational Bayes with 2; offered 5, it gives data to \d\.$/,
    );
  });
});

describe('the coordinate of θ on the staircase', () => {
  it('is the one that is chosen, and its surface lies about where it is', async () => {
    const [across, up] = [await frameOf('oldFaithful', { along: 'across' }), await frameOf('oldFaithful', { along: 'up' })];
    for (const [frame, column] of [
      [across, 'x1'],
      [up, 'y1'],
    ] as const) {
      const here = frame.result.tables.here?.mean?.[0] as number;
      expect(here).toBe(frame.result.tables.trail?.[column]?.at(-1));
      const [low, high] = frame.result.grids.surface?.yDomain ?? [Number.NaN, Number.NaN];
      expect([low < here, here < high]).toEqual([true, true]);
    }
  });
});

describe('other starts', () => {
  const endsOf = async (preset: string, more: Partial<Values> = {}) => {
    const { result, values } = await frameOf(preset, more, 0);
    return { ends: result.tables.ends?.surprise as Float64Array, told: em.plots.restarts?.sentence(result, values) };
  };

  it('end where EM from there ends, and on Old Faithful all in one place', async () => {
    const { ends, told } = await endsOf('oldFaithful');
    const run = await frameOf('oldFaithful', {}, 400);
    const surprise = -(run.result.scalars.logLikelihood as number) + (run.result.scalars.priorEnergy as number);
    for (const each of ends) expect(each).toBeCloseTo(surprise, 4);
    expect(told).toMatch(/^All 6 starts end at [\d.]+ nats\.$/);
  });

  it('disagree where there is more than one valley', async () => {
    const { ends, told } = await endsOf('melting', { components: 5 });
    expect(Math.max(...ends) - Math.min(...ends)).toBeGreaterThan(1);
    expect(told).toMatch(/^\d of 6 starts ends? at [\d.]+ nats, the worst [\d.]+ nats above\.$/);
  });
});

describe('data edited by hand', () => {
  const points = async (preset: string, edits: string, steps = 0) => (await frameOf(preset, { edits }, steps)).result;

  it('are fitted as they have become, and are those of the picture', async () => {
    const [before, after] = [await points('oldFaithful', ''), await points('oldFaithful', '3:2 50;-1;+6 100')];
    const [x, edited] = [before.tables.points?.x, after.tables.points?.x] as [Float64Array, Float64Array];
    expect([...edited]).toEqual([x[1], 2, ...x.slice(3), 6]);
    expect(after.tables.points?.y?.at(-1)).toBe(100);
    expect(after.scalars.logLikelihood).not.toBe(before.scalars.logLikelihood);
    for (const table of ['choice', 'ends']) expect(after.tables[table]).not.toEqual(before.tables[table]);
  });

  it('change nothing of coins, and are refused where the rows are others', async () => {
    expect((await points('twoCoins', '-1', 4)).scalars).toEqual((await points('twoCoins', '', 4)).scalars);
    await expect(points('collapse', '83:9000')).rejects.toThrow('edits: expected rows 1 to 82, got 83');
  });

  it('on a line are moved across alone', async () => {
    const { tables } = await points('collapse', '2:20000 7');
    expect([tables.points?.x?.[1], tables.points?.y?.[1]]).toEqual([20_000, 0]);
  });

  it('are not those of another set, which takes them away', async () => {
    const values = { ...presetValues(em, 'oldFaithful'), dataset: 'galaxies', edits: '-272' };
    const data = await dataFor(em, values, undefined);
    expect(data && em.adopt?.(values, data)).toMatchObject({ edits: '' });
  });

  it('bring a third cluster that both answers to how many components there are see', async () => {
    const cluster = Array.from({ length: 40 }, (_, i) => `+${5.4 + 0.02 * (i % 8)} ${44 + Math.floor(i / 8)}`).join(';');
    const { tables } = await points('oldFaithful', cluster);
    const { bic, variational } = tables.choice as { bic: Float64Array; variational: Float64Array };
    for (const each of [bic, variational]) expect(each.indexOf(Math.min(...each))).toBe(2);
  });
});

describe('the shares of a datum', () => {
  it('are its responsibilities: they sum to 1, the largest is the one it is told by, and components that are not there have none', async () => {
    const { tables } = (await frameOf('melting')).result;
    const { label, share, ...columns } = tables.points as Record<string, Float64Array>;
    const shares = [1, 2, 3, 4, 5].map((k) => columns[`share${k}`] as Float64Array);
    for (const row of [0, 60, 200, 332]) {
      const own = shares.map((column) => column[row] as number);
      expect(own.reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 12);
      expect(own[label?.[row] as number]).toBe(share?.[row]);
      expect(own.slice(3)).toEqual([0, 0]);
    }
  });
});

describe('a draft', () => {
  it('is the same look, but for what takes long', async () => {
    const { run, values } = await open('oldFaithful');
    const [draft, whole] = [await run.next(3, values, { draft: true }), await run.next(0, values)];
    expect([draft.draft, whole.draft]).toEqual([true, undefined]);
    const { restarts: _, ends: __, choice: ___, ...quick } = whole.result.tables;
    expect(draft.result).toEqual({ ...whole.result, tables: quick });
  });
});
