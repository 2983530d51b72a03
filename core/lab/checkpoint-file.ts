// What checkpoints of all labs have in common: a safetensors file with plain JSON of a state beside its numbers, of which nothing is taken unread.
import * as z from 'zod/mini';
import { InputError } from '../base/input-error.ts';
import { readSafetensors, type Safetensors } from '../io/safetensors.ts';

export interface CheckpointFile extends Safetensors {
  /** Numbers of a tensor that must have so many. Throws InputError. */
  readonly numbers: (name: string, length: number) => Float32Array;
}

/** Reads one of a format. Throws InputError for a file of another. */
export function checkpointIn(bytes: Uint8Array, format: string): CheckpointFile {
  const file = readSafetensors('checkpoint', bytes);
  if (file.metadata.format !== format) throw new InputError('checkpoint', format, file.metadata.format ?? 'a file of another kind');
  const tensors = new Map(file.tensors.map(({ name, values }) => [name, values]));
  return {
    ...file,
    numbers(name, length) {
      const found = tensors.get(name);
      if (found?.length !== length)
        throw new InputError('checkpoint', `${name} of ${length} numbers`, found ? String(found.length) : 'a file without it');
      return found;
    },
  };
}

/** The state that a file has as JSON under `state`. Throws InputError for what `schema` does not take. */
export function plainIn<S extends z.ZodMiniType>(schema: S, { metadata: { state } }: Pick<Safetensors, 'metadata'>): z.infer<S> {
  let json: unknown;
  try {
    json = JSON.parse(state ?? '');
  } catch {
    throw new InputError('checkpoint', 'a state in JSON', state === undefined ? 'none' : 'text that does not parse');
  }
  const read = z.safeParse(schema, json);
  if (!read.success)
    throw new InputError('checkpoint', 'a state of this lab', `something else at ${read.error.issues[0]?.path.join('.') || 'its root'}`);
  return read.data;
}
