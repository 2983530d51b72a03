// Says what a change of a control does to the run.
import type { Effect } from '../../core/lab/param.ts';
import style from './EffectBadge.module.css';

const words: Readonly<Record<Effect, readonly [badge: string, meaning: string]>> = {
  restart: ['restarts', 'A change begins the run again.'],
  live: ['live', 'A change takes effect at the next step.'],
  redraw: ['redraws', 'A change only draws again.'],
};

export function EffectBadge({ effect }: { readonly effect: Effect }) {
  const [badge, meaning] = words[effect];
  return (
    <span className={style.badge} title={meaning}>
      {badge}
    </span>
  );
}
