// Every sampler on every target with a truth, by one harness; each verdict is also asked about a distorted truth, and must then be guilty.
import { describe, expect, it } from 'vitest';
import type { Info } from '../../../core/inference/mcmc/kernel.ts';
import { kernelNames, kernels } from '../../../core/inference/mcmc/kernels.ts';
import type { Problem } from '../../../core/labs/samplers/model/problem.ts';
import { createRandom } from '../../../core/prob/random.ts';
import { problemNamed } from '../problems.ts';
import { distorted, faultsOf, latticeMarginals, type Marginal, normalMarginal, plain, run, type Trial, verdictOn } from './harness.ts';

/** Chains start apart: where the target’s own sds would put them, half as far again. */
function apart({ scale: { centre, sd } }: Problem, count: number, seed: number): Float64Array {
  const { normal } = createRandom(seed);
  const d = centre.length;
  return Float64Array.from({ length: count * d }, (_, i) => (centre[i % d] as number) + 1.5 * (sd[i % d] as number) * normal());
}

/** Draws of the banana itself: chains that start far out along its arms are long stuck there. */
function inBanana(count: number, seed: number, bend = 0.3): Float64Array {
  const { normal } = createRandom(seed);
  return Float64Array.from(Array.from({ length: count }, () => 2 * normal()).flatMap((x) => [x, bend * (x * x - 4) + normal()]));
}

/** About the ring: where its density falls like e^{−r⁴}, steps along the gradient shoot over, and are refused for ever. */
function aboutRing(count: number, seed: number): Float64Array {
  const { uniform, normal } = createRandom(seed);
  const polar = Array.from({ length: count }, () => [2 * Math.PI * uniform(), 3 + 0.3 * normal()] as const);
  return Float64Array.from(polar.flatMap(([angle, r]) => [r * Math.cos(angle), r * Math.sin(angle)]));
}

/** Draws of the funnel itself, (x, v): no sampler of fixed step finds its neck in a test’s time, but none may drift off it either. */
function inFunnel(count: number, seed: number): Float64Array {
  const { normal } = createRandom(seed);
  return Float64Array.from(Array.from({ length: count }, () => 3 * normal()).flatMap((v) => [Math.exp(v / 2) * normal(), v]));
}

function judge(trial: Trial, marginals: readonly (Marginal | undefined)[], least: number) {
  const drawn = run(trial, createRandom(17));
  marginals.forEach((marginal, axis) => {
    if (!marginal) return;
    const chains = drawn[axis] as Float64Array[];
    const verdict = verdictOn(chains, marginal);
    expect(faultsOf(verdict), `coordinate ${axis + 1}: ${JSON.stringify(verdict)}`).toEqual([]);
    expect(verdict.effectiveSampleSize, `coordinate ${axis + 1}`).toBeGreaterThan(least);
    expect(faultsOf(verdictOn(chains, distorted(marginal))), `coordinate ${axis + 1}, distorted`).toEqual(['mean', 'variance', 'shape']);
  });
}

/** Chains, steps before and steps that count: as many as show it and are quick. */
const size = {
  randomWalk: { chains: 500, burnIn: 300, draws: 70, thinning: 4 },
  mala: { chains: 500, burnIn: 200, draws: 60, thinning: 4 },
  hmc: { chains: 500, burnIn: 60, draws: 30, thinning: 2 },
  nuts: { chains: 500, burnIn: 40, draws: 20, thinning: 1 },
} as const;

const targets = ['gaussian', 'banana', 'ring', 'eightModes', 'mixture', 'iris', 'faithful'] as const;

describe.each(['randomWalk', 'mala', 'hmc', 'nuts'] as const)('%s is unbiased', (kernel) => {
  const { chains, ...lengths } = size[kernel];

  it.each(targets)('on %s', (name) => {
    const problem = problemNamed(name);
    const starts = name === 'banana' ? inBanana(chains, 3) : name === 'ring' ? aboutRing(chains, 3) : apart(problem, chains, 3);
    const settings = { stepSize: 0.5 * Math.min(...problem.scale.sd) };
    const marginals = latticeMarginals((problem.plane as NonNullable<Problem['plane']>)(1));
    judge({ kernel, target: problem.target, starts, settings, ...lengths }, marginals, 1.5 * chains);
  });

  it('on the v of the funnel, from draws of it', () => {
    const { target } = problemNamed('funnel');
    judge({ kernel, target, starts: inFunnel(chains, 5), ...lengths }, [undefined, normalMarginal(0, 9)], chains);
  });

  it('on a correlated normal at temperature 2', () => {
    const problem = problemNamed('gaussian');
    const marginals = [0, 1].map(() => normalMarginal(0, 2));
    judge(
      { kernel, target: problem.target, starts: apart(problem, chains, 7), settings: { temperature: 2 }, ...lengths },
      marginals,
      1.5 * chains,
    );
  });
});

it.each(kernelNames)('%s goes the same way where it may use up what its last step told', (name) => {
  const { target } = problemNamed('mixture');
  const kernel = kernels[name];
  const settings = { ...plain, stepSize: 0.01, batchSize: 3 };
  const tenSteps = (thrifty: boolean) => {
    const random = createRandom(29);
    let state = kernel.init(target, Float64Array.from({ length: 40 }, random.normal), settings, random);
    let info: Info | undefined;
    const told: Float64Array[] = [];
    for (let t = 0; t < 10; t += 1) {
      const before = state.positions.slice();
      const { state: next, info: now } = kernel.step(target, state, settings, random, thrifty ? info : undefined);
      expect(state.positions).toEqual(before);
      [state, info] = [next, now];
      told.push(...[state.positions, now.drift, now.noise].filter((array) => array !== undefined).map((array) => array.slice()));
    }
    return told;
  };
  expect(tenSteps(true)).toEqual(tenSteps(false));
});

it('the harness tells a biased sampler from an unbiased one: Langevin steps without correction', () => {
  const problem = problemNamed('gaussian');
  const drawn = run(
    {
      kernel: 'ula',
      target: problem.target,
      starts: apart(problem, 500, 3),
      settings: { stepSize: 0.3 },
      burnIn: 150,
      draws: 60,
      thinning: 4,
    },
    createRandom(17),
  );
  expect(faultsOf(verdictOn(drawn[0] as Float64Array[], normalMarginal(0, 1)))).toContain('variance');
});
