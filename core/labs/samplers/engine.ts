// The Samplers lab's computation, apart from its declaration.
import { drawsArviz, drawsCsv, drawsNpz } from './files/exports.ts';
import { observe } from './look/observe.ts';
import { init, type SamplersState, step } from './run/state.ts';

export const engine = {
  init,
  step,
  // Asked after every step, so not the density itself: where a chain is lost, so is its density.
  monitor: ({ main }: SamplersState) => ({ logDensity: main.state.positions.reduce((sum, x) => sum + x, 0) }),
  observe,
  exports: { csv: drawsCsv, npz: drawsNpz, arviz: drawsArviz },
};
