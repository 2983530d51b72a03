// What the codes are called that the length of a run is compared with.
import { type Choice, senderOf } from './sender.ts';

interface Settings extends Choice {
  readonly hidden: number;
  readonly prior: string;
}

/** The evidence is worked out where there is one output, and linear in weights that have one normal as their prior. */
export const hasEvidence = ({ subject, hidden, prior }: Pick<Settings, 'subject' | 'hidden' | 'prior'>): boolean =>
  hidden === 0 && prior !== 'mixture' && subject !== 'classes';

/** The codes in the order of their bars; the last is that of the run. */
export function codeNames(settings: Settings): readonly string[] {
  switch (senderOf(settings)) {
    case 'codewords':
      return ['the shorter', 'by a coin', 'at best', 'as chosen'];
    case 'mixture':
      return ['one normal', 'named for good', 'bits back'];
    case 'factors':
      return ['pixel by pixel', 'one codeword', 'gzip', 'bits back'];
    default:
      return hasEvidence(settings)
        ? ['no network', 'two parts', 'as it goes', 'evidence', 'noisy weights']
        : ['no network', 'two parts', 'as it goes', 'noisy weights'];
  }
}
