// What is seen of a state: the lengths and what they are made of, the envelope, other codes, and what the choice looks like.
import { keep } from '../../../lab/keep.ts';
import { column, emptyColumn } from '../../../lab/result.ts';
import { exp } from '../../../math/elementary.ts';
import { mixtureDivergence } from '../../../prob/weight-cost.ts';
import { type DescriptionValues, params } from '../declaration/params.ts';
import { coefficientAt, trivialBits } from '../model/noisy-learner.ts';
import { bits, type Terms } from '../model/terms.ts';
import type { Coded } from '../run/coded.ts';
import { codewordsCoded } from '../run/codewords.ts';
import { factoredCoded, factorsCoarseness } from '../run/factors.ts';
import { mixtureCoded } from '../run/mixture.ts';
import { heldOutError, heldOutOutputs, type NetworkRun, networkCoarseness, networkCoded } from '../run/network.ts';
import { type DescriptionState, type Sending, termsNow } from '../run/state.ts';
import { codesOf } from './codes.ts';
import {
  confusionGrid,
  costTables,
  courseOf,
  mistakenOf,
  mixtureTables,
  networkTables,
  otherLength,
  sheetOf,
  weightTables,
} from './pictures.ts';
import { sampledBits } from './sampled.ts';

/** What the coder makes of it: slow, and the same until a step is taken or the precision changes. */
function codedNow({ sending }: DescriptionState, values: DescriptionValues): Coded {
  switch (sending.kind) {
    case 'codewords':
      return codewordsCoded(sending, values);
    case 'network':
      return networkCoded(sending, values.precision);
    case 'mixture':
      return mixtureCoded(sending);
    case 'factors':
      return factoredCoded(sending, values.precision);
  }
}

/** Ĝ − KL over the weights, where the prior is a mixture. */
function slackOf({ standing: { belief } }: NetworkRun, byWeight: Float64Array): number {
  return byWeight.reduce(
    (sum, cost, i) => sum + cost - bits(mixtureDivergence(belief.means[i] as number, exp(belief.logSds[i] as number), belief.prior)),
    0,
  );
}

type OfNetwork = {
  readonly [K in 'sampledBits' | 'sampledError' | 'mistaken' | 'heldOutError' | 'trivialBits' | 'slack' | 'coefficient']?: number;
};

/** What only a network has. */
function ofNetwork(
  { sending, ofRun }: DescriptionState,
  values: DescriptionValues,
  byWeight: Float64Array,
  heldOut: Float64Array,
): OfNetwork {
  if (sending.kind !== 'network') return {};
  const { options, learner, task } = sending;
  const held = heldOutError(sending, heldOut);
  const { mean, standardError } = keep(ofRun, 'sampled', learner.updates, () => sampledBits(sending));
  return {
    sampledBits: mean,
    sampledError: standardError,
    ...(held !== undefined && { heldOutError: held }),
    ...(task.outputs > 1 && { mistaken: mistakenOf(sending, heldOut) }),
    trivialBits: trivialBits(task.sent),
    ...(values.prior === 'mixture' && { slack: slackOf(sending, byWeight) }),
    coefficient: coefficientAt(options, learner.updates),
  };
}

const { min, max } = params.precision;
const PRECISIONS = Array.from({ length: max - min + 1 }, (_, i) => min + i);

/** A precision at which intervals may add more than this share of the length tells beliefs too coarsely to go by the formula. */
const COARSE = 0.01;

/** Spent, returned and net at every precision that is fine enough: each bit more of it is written once for each choice, and comes back. */
function byPrecisionOf(sending: Sending, { spent, returned }: Terms, { precision }: DescriptionValues) {
  if (sending.kind !== 'network' && sending.kind !== 'factors')
    return { precision: emptyColumn, spent: emptyColumn, returned: emptyColumn, net: emptyColumn };
  const [choices, coarse] =
    sending.kind === 'network'
      ? [sending.standing.belief.means.length, networkCoarseness(sending.standing.belief)]
      : [sending.model.factors, factorsCoarseness(sending)];
  const fine = Float64Array.from(PRECISIONS.filter((each) => coarse(each) <= COARSE * (spent - returned)));
  const more = (each: number) => choices * (each - precision);
  return {
    precision: fine,
    spent: fine.map((each) => spent + more(each)),
    returned: fine.map((each) => returned + more(each)),
    net: fine.map(() => spent - returned),
  };
}

export function observe(state: DescriptionState, values: DescriptionValues) {
  const { sending, steps, ofRun } = state;
  const terms = termsNow(sending, values);
  const { dataBits, beliefBits, energy, entropy, spent, returned, evidence, byWeight = emptyColumn } = terms;
  const length = dataBits + beliefBits;
  const moment = `${steps} ${values.precision}`;
  const { measured, strayBits } = keep(ofRun, 'coded', moment, () => codedNow(state, values));
  const codes = keep(ofRun, 'codes', moment, () => codesOf(sending, values, evidence));
  const lengths = [...codes.lengths, length];
  const heldOut = sending.kind === 'network' ? heldOutOutputs(sending) : emptyColumn;
  const network = ofNetwork(state, values, byWeight, heldOut);
  const written = sending.kind === 'codewords' ? spent : spent - dataBits;
  // A codeword is one part: nothing is written of it before the symbol.
  const parts: readonly (readonly [from: number, to: number])[] = [
    [0, returned],
    [0, written],
    ...(sending.kind === 'codewords' ? [] : ([[written, spent]] as const)),
    [spent, spent - returned],
  ];
  const precise = sending.kind === 'network' || sending.kind === 'factors';
  return {
    scalars: {
      descriptionLength: length,
      dataBits,
      weightBits: beliefBits,
      energy,
      entropy,
      spent,
      bitsBack: returned,
      ...(measured && { measured: measured.mean, measuredError: measured.standardError }),
      ...(measured?.draws !== undefined && { messages: measured.draws }),
      strayBits,
      ...network,
      ...(codes.evidence !== undefined && { evidenceBits: codes.evidence }),
    },
    tables: {
      envelope: {
        at: column(parts.length, (i) => i),
        from: Float64Array.from(parts, ([from]) => from),
        to: Float64Array.from(parts, ([, to]) => to),
        bits: Float64Array.from(parts, ([from, to]) => to - from),
      },
      byPrecision: byPrecisionOf(sending, terms, values),
      now: precise
        ? { precision: Float64Array.of(values.precision), net: Float64Array.of(length) }
        : { precision: emptyColumn, net: emptyColumn },
      codes: { at: column(lengths.length, (i) => i), bits: Float64Array.from(lengths) },
      course: courseOf(state, otherLength(sending, values, network.trivialBits)),
      ...costTables(sending, values),
      ...networkTables(sending, heldOut),
      ...weightTables(sending, byWeight),
      ...mixtureTables(sending),
    },
    grids: { confusion: confusionGrid(sending, heldOut), sheet: sheetOf(sending) },
  };
}
