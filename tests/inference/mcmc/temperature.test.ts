// Samplers that accept or reject must ask the tempered density: at coarse steps, where much is refused, the wrong question shows.
import { expect, it } from 'vitest';
import { kernels } from '../../../core/inference/mcmc/kernels.ts';
import { pointwise } from '../../../core/inference/mcmc/target.ts';
import { createRandom } from '../../../core/prob/random.ts';

const normal = pointwise(1, (points, from, gradients) => {
  const x = points[from] as number;
  if (gradients) gradients[from] = -x;
  return -0.5 * x * x;
});

const CHAINS = 4000;

/** z of the variance of independent chains that should follow N(0, T), after `steps` steps at coarse settings. */
function zOfVariance(name: 'randomWalk' | 'mala' | 'hmc' | 'nuts', temperature: number, truth: number): number {
  const random = createRandom(7);
  const settings = {
    stepSize: { randomWalk: 4, mala: 2.5, hmc: 1.6, nuts: 1.6 }[name],
    temperature,
    batchSize: 1,
    scaled: true,
    leapfrogSteps: 3,
    friction: 1,
    memory: 0.9,
    adapt: undefined,
  };
  const starts = new Float64Array(CHAINS);
  random.normals(starts);
  let state = kernels[name].init(normal, starts, settings, random);
  for (let step = 0; step < 60; step += 1) state = kernels[name].step(normal, state, settings, random).state;
  const variance = state.positions.reduce((sum, x) => sum + x * x, 0) / CHAINS;
  return (variance - truth) / (truth * Math.sqrt(2 / CHAINS));
}

it.each(['randomWalk', 'mala', 'hmc', 'nuts'] as const)(
  '%s follows p^{1/T}, and is told from what it would follow at another T',
  (name) => {
    for (const temperature of [0.5, 3]) {
      expect(Math.abs(zOfVariance(name, temperature, temperature))).toBeLessThan(4);
      expect(Math.abs(zOfVariance(name, temperature, 1.2 * temperature))).toBeGreaterThan(4);
    }
  },
);
