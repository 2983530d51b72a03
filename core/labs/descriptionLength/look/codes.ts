// The same data by other codes, as bars: what each subject is compared with.
import { bestChoice, codewordCost } from '../../../codec/codewords.ts';
import { log } from '../../../math/elementary.ts';
import { varianceOf } from '../../../math/mean.ts';
import { LOG_2PI } from '../../../math/special.ts';
import { likeliest } from '../../mixture-pictures.ts';
import type { DescriptionValues } from '../declaration/params.ts';
import { linearCodes, twoPartBits } from '../model/codes.ts';
import { trivialBits } from '../model/noisy-learner.ts';
import { prequentialBits } from '../model/prequential.ts';
import { bits } from '../model/terms.ts';
import { bookOf } from '../run/codewords.ts';
import { imageCodes } from '../run/factors.ts';
import type { MixtureRun } from '../run/mixture.ts';
import type { Sending } from '../run/state.ts';

/** Lengths by other codes, and the evidence where it is known: what they come to at best. */
interface OtherCodes {
  readonly lengths: readonly number[];
  readonly evidence?: number;
}

/** All data under one normal, and each under the component that it most likely belongs to, which is named and not given back. */
function mixtureCodes({ data, scale, mixture, responsibilities }: MixtureRun, evidence: number): OtherCodes {
  const nats = data.length * (0.5 * (LOG_2PI + 1 + log(varianceOf(data))) - log(scale.step));
  // −log p(x, ẑ) = −log p(x) − log q(ẑ).
  const { share } = likeliest(responsibilities, mixture.weights.length);
  return { lengths: [bits(nats), evidence - bits(share.reduce((sum, q) => sum + log(q), 0))], evidence };
}

/** As many as there are `codeNames`, but for the last, which is the length of the run itself. */
export function codesOf(sending: Sending, values: DescriptionValues, evidence: number | undefined): OtherCodes {
  switch (sending.kind) {
    case 'codewords': {
      const { lengths } = bookOf(values);
      return { lengths: [Math.min(...lengths), codewordCost(lengths, [0.5, 0.5]), codewordCost(lengths, bestChoice(lengths))] };
    }
    case 'mixture':
      return mixtureCodes(sending, evidence as number);
    case 'factors': {
      const { pixels, codeword, gzip } = imageCodes(sending, values.precision);
      return { lengths: [pixels, codeword, gzip] };
    }
    case 'network': {
      const { options, standing, task, prequential } = sending;
      const lengths = [trivialBits(task.sent), twoPartBits(options.shape, standing.belief, task.sent)];
      if (prequential) return { lengths: [...lengths, prequentialBits(options, prequential)] };
      const linear = linearCodes(task.inputs, standing.belief, task.sent);
      return { lengths: [...lengths, linear.prequential, linear.evidence], evidence: linear.evidence };
    }
  }
}
