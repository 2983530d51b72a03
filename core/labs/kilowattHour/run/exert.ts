// The way in the light at work, over and over: what is measured where the host counts joules.
import { InputError } from '../../../base/input-error.ts';
import { shownWay } from '../declaration/asked-ways.ts';
import type { KilowattHourValues } from '../declaration/params.ts';
import type { KilowattHourState } from './state.ts';
import { answerAgain } from './ways.ts';

/** Answers at a time: some milliseconds of them. */
const ANSWERS = 64;

/** Throws InputError for a way that nobody asks here: the one in training. */
export function exert({ ways, labels }: KilowattHourState, values: KilowattHourValues): number {
  const way = ways.get(shownWay(values));
  if (!way) throw new InputError('shown', 'a way that answers, to be measured', shownWay(values));
  answerAgain(way, labels, values.sure, ANSWERS);
  return ANSWERS;
}
