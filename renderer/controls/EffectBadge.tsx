// Says what a change of a control does to the run, in a word, and in a sentence to whoever asks.
import type { Effect } from '../../core/lab/param.ts';
import { HoverTip } from '../shell/HoverTip.tsx';
import style from './EffectBadge.module.css';

const words: Readonly<Record<Effect, string>> = { restart: 'restarts', live: 'live', redraw: 'redraws' };

/** What a change does, in a sentence. */
export const meaningOf: Readonly<Record<Effect, string>> = {
  restart: 'A change begins the run again.',
  live: 'A change takes effect at the next step.',
  redraw: 'A change only draws again.',
};

export function EffectBadge({ effect }: { readonly effect: Effect }) {
  return (
    <HoverTip text={meaningOf[effect]}>
      <span className={style.badge}>{words[effect]}</span>
    </HoverTip>
  );
}
