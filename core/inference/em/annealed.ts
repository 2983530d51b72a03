// Annealed EM: batch EM whose temperature falls from pass to pass, so that the early surface has one valley (Ueda & Nakano 1998). F never rises
// at a temperature, but it is another F at each.
import { type EmSettings, type EmState, fullE, fullM, inTurn, type Variant } from './variant.ts';

/** T + (hottest − T) · cooling^passes. */
export const temperatureAt = ({ dataPasses }: Pick<EmState, 'dataPasses'>, { temperature, hottest, cooling }: EmSettings): number =>
  temperature + (hottest - temperature) * cooling ** dataPasses;

export const annealed: Variant = {
  title: 'annealed',
  descends: false,
  upcoming: inTurn,
  next: (model, state, settings) => (state.moves % 2 === 0 ? fullE(model, state, temperatureAt(state, settings)) : fullM(model, state)),
};
