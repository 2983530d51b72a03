// What is seen of one number apart: herded, coded by value and change, as a current into a leaky neuron, and as a rate.
import { spikeCount } from '../../../spiking/rate-coding.ts';
import type { SpikingValues } from '../declaration/params.ts';
import { codedStep, countInClosedForm, herdedConstant, leakyNeuron, rates } from '../model/one-number.ts';

/** The scale at which a step is herded. */
const SCALE = 4;

export function lookAtNumber({ value, steps, start, proportional, derivative, current, timeConstant, refractory }: SpikingValues) {
  const begins = start === 'half' ? 0.5 : 0;
  const { t, mean, high, low, owed } = herdedConstant(value);
  const { error, ...coded } = codedStep(value, SCALE, { proportional, derivative });
  const leaky = leakyNeuron(
    { timeConstant, resistance: 1, restingPotential: 0, threshold: 1, resetPotential: 0, refractoryPeriod: refractory },
    current,
  );
  const rated = rates(steps, begins);
  const count = spikeCount(value, steps, { reset: 'subtract', start: begins });
  return {
    scalars: {
      herdingOwed: owed,
      decodingError: error,
      ...(leaky.rate !== undefined && { firingRate: leaky.rate }),
      exactRate: leaky.exactRate,
      spikeCount: count,
      closedCount: countInClosedForm(value, steps, begins),
    },
    tables: {
      herded: { t, mean, high, low },
      given: { value: Float64Array.of(value) },
      coded,
      membrane: { time: leaky.time, potential: leaky.potential },
      threshold: { potential: Float64Array.of(1) },
      rates: { value: rated.a, subtracted: rated.subtracted, zeroed: rated.zeroed },
      rateHere: { value: Float64Array.of(value), rate: Float64Array.of(count / steps) },
    },
  };
}
