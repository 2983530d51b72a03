// Which methods a run has, and which of them is in the light.
import type { Hue } from '../../../lab/hue.ts';
import { members } from '../../../lab/param.ts';
import { isThresholded, type MethodName, methodHues, methodNames, methodTitles } from '../model/method-names.ts';
import { comparisons } from '../model/threshold.ts';
import type { CompressionValues } from './params.ts';

/** Those chosen, in their order; where none is, the weights as they are. */
export function trainedMethods({ methods }: Pick<CompressionValues, 'methods'>): readonly MethodName[] {
  const chosen = members(methods);
  const found = methodNames.filter((name) => chosen.includes(name));
  return found.length > 0 ? found : ['plain'];
}

/** The one in the light: where it does not run, the first that does. */
export function shownMethod(values: Pick<CompressionValues, 'methods' | 'shown'>): MethodName {
  const trained = trainedMethods(values);
  return trained.includes(values.shown) ? values.shown : (trained[0] as MethodName);
}

export const shownHue = (values: CompressionValues): Hue => methodHues[shownMethod(values)];

export const shownTitle = (values: CompressionValues): string => methodTitles[shownMethod(values)];

/** Where the method’s own threshold lies on the axis of its histogram. */
export const ownThreshold = ({ shown }: Pick<CompressionValues, 'shown'>): number => (isThresholded(shown) ? comparisons[shown].own : 0);
