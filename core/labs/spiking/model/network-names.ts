// The ways in which a network may send, by name: what a parameter, a picture and a run call them.
import { type Coding, herding, proportionalDerivative, rounding, sigmaDelta, temporalDifference } from '../../../spiking/senders.ts';

export const networkTitles = {
  sigmaDelta: 'Sigma-delta: changes of rounded values',
  rounding: 'Rounding: every value, rounded',
  temporalDifference: 'Temporal difference: changes, not rounded',
  herding: 'Herding: rounded, what is owed carried over',
  proportionalDerivative: 'Proportional–derivative: value and change, herded',
  rate: 'Rates: as often as a value is large',
} as const;
export type NetworkName = keyof typeof networkTitles;

/** In the order of their hues; the last is the network as it was trained. */
export const networkNames = [...(Object.keys(networkTitles) as NetworkName[]), 'dense'] as const;

export const shortNames = [
  'sigma-delta',
  'rounding',
  'temporal difference',
  'herding',
  'proportional–derivative',
  'rates',
  'dense',
] as const;

export const networkHues = [0, 1, 2, 3, 4, 5, 6] as const;

export const indexOf = (name: (typeof networkNames)[number]): number => networkNames.indexOf(name);

/** How it sends; none of rates, which take many steps a frame. */
export function codingOf(
  name: Exclude<NetworkName, 'rate'>,
  gains: { readonly proportional: number; readonly derivative: number },
): Coding {
  switch (name) {
    case 'sigmaDelta':
      return sigmaDelta;
    case 'rounding':
      return rounding;
    case 'temporalDifference':
      return temporalDifference;
    case 'herding':
      return herding;
    case 'proportionalDerivative':
      return proportionalDerivative(gains);
  }
}
