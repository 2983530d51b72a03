// All that the next step needs, as one file: the base, each method’s parameters and moments, and what was seen on the way. A run goes on from it bit for bit.
import * as z from 'zod/mini';
import { exactJson } from '../../../base/exact-json.ts';
import { InputError } from '../../../base/input-error.ts';
import { safetensorsOf } from '../../../io/safetensors.ts';
import { checkpointIn, plainIn } from '../../../lab/checkpoint-file.ts';
import type { Start } from '../../../lab/lab.ts';
import type { WeightsByName } from '../../../nets/classify/classifier.ts';
import type { CompressionValues } from '../declaration/params.ts';
import { begin, type CompressionState, dispose } from './state.ts';

const FORMAT = 'free-energy-lab/compression-checkpoint';

const whole = z.int().check(z.minimum(0));
const learnt = { fit: z.number(), complexity: z.number(), counted: z.number(), objective: z.number() };

/** What is plain JSON of a state. */
const Plain = z.object({
  step: whole,
  worst: z.number(),
  racers: z.array(
    z.object({ name: z.string(), times: z.array(whole), sums: z.object({ count: whole, ...learnt }), last: z.object(learnt) }),
  ),
  entries: z.array(
    z.object({
      ...{ step: whole, method: whole, bytes: whole, error: z.number(), nonZeroWeights: whole, multiplyAccumulates: whole },
      ...learnt,
    }),
  ),
});
type Plain = z.infer<typeof Plain>;

const named = (prefix: string, weights: WeightsByName) =>
  Object.entries(weights).map(([name, { shape, values }]) => ({ name: `${prefix}/${name}`, shape, values }));

export function writeCheckpoint({ base, racers, step, worst, entries }: CompressionState): Uint8Array<ArrayBuffer> {
  const states = racers.map(({ training }) => training.state());
  const plain: z.input<typeof Plain> = {
    step,
    worst,
    racers: racers.map(({ name, sums, last }, i) => ({ name, times: [...(states[i]?.adam.times ?? [])], sums, last })),
    entries,
  };
  return safetensorsOf({
    tensors: [
      ...named('base', base),
      ...racers.flatMap(({ name, surveyed }, i) => [
        ...named(`${name}/now`, states[i]?.weights ?? {}),
        ...named(`${name}/surveyed`, surveyed),
        ...(states[i]?.adam.moments ?? []).map((values, k) => ({ name: `${name}/adam/${k}`, shape: [values.length], values })),
      ]),
    ],
    metadata: { format: FORMAT, state: exactJson(plain) },
  });
}

/** The state that a checkpoint of the same lab, values, seed and data stands for. Throws InputError. */
export async function readCheckpoint(bytes: Uint8Array, values: CompressionValues, start: Start): Promise<CompressionState> {
  const file = checkpointIn(bytes, FORMAT);
  const { numbers } = file;
  const plain = plainIn(Plain, file);
  const like = (prefix: string, weights: WeightsByName): WeightsByName =>
    Object.fromEntries(
      Object.entries(weights).map(([name, { shape, values: there }]) => [
        name,
        { shape, values: numbers(`${prefix}/${name}`, there.length) },
      ]),
    );
  const state = await begin(values, start, ({ layers }) =>
    Object.fromEntries(
      layers.flatMap(({ name, shape }) =>
        [
          [`${name}/weights`, shape],
          [`${name}/bias`, shape.slice(-1)],
        ].map(([key, sides]) => {
          const size = (sides as readonly number[]).reduce((product, side) => product * side, 1);
          return [key as string, { shape: [...(sides as readonly number[])], values: numbers(`base/${key}`, size) }];
        }),
      ),
    ),
  );
  try {
    if (plain.racers.map(({ name }) => name).join() !== state.racers.map(({ name }) => name).join())
      throw new InputError('checkpoint', `methods ${state.racers.map(({ name }) => name).join(', ')}`, 'others');
    state.racers.forEach((racer, i) => {
      const { times, sums, last } = plain.racers[i] as Plain['racers'][number];
      const { weights, adam, step } = racer.training.state();
      if (times.length !== adam.times.length) throw new InputError('checkpoint', `${adam.times.length} times`, String(times.length));
      racer.training.restore({
        step: plain.step + step,
        weights: like(`${racer.name}/now`, weights),
        adam: { times, moments: adam.moments.map((values, k) => numbers(`${racer.name}/adam/${k}`, values.length)) },
      });
      Object.assign(racer, { sums, last, surveyed: like(`${racer.name}/surveyed`, weights) });
    });
    Object.assign(state, { step: plain.step, worst: plain.worst });
    state.entries.push(...plain.entries);
    return state;
  } catch (error) {
    dispose(state);
    throw error;
  }
}
