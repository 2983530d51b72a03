// Sparse EM: responsibilities that are small stay frozen, and those of the plausible components share what is left; a full E-step now and then
// (Neal & Hinton 1998, section 5).

import { exp } from '../../math/elementary.ts';
import { logJointInto } from './mixture.ts';
import { type EmState, fullE, fullM, inTurn, type Variant } from './variant.ts';

/** E-steps so far. */
const rounds = ({ moves }: EmState) => Math.floor(moves / 2);

export const sparse: Variant = {
  title: 'sparse',
  descends: true,
  upcoming: inTurn,
  next(model, state, { temperature, refresh, threshold }) {
    if (state.moves % 2 === 1) return fullM(model, state);
    if (temperature === 0 || rounds(state) % Math.max(1, refresh) === 0) return fullE(model, state, temperature);
    const { components } = model;
    const { mixture, responsibilities, sums, moves, dataPasses } = state;
    const count = mixture.weights.length;
    const joint = new Float64Array(components.size * count);
    logJointInto(model, mixture, 0, components.size, joint);
    const changed = new Float64Array(responsibilities.length);
    let visited = 0;
    for (let at = 0; at < joint.length; at += count) {
      let [most, mass] = [Number.NEGATIVE_INFINITY, 0];
      for (let k = 0; k < count; k += 1) {
        if ((responsibilities[at + k] as number) < threshold) continue;
        most = Math.max(most, joint[at + k] as number);
        mass += responsibilities[at + k] as number;
        visited += 1;
      }
      if (most === Number.NEGATIVE_INFINITY) continue;
      let total = 0;
      for (let k = 0; k < count; k += 1)
        if ((responsibilities[at + k] as number) >= threshold) total += exp(((joint[at + k] as number) - most) / temperature);
      for (let k = 0; k < count; k += 1) {
        const before = responsibilities[at + k] as number;
        if (before < threshold) continue;
        const now = (mass * exp(((joint[at + k] as number) - most) / temperature)) / total;
        changed[at + k] = now - before;
        responsibilities[at + k] = now;
      }
    }
    components.addStatistics(changed, 0, components.size, sums);
    // A pass that looks at some components of each datum costs that share of one.
    return { ...state, moves: moves + 1, dataPasses: dataPasses + visited / joint.length };
  },
};
