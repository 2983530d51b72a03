// Each way to answer as the networks that it asks, one after the other where it asks several.
import { InputError } from '../../../base/input-error.ts';
import type { CodedNetwork } from '../../../compression/coded.ts';
import type { ImageSet } from '../../../data/images.ts';
import type { Examples } from '../../../nets/classify/examples.ts';
import type { KilowattHourValues } from '../declaration/params.ts';
import type { Answers } from '../model/answers.ts';
import { type Pooling, stagesAsked, stopWhenSure } from '../model/stop-when-sure.ts';
import type { WayName } from '../model/way-names.ts';
import { type Asked, asked, askedInWholeNumbers } from './asked.ts';
import { type Networks, ownNetwork } from './networks.ts';
import { askedInSpikes } from './spikes.ts';

/** The networks of a way, in the order in which they are asked, and how their probabilities become one. */
export interface Way {
  readonly stages: readonly Asked[];
  readonly pooling: Pooling;
  /** Whether it stops when it is sure: else all are asked. */
  readonly stops: boolean;
  /** What was counted elsewhere, and came with the file. */
  readonly told?: Answers;
}

export interface Subject {
  readonly networks: Networks;
  readonly set: ImageSet;
  readonly training: Examples;
  readonly heldOut: Examples;
}

const alone = (stage: Asked): Way => ({ stages: [stage], pooling: 'last', stops: false });

/** Asks networks of a subject once each, whichever ways they are part of. Throws InputError. */
export function createAsker({ networks, set, training, heldOut }: Subject) {
  const known = new Map<string, readonly Asked[]>();
  const once = (key: string, make: () => readonly Asked[]): readonly Asked[] => {
    const found = known.get(key) ?? make();
    known.set(key, found);
    return found;
  };
  const those = (role: Parameters<Networks['of']>[0]) => {
    const found = networks.of(role);
    if (!found?.[0]) throw new InputError('ways', 'ways that the question has networks for', role);
    return found;
  };
  const of = (role: Parameters<Networks['of']>[0]) => once(role, () => those(role).map((network) => asked(network, heldOut)));
  const first = (role: Parameters<Networks['of']>[0]) => of(role)[0] as Asked;
  const larger = () => (networks.of('convolutional') ? first('convolutional') : first('dense'));
  return (way: Exclude<WayName, 'trained'>, { order, scale }: Pick<KilowattHourValues, 'order' | 'scale'>): Way => {
    switch (way) {
      case 'float32':
        return alone(first('dense'));
      case 'int8':
        return alone(once('int8', () => [askedInWholeNumbers(those('dense')[0] as CodedNetwork, training, heldOut)])[0] as Asked);
      case 'pruned':
      case 'signs':
      case 'probable':
        return alone(first(way));
      case 'ensemble':
        return { stages: of('drawn'), pooling: 'mean', stops: false };
      case 'untilSure':
        return { stages: of('drawn'), pooling: 'mean', stops: true };
      case 'cascade':
        return { stages: [first('pruned'), larger()], pooling: 'last', stops: true };
      case 'lenet5':
        return alone(first('convolutional'));
      case 'sigmaDelta':
        return alone(askedInSpikes(those('dense')[0] as CodedNetwork, set, heldOut, order, scale));
      case 'yours': {
        const { network, told } = ownNetwork(networks.yours, heldOut.inputs.length / heldOut.count);
        return { ...alone(asked(network, heldOut)), ...(told && { told }) };
      }
    }
  };
}

/** Asks a way about the first held-out images, each until it is sure. */
export function answerAgain({ stages, pooling, stops }: Way, labels: Uint8Array, sure: number, count: number): void {
  for (let image = 0; image < Math.min(count, labels.length); image += 1) {
    const asking = stops ? stagesAsked(stages, labels.length, image, sure, pooling) : stages.length;
    for (const { answer } of stages.slice(0, asking)) answer(image);
  }
}

/** More than any probability: all are asked. */
const NEVER = 2;

/** What a way comes to where those that stop do so at `sure`. */
export const answersOf = ({ stages, pooling, stops, told }: Way, labels: Uint8Array, sure: number): Answers =>
  told ?? stopWhenSure(stages, labels, stops ? sure : NEVER, pooling);
