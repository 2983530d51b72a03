// The trained networks that are asked: those that ship with the images, and the user’s own.
import { InputError } from '../../../base/input-error.ts';
import type { CodedNetwork } from '../../../compression/coded.ts';
import { countsIn } from '../../../compression/export/counted.ts';
import { readNetwork } from '../../../compression/file/network-file.ts';
import { sizeOf } from '../../../compression/weights.ts';
import type { Dataset } from '../../../data/dataset.ts';
import { readSafetensors } from '../../../io/safetensors.ts';
import { unzipped } from '../../../io/unzip.ts';
import { codedFloats, readLayers } from '../../../nets/classify/read-out.ts';
import { trainedIn } from '../../../nets/classify/trained.ts';
import type { Answers } from '../model/answers.ts';
import { type NetworkRole, networkFiles, type Task } from '../model/network-files.ts';

/** A classifier of float32 numbers, those that are 0 left out where they are many. */
function floatNetwork(file: string, bytes: Uint8Array): CodedNetwork {
  const { classifier, weights } = trainedIn(file, bytes);
  return readLayers(classifier, weights, ({ shape }, values) => codedFloats(shape, values));
}

/** Those of a task, in a role that it has. */
export interface Networks {
  /** Undefined where the task has none in this role. Throws InputError for a file that is missing or spoiled. */
  readonly of: (role: NetworkRole) => readonly CodedNetwork[] | undefined;
  /** The user’s, as a file. */
  readonly yours: Uint8Array | undefined;
}

export function networksIn(task: Task, { networks, model }: Dataset): Networks {
  return {
    yours: model,
    of(role) {
      const file = networkFiles[task][role];
      if (file === undefined) return undefined;
      const bytes = networks?.[file];
      if (!bytes) throw new InputError('dataset', `images with ${file}`, 'others');
      if (file.endsWith('.zip')) return unzipped({ name: file, bytes }).map((one) => readNetwork(one.bytes));
      return [file.endsWith('.feln') ? readNetwork(bytes) : floatNetwork(file, bytes)];
    },
  };
}

/** F E L N, as our own files begin. */
const isCompressed = ([f, e, l, n]: Uint8Array) => f === 0x46 && e === 0x45 && l === 0x4c && n === 0x4e;

/** The user’s network, and what its file tells of an answer, where it does. Throws InputError for one that takes other images. */
export function ownNetwork(bytes: Uint8Array | undefined, size: number): { readonly network: CodedNetwork; readonly told?: Answers } {
  if (!bytes) throw new InputError('network', 'a network of your own', 'none');
  const network = isCompressed(bytes) ? readNetwork(bytes) : floatNetwork('network', bytes);
  const inputs = sizeOf(network.input);
  if (inputs !== size) throw new InputError('network', `one that takes ${size} pixels`, `${inputs}`);
  const counted = isCompressed(bytes) ? undefined : countsIn(readSafetensors('network', bytes).metadata);
  return { network, ...(counted?.heldOut && { told: { ...counted.heldOut, work: counted.work, asked: 1, early: 0 } }) };
}
