// The leaky integrate-and-fire neuron: a membrane that leaks, driven by a constant current (Lapicque 1907).
import { InputError } from '../base/input-error.ts';
import { exp, log } from '../math/elementary.ts';

/** τ dV/dt = −(V − V_rest) + R I. Times in ms; potentials in one unit, which R I shares. */
export interface Neuron {
  readonly timeConstant: number;
  readonly resistance: number;
  readonly restingPotential: number;
  readonly threshold: number;
  readonly resetPotential: number;
  /** For how long after a spike the potential is held at its reset. */
  readonly refractoryPeriod: number;
}

/** Throws InputError where the neuron could not be simulated. */
function checkNeuron({ timeConstant, threshold, resetPotential, restingPotential, refractoryPeriod }: Neuron): void {
  if (!(timeConstant > 0)) throw new InputError('timeConstant', 'more than 0 ms', `${timeConstant}`);
  if (!(refractoryPeriod >= 0)) throw new InputError('refractoryPeriod', '0 ms or more', `${refractoryPeriod}`);
  if (!(threshold > resetPotential)) throw new InputError('threshold', `above the reset at ${resetPotential}`, `${threshold}`);
  if (!(threshold > restingPotential)) throw new InputError('threshold', `above rest at ${restingPotential}`, `${threshold}`);
}

/** Where the potential goes if nothing fires: V∞ = V_rest + R I. */
const limitOf = ({ restingPotential, resistance }: Neuron, current: number): number => restingPotential + resistance * current;

/** From one spike to the next, in ms: t_ref + τ ln[(V∞ − V_r)/(V∞ − V_th)]; ∞ where V∞ does not pass the threshold. Throws InputError. */
export function interspikeInterval(neuron: Neuron, current: number): number {
  checkNeuron(neuron);
  const limit = limitOf(neuron, current);
  const { timeConstant, threshold, resetPotential, refractoryPeriod } = neuron;
  if (!(limit > threshold)) return Number.POSITIVE_INFINITY;
  return refractoryPeriod + timeConstant * log((limit - resetPotential) / (limit - threshold));
}

/** Spikes a second of a constant current, 1000 over the interval in ms; 0 below the threshold. Throws InputError. */
export const firingRate = (neuron: Neuron, current: number): number => 1000 / interspikeInterval(neuron, current);

/** A membrane under way. */
export interface Membrane {
  readonly potential: () => number;
  /** Moves on by `duration` ms under a current, and calls back with the time from its beginning of each spike. */
  advance(duration: number, current: number, fired: (after: number) => void): void;
}

/**
 * From the resting potential, exact between spikes: V ← V∞ + (V − V∞) e^(−dt/τ). A spike is placed where the potential crosses the threshold and
 * not at the end of a step, so how the time is cut into steps does not matter, but for rounding. Throws InputError.
 */
export function createMembrane(neuron: Neuron): Membrane {
  checkNeuron(neuron);
  const { timeConstant, threshold, resetPotential, refractoryPeriod } = neuron;
  let potential = neuron.restingPotential;
  let held = 0;
  return {
    potential: () => potential,
    advance(duration, current, fired) {
      const limit = limitOf(neuron, current);
      let left = duration;
      for (;;) {
        const wait = Math.min(held, left);
        held -= wait;
        left -= wait;
        if (left <= 0) return;
        const until = limit > threshold ? timeConstant * log((limit - potential) / (limit - threshold)) : Number.POSITIVE_INFINITY;
        if (until > left) {
          potential = limit + (potential - limit) * exp(-left / timeConstant);
          return;
        }
        left -= until;
        fired(duration - left);
        potential = resetPotential;
        held = refractoryPeriod;
      }
    },
  };
}
