// Files that another one names, whose bytes are handed out once each, so that few cannot stand for many.
import type { NamedFile } from '../base/files.ts';
import { InputError } from '../base/input-error.ts';

/** Where a file’s bytes begin and how many they are, to its end unless told. */
export interface Stretch {
  readonly offset: number;
  readonly length: number | undefined;
}

/** The bytes of the file that `path` names; `at` is who asks. Throws InputError. */
export type Beside = (at: string, path: string, stretch?: Stretch) => Uint8Array;

/** A path without steps that lead nowhere, `./` and `folder/../`; undefined for one that leads out of all folders. */
function resolved(path: string): string | undefined {
  const steps: string[] = [];
  for (const step of path.split('/')) {
    if (step === '..' && steps.pop() === undefined) return undefined;
    if (step !== '' && step !== '.' && step !== '..') steps.push(step);
  }
  return steps.join('/');
}

/** Hands out what lies beside `file`, where a path from its folder leads. */
export function besideOf(file: string, files: readonly NamedFile[]): Beside {
  const folder = file.slice(0, file.lastIndexOf('/') + 1);
  const found = new Map(files.map(({ name, bytes }) => [resolved(name), { bytes, left: bytes.length }]));
  return (at, path, { offset, length } = { offset: 0, length: undefined }) => {
    const place = resolved(`${folder}${path}`);
    const lying = place === undefined ? undefined : found.get(place);
    if (!lying) throw new InputError(at, `${path.slice(0, 80) || 'a file'} beside it`, 'none');
    const { bytes, left } = lying;
    const size = length ?? bytes.length - offset;
    const whole = [offset, size].every((each) => Number.isSafeInteger(each) && each >= 0);
    if (!whole || offset + size > bytes.length || size > left)
      throw new InputError(at, `bytes of its own among the ${bytes.length} of ${path.slice(0, 80)}`, `${size} from ${offset} on`);
    lying.left -= size;
    return bytes.subarray(offset, offset + size);
  };
}
