// A trained model as a file: its parameters as safetensors, under their own names.
import { exactJson } from '../../../base/exact-json.ts';
import { InputError } from '../../../base/input-error.ts';
import { readSafetensors, type Safetensors, safetensorsOf } from '../../../io/safetensors.ts';
import type { Architecture } from '../../../nets/networks.ts';
import type { Weights } from '../../../nets/parameters.ts';
import { initialWeights } from '../../../nets/vae.ts';
import { createRandom } from '../../../prob/random.ts';
import { type Entry, historyOf } from './entries.ts';

/** All parameters under their own names; the architecture is among the metadata, so that the lab opens it again. */
export function modelBytes(
  architecture: Architecture,
  weights: Readonly<Record<string, Weights>>,
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array<ArrayBuffer> {
  const tensors = Object.entries(weights).map(([name, each]) => ({ name, ...each }));
  return safetensorsOf({ tensors, metadata: { format: 'free-energy-lab/vae', architecture: exactJson(architecture), ...metadata } });
}

/** The weights in a file, which must be of this architecture. Throws InputError. */
export function modelIn({ tensors }: Safetensors, architecture: Architecture): Readonly<Record<string, Weights>> {
  return Object.fromEntries(
    Object.entries(initialWeights(architecture, createRandom(0))).map(([name, { shape }]) => {
      const found = tensors.find((tensor) => tensor.name === name);
      if (!found) throw new InputError('weights', `a model with ${name}, as these values ask for`, 'a model without it');
      if (found.shape.join() !== shape.join())
        throw new InputError('weights', `${name} of ${shape.join(' × ')}, as these values ask for`, found.shape.join(' × '));
      if (!found.values.every(Number.isFinite)) throw new InputError('weights', `${name} of finite numbers`, 'others');
      return [name, { shape, values: found.values }];
    }),
  );
}

/** The weights of a model file that the lab was given. Throws InputError. */
export function modelOf(bytes: Uint8Array | undefined, architecture: Architecture): Readonly<Record<string, Weights>> {
  if (!bytes) throw new InputError('weights', 'a model for these images', 'none');
  return modelIn(readSafetensors('weights', bytes), architecture);
}

/** How the model in a file learnt: as its metadata say, or not at all. Throws InputError. */
export const historyIn = (bytes: Uint8Array | undefined, latents: number): readonly Entry[] =>
  bytes ? historyOf(readSafetensors('weights', bytes).metadata.history, latents) : [];
