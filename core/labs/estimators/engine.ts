// The Gradient estimators lab's computation, apart from its declaration.
import type { Engine } from '../../lab/lab.ts';
import { meanOf } from '../../math/mean.ts';
import type { grids, scalars, tables } from './declaration/outputs.ts';
import type { params } from './declaration/params.ts';
import { observe } from './look/observe.ts';
import { type EstimatorsState, init, step } from './run/state.ts';

export const engine = {
  init,
  step,
  // Asked after every step, so not the free energy itself: where a run is lost, so is its free energy.
  monitor: ({ race }) =>
    Object.fromEntries(race.racers.map(({ name, runs }) => [`${name}FreeEnergy`, meanOf(Float64Array.from(runs, ({ at }) => meanOf(at)))])),
  observe,
} satisfies Engine<typeof params, typeof scalars, typeof tables, typeof grids, EstimatorsState>;
