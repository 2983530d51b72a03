// What stands at a control: symbol, label, what a change does, and the way back to its default.
import { RotateCcw } from 'lucide-react';
import { memo } from 'react';
import { Button } from 'react-aria-components/Button';
import type { Effect, Param } from '../../core/lab/param.ts';
import { Tex } from '../panel/Tex.tsx';
import { HoverTip } from '../shell/HoverTip.tsx';
import style from './ControlHead.module.css';
import { EffectBadge } from './EffectBadge.tsx';

interface Props {
  readonly param: Param;
  /** Shown here where the group does not say it for all. */
  readonly effect: Effect | undefined;
  /** The heading above says it already. */
  readonly unlabelled?: boolean;
  readonly onReset: (() => void) | undefined;
  /** What a press of the name does, as a label’s press does what its field does. */
  readonly onPress?: () => void;
}

export const ControlHead = memo(function ControlHead({ param: { tex, label, help }, effect, unlabelled = false, onReset, onPress }: Props) {
  return (
    <span className={style.head}>
      {!unlabelled && (
        // The field beside it is what the keyboard and a screen reader know.
        <span aria-hidden="true" onClick={onPress}>
          <HoverTip text={help}>
            <span className={style.name}>
              {tex && (
                <span className={style.symbol}>
                  <Tex tex={tex} />
                </span>
              )}
              <span>{label}</span>
            </span>
          </HoverTip>
        </span>
      )}
      {effect && <EffectBadge effect={effect} />}
      {onReset && (
        <Button className={style.reset} aria-label={`Reset ${label} to its default`} onPress={onReset}>
          <RotateCcw size="0.75rem" aria-hidden="true" />
        </Button>
      )}
    </span>
  );
});
