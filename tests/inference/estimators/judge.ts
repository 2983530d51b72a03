// Draws of an estimator, and how far their mean and variance lie from what is claimed, in standard errors.
import type { Estimator } from '../../../core/inference/estimators/estimator.ts';
import type { Problem } from '../../../core/inference/estimators/problem.ts';
import { createRandom } from '../../../core/prob/random.ts';

export function judge(estimator: Estimator, problem: Problem, count: number, seed: number) {
  const out = new Float64Array(count);
  estimator.sample(problem, count, 1, createRandom(seed), out);
  const moment = (power: number, centre: number) => out.reduce((sum, each) => sum + (each - centre) ** power, 0) / count;
  const mean = moment(1, 0);
  const [m2, m4] = [moment(2, mean), moment(4, mean)];
  const z = (difference: number, error: number) => (Math.abs(difference) < 1e-9 ? 0 : difference / error);
  return {
    mean: (claimed: number) => z(mean - claimed, Math.sqrt(m2 / count)),
    /** Of one draw, as `moments` states it. */
    variance: (claimed: number) => z(m2 - claimed / estimator.group, Math.sqrt(Math.max(0, m4 - m2 * m2) / count)),
  };
}
