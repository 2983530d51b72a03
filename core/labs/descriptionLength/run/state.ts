// The state of a run: what is sent, as far as it is learnt or sent, and the way there.
import type { Kept } from '../../../lab/keep.ts';
import type { Start } from '../../../lab/lab.ts';
import type { DescriptionValues } from '../declaration/params.ts';
import { noisyTerms, warmUp } from '../model/noisy-learner.ts';
import { senderOf } from '../model/sender.ts';
import type { Terms } from '../model/terms.ts';
import { beginCodewords, type CodewordsRun, codewordsCoded, codewordTerms, sendMore } from './codewords.ts';
import { beginFactored, type FactorsRun, factoredTerms, factorMore } from './factors.ts';
import { beginMixture, fitMore, type MixtureRun, mixtureTerms } from './mixture.ts';
import { beginNetwork, learnMore, type NetworkRun } from './network.ts';

export type Sending = CodewordsRun | NetworkRun | MixtureRun | FactorsRun;

/** Where the lengths stood after a step. */
export interface Stop {
  readonly step: number;
  readonly data: number;
  readonly length: number;
}

export interface DescriptionState {
  readonly sending: Sending;
  readonly steps: number;
  readonly trail: readonly Stop[];
  /** Worked out for where this run is. */
  readonly ofRun: Kept;
}

/** Stops that are kept: beyond, every other one goes. */
const TRAIL = 512;
/** Updates in a row that changed the length by less than a millionth of a bit are rest. */
const REST = 1e-6;
const REST_STEPS = 20;

function begin(values: DescriptionValues, { seed, data }: Pick<Start, 'seed' | 'data'>): Sending {
  switch (senderOf(values)) {
    case 'codewords':
      return beginCodewords(seed);
    case 'mixture':
      return beginMixture(values, seed, data);
    case 'factors':
      return beginFactored(values, seed, data);
    default:
      return beginNetwork(values, seed, data);
  }
}

function further(sending: Sending, values: DescriptionValues): Sending {
  switch (sending.kind) {
    case 'codewords':
      return sendMore(sending, values);
    case 'network':
      return learnMore(sending);
    case 'mixture':
      return fitMore(sending);
    case 'factors':
      return factorMore(sending);
  }
}

/** The terms of what is sent, as it is now. */
export function termsNow(
  sending: Sending,
  values: DescriptionValues,
): Terms & { readonly evidence?: number; readonly byWeight?: Float64Array } {
  switch (sending.kind) {
    case 'codewords':
      return codewordTerms(values);
    case 'network': {
      const { standing, task } = sending;
      return noisyTerms(standing.belief, standing.fit.nats, task.sent, values.precision);
    }
    case 'mixture':
      return mixtureTerms(sending);
    case 'factors':
      return factoredTerms(sending, values.precision);
  }
}

/** Of codewords, the trail shows what the coder has come to. */
function stopOf(step: number, sending: Sending, values: DescriptionValues): Stop {
  const { dataBits, beliefBits } = termsNow(sending, values);
  const length = sending.kind === 'codewords' ? codewordsCoded(sending, values).measured?.mean : undefined;
  return { step, data: dataBits, length: length ?? dataBits + beliefBits };
}

export function init(values: DescriptionValues, start: Pick<Start, 'seed' | 'data'>): DescriptionState {
  const sending = begin(values, start);
  return { sending, steps: 0, trail: [stopOf(0, sending, values)], ofRun: new Map() };
}

export function step(state: DescriptionState, values: DescriptionValues): DescriptionState {
  const sending = further(state.sending, values);
  const steps = state.steps + 1;
  const kept = state.trail.length < TRAIL ? state.trail : state.trail.filter((_, i) => i % 2 === 0 || i >= TRAIL - REST_STEPS);
  return { ...state, sending, steps, trail: [...kept, stopOf(steps, sending, values)] };
}

export function done({ sending, steps, trail }: DescriptionState): boolean {
  if (sending.kind === 'mixture') return sending.still;
  if (sending.kind === 'codewords' || trail.length <= REST_STEPS) return false;
  if (sending.kind === 'network' && steps < warmUp(sending.options)) return false;
  const last = trail.slice(-REST_STEPS).map(({ length }) => length);
  return Math.max(...last) - Math.min(...last) < REST;
}
