// The misfit of networks whose weights are drawn, beside its exact expectation over all weights.
import { exp, log } from '../../../math/elementary.ts';
import { LOG_2PI } from '../../../math/special.ts';
import { outputsOf } from '../model/envelope-of.ts';
import { bits, type Measured, measuredOf } from '../model/terms.ts';
import type { NetworkRun } from '../run/network.ts';
import { streamOf } from '../run/streams.ts';

/** Networks that are drawn: more where they are small, so that a look stays quick. */
const [FEWEST, MOST, WORK] = [64, 256, 60_000];

/** Bits of the data under each of several networks drawn from the belief: their mean, and its standard error. */
export function sampledBits({ seed, task, options, learner, standing }: NetworkRun): Measured {
  const { shape } = options;
  const { x, y, width } = task.sent;
  const { means, logSds, noise } = standing.belief;
  const sds = logSds.map(exp);
  const random = streamOf(seed, 'sampled', learner.updates);
  const count = Math.min(MOST, Math.max(FEWEST, Math.round(WORK / (y.length * Math.max(1, shape.hidden)))));
  const each = y.length * (0.5 * LOG_2PI + log(noise) - log(width));
  const misfits = Float64Array.from({ length: count }, () => {
    const drawn = means.map((mean, i) => mean + (sds[i] as number) * random.normal());
    const outputs = outputsOf(shape, drawn, x);
    return bits(each + (0.5 * outputs.reduce((sum, output, n) => sum + (output - (y[n] as number)) ** 2, 0)) / (noise * noise));
  });
  return measuredOf(misfits);
}
