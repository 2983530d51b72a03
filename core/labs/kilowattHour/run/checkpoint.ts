// All that training goes on from, as one file: parameters, Adam’s moments, and the looks so far. The ways are asked anew.
import * as z from 'zod/mini';
import { exactJson } from '../../../base/exact-json.ts';
import { InputError } from '../../../base/input-error.ts';
import { createWork, type Work } from '../../../compression/work.ts';
import { safetensorsOf } from '../../../io/safetensors.ts';
import { checkpointIn, plainIn } from '../../../lab/checkpoint-file.ts';
import type { Start } from '../../../lab/lab.ts';
import type { KilowattHourValues } from '../declaration/params.ts';
import { begin, dispose, type KilowattHourState } from './state.ts';

const FORMAT = 'free-energy-lab/kilowatt-hour-checkpoint';

const whole = z.int().check(z.minimum(0));
const count = z.number().check(z.minimum(0));
const work = z.object(Object.fromEntries(Object.keys(createWork()).map((name) => [name, count])) as Record<keyof Work, typeof count>);

/** What is plain JSON of a state. */
const Plain = z.object({
  step: whole,
  last: z.number(),
  work,
  times: z.array(whole),
  entries: z.array(z.object({ step: whole, work, bound: z.number(), error: z.optional(z.number()) })),
});

export function writeCheckpoint({ learner, step, last, work: all, entries }: KilowattHourState): Uint8Array<ArrayBuffer> {
  const { weights, adam } = learner.state();
  const plain: z.input<typeof Plain> = { step, last, work: all, times: [...adam.times], entries };
  return safetensorsOf({
    tensors: [
      ...Object.entries(weights).map(([name, { shape, values }]) => ({ name: `now/${name}`, shape, values })),
      ...adam.moments.map((values, i) => ({ name: `adam/${i}`, shape: [values.length], values })),
    ],
    metadata: { format: FORMAT, state: exactJson(plain) },
  });
}

/** The state that a checkpoint of the same lab, values, seed and data stands for. Throws InputError. */
export async function readCheckpoint(bytes: Uint8Array, values: KilowattHourValues, start: Start): Promise<KilowattHourState> {
  const file = checkpointIn(bytes, FORMAT);
  const { numbers } = file;
  const { times, entries, ...plain } = plainIn(Plain, file);
  const state = await begin(values, start);
  try {
    const { weights, adam } = state.learner.state();
    if (times.length !== adam.times.length) throw new InputError('checkpoint', `${adam.times.length} times`, String(times.length));
    state.learner.restore(plain.step, {
      weights: Object.fromEntries(
        Object.entries(weights).map(([name, { shape, values: there }]) => [name, { shape, values: numbers(`now/${name}`, there.length) }]),
      ),
      adam: { times, moments: adam.moments.map((there, i) => numbers(`adam/${i}`, there.length)) },
    });
    Object.assign(state, plain);
    state.entries.push(...entries);
    return state;
  } catch (error) {
    dispose(state);
    throw error;
  }
}
