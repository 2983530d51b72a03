// Which ways are asked at these values, and which of them is in the light.
import { OWN } from '../../../data/dataset.ts';
import { members } from '../../../lab/param.ts';
import { type WayName, wayNames } from '../model/way-names.ts';
import type { KilowattHourValues } from './params.ts';

type Chosen = Pick<KilowattHourValues, 'ways' | 'dataset' | 'network' | 'learner'>;

/** A way that there is nothing to ask of: no network of the user’s, no convolutions of small images, no classifier in training. */
const isThere = (way: WayName, { dataset, network, learner }: Chosen): boolean =>
  (way !== 'yours' || network === OWN) && (way !== 'lenet5' || dataset === 'mnist') && (way !== 'trained' || learner === 'classifier');

/** In their order; the dense one, where nothing is chosen that is there. */
export function askedWays(values: Chosen): readonly WayName[] {
  const chosen = members(values.ways);
  const found = wayNames.filter((way) => chosen.includes(way) && isThere(way, values));
  return found.length > 0 ? found : ['float32'];
}

export function shownWay(values: Chosen & Pick<KilowattHourValues, 'shown'>): WayName {
  const ways = askedWays(values);
  return ways.includes(values.shown) ? values.shown : (ways[0] as WayName);
}
