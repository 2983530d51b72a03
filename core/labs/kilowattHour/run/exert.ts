// The way in the light at work, over and over: what is measured where the host counts joules.
import { shownWay } from '../declaration/asked-ways.ts';
import type { KilowattHourValues } from '../declaration/params.ts';
import type { KilowattHourState } from './state.ts';
import { answerAgain } from './ways.ts';

/** Answers at a time: some milliseconds of them. */
const ANSWERS = 64;

export function exert({ ways, labels, learner }: KilowattHourState, values: KilowattHourValues): number {
  const way = ways.get(shownWay(values));
  const answer = way ? undefined : learner.answering?.();
  if (way) answerAgain(way, labels, values.sure, ANSWERS);
  else for (let image = 0; image < ANSWERS; image += 1) answer?.(image);
  return ANSWERS;
}
