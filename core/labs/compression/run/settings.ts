// What each method trains with, from the values of the lab: schedules are shares of the run, whatever its length.
import type { Settings } from '../../../nets/classify/method.ts';
import type { AnyMethod } from '../../../nets/classify/methods/index.ts';
import type { CompressionValues } from '../declaration/params.ts';
import { prices } from '../model/prices.ts';

/** Nats that a log variance, and a gate, have to go until a weight or a group is out, with some to spare. */
const SPREAD_WAY = 9;
const GATE_WAY = 6;

/** Looks that step-by-step pruning takes at the weights in a run. */
const LOOKS = 40;

const between = (low: number, x: number, high: number): number => Math.min(high, Math.max(low, x));

/** The method’s defaults with the run’s own numbers; `steps` are those of the whole run. */
export function settingsOf(method: AnyMethod, values: CompressionValues, steps: number): Settings<string> {
  const { learningRate, epochs, batchSize, inverseTemperature, warmUp, sparsity, bits, lambda, scaleFreeKl } = values;
  // Steps of Adam are as long as its rate: where there are few, what has far to go takes longer ones.
  const way = (nats: number) => between(1, nats / (learningRate * steps), 50);
  const own: Readonly<Record<string, number>> = {
    sparsity,
    every: Math.max(1, Math.round(steps / LOOKS)),
    bits,
    lambda,
    exact: Number(scaleFreeKl === 'exact'),
    spreadRate: way(SPREAD_WAY),
    gateRate: way(GATE_WAY),
  };
  const believes = method.id in prices;
  return {
    ...method.defaults,
    ...Object.fromEntries(Object.entries(own).filter(([name]) => name in method.defaults)),
    learningRate,
    epochs,
    batchSize,
    cooling: 0.5,
    quietEpochs: 0,
    warmUpEpochs: believes ? warmUp * epochs : 0,
    inverseTemperature: believes ? inverseTemperature : 1,
  };
}
