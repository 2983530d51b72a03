// What stands at a control: symbol, label, what a change does, and the way back to its default.
import { RotateCcw } from 'lucide-react';
import { useRef, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { Tooltip, TooltipTriggerStateContext } from 'react-aria-components/Tooltip';
import type { Effect, Param } from '../../core/lab/param.ts';
import { Tex } from '../panel/Tex.tsx';
import tip from '../shell/Tip.module.css';
import style from './ControlHead.module.css';
import { EffectBadge } from './EffectBadge.tsx';

interface Props {
  readonly param: Param;
  /** Shown here where the group does not say it for all. */
  readonly effect: Effect | undefined;
  /** The heading above says it already. */
  readonly unlabelled?: boolean;
  readonly onReset: (() => void) | undefined;
}

export function ControlHead({ param: { tex, label, help }, effect, unlabelled = false, onReset }: Props) {
  return (
    <span className={style.head}>
      {!unlabelled && <Named tex={tex} label={label} help={help} />}
      {effect && <EffectBadge effect={effect} />}
      {onReset && (
        <Button className={style.reset} aria-label={`Reset ${label} to its default`} onPress={onReset}>
          <RotateCcw size="0.75rem" aria-hidden="true" />
        </Button>
      )}
    </span>
  );
}

function Named({ tex, label, help }: Pick<Param, 'tex' | 'label' | 'help'>) {
  const ref = useRef<HTMLSpanElement>(null);
  const [open, setOpen] = useState(false);
  return (
    <>
      <span ref={ref} className={style.name} aria-hidden="true" onPointerEnter={() => setOpen(true)} onPointerLeave={() => setOpen(false)}>
        {tex && (
          <span className={style.symbol}>
            <Tex tex={tex} />
          </span>
        )}
        <span>{label}</span>
      </span>
      {help && open && (
        // Without a trigger of its own a tooltip finds no state, and takes the page down with it.
        <TooltipTriggerStateContext value={{ isOpen: true, shouldSkipAnimation: true, open: () => {}, close: () => setOpen(false) }}>
          <Tooltip className={tip.tip} triggerRef={ref} placement="left">
            {help}
          </Tooltip>
        </TooltipTriggerStateContext>
      )}
    </>
  );
}
