// The VAE lab's computation, apart from its declaration.
import { observe } from './observe.ts';
import { dispose, done, init, step, type VaeState } from './state.ts';

export const engine = {
  init,
  step,
  done,
  monitor: ({ sums }: VaeState) => ({ accuracy: sums.accuracy, complexity: sums.priorEnergy - sums.entropy }),
  observe,
  dispose,
};
