// The computation of the lab of description lengths, apart from its declaration.
import type { Engine } from '../../lab/lab.ts';
import type { grids, scalars, tables } from './declaration/outputs.ts';
import type { params } from './declaration/params.ts';
import { envelopeFile } from './files/envelope-file.ts';
import { observe } from './look/observe.ts';
import { type DescriptionState, done, init, step } from './run/state.ts';

export const engine = {
  init,
  step,
  done,
  monitor: ({ trail }) => ({ descriptionLength: trail.at(-1)?.length ?? 0 }),
  observe,
  exports: { envelope: envelopeFile },
} satisfies Engine<typeof params, typeof scalars, typeof tables, typeof grids, DescriptionState>;
