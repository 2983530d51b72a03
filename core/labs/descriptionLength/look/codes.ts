// The same data by other codes, as bars: what each subject is compared with.
import { bestChoice, codewordCost } from '../../../codec/codewords.ts';
import { logLikelihoodOf } from '../../../inference/em/mixture.ts';
import { log } from '../../../math/elementary.ts';
import { LOG_2PI } from '../../../math/special.ts';
import type { DescriptionValues } from '../declaration/params.ts';
import { hasEvidence } from '../model/code-names.ts';
import { linearCodes, twoPartBits } from '../model/codes.ts';
import { trivialBits } from '../model/noisy-learner.ts';
import { bits } from '../model/terms.ts';
import { bookOf } from '../run/codewords.ts';
import { digitCodes } from '../run/digits.ts';
import type { EruptionsRun } from '../run/eruptions.ts';
import type { Sending } from '../run/state.ts';

/** All data under one normal, and each under the component that it most likely belongs to, which is named and not given back. */
function eruptionCodes(run: EruptionsRun): readonly number[] {
  const { data, width, model, mixture, responsibilities } = run;
  const mean = data.reduce((sum, each) => sum + each, 0) / data.length;
  const variance = data.reduce((sum, each) => sum + (each - mean) ** 2, 0) / data.length;
  const grain = -data.length * log(width);
  // −log p(x, ẑ) = −log p(x) − log q(ẑ).
  const count = mixture.weights.length;
  let named = 0;
  for (let at = 0; at < responsibilities.length; at += count) named -= log(Math.max(...responsibilities.subarray(at, at + count)));
  return [bits(grain + 0.5 * data.length * (LOG_2PI + 1 + log(variance))), bits(grain - logLikelihoodOf(model, mixture) + named)];
}

/** As many as there are `codeNames`, the length of this run last. */
export function codesOf(sending: Sending, values: DescriptionValues, length: number): readonly number[] {
  switch (sending.kind) {
    case 'codewords': {
      const { lengths } = bookOf(values);
      return [Math.min(...lengths), codewordCost(lengths, [0.5, 0.5]), codewordCost(lengths, bestChoice(lengths)), length];
    }
    case 'eruptions':
      return [...eruptionCodes(sending), length];
    case 'digits': {
      const { pixels, codeword, gzip } = digitCodes(sending, values.precision);
      return [pixels, codeword, gzip, length];
    }
    case 'network': {
      const { options, standing, task } = sending;
      const first = [trivialBits(task.sent), twoPartBits(options.shape, standing.belief, task.sent)];
      if (!hasEvidence(values)) return [...first, length];
      const { prequential, evidence } = linearCodes(task.inputs, standing.belief, task.sent);
      return [...first, prequential, evidence, length];
    }
  }
}
