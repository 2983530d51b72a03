// What bench/estimators.ts measures of core/inference/estimators: ∂/∂μ E[x²], x ~ N(1, 0.5²), from one estimate to the next.
import { antithetic } from '../core/inference/estimators/antithetic.ts';
import { constantBaseline } from '../core/inference/estimators/constant-baseline.ts';
import { leaveOneOut } from '../core/inference/estimators/leave-one-out.ts';
import { pathwise } from '../core/inference/estimators/pathwise.ts';
import { quadratic } from '../core/inference/estimators/problems/energy.ts';
import { evenNormal } from '../core/inference/estimators/problems/normal-q.ts';
import { separable } from '../core/inference/estimators/problems/separable.ts';
import { scoreFunction } from '../core/inference/estimators/score-function.ts';
import { createRandom } from '../core/prob/random.ts';

/** By the names of the peers’ functions. The baseline is E[x²]. */
const estimators = { pathwise, score: scoreFunction, baseline: constantBaseline(1.25), antithetic, leave_one_out: leaveOneOut(4) };

export type EstimatorName = keyof typeof estimators;

/** Milliseconds for so many estimates; their average is checked the first time. */
export function createEstimates(seed: number): (name: EstimatorName, count: number) => number {
  const problem = separable({ energy: quadratic(0), q: evenNormal(1, 1, 0.5), of: 'mean' });
  const random = createRandom(seed);
  const checked = new Set<EstimatorName>();
  let out = new Float64Array();
  return (name, count) => {
    if (out.length !== count) out = new Float64Array(count);
    const start = performance.now();
    estimators[name].sample(problem, count, 1, random, out);
    const time = performance.now() - start;
    if (!checked.has(name)) {
      const mean = out.reduce((sum, x) => sum + x, 0) / count;
      if (!(Math.abs(mean - 2) < 0.1)) throw new Error(`${name}: ${mean} on average, not 2`);
      checked.add(name);
    }
    return time;
  };
}
