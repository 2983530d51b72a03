// A term on the page, wherever it stands: pointed at or focused it lights up everything that pictures it, and defines itself.
import { type ReactNode, useRef } from 'react';
import { Button } from 'react-aria-components/Button';
import { Tooltip, TooltipTrigger } from 'react-aria-components/Tooltip';
import { hueStyle } from '../controls/hue-style.ts';
import { useLab, useRun, useRunStore } from '../run-context.tsx';
import tipStyle from '../shell/Tip.module.css';
import { derive } from '../view.ts';
import style from './TermButton.module.css';

interface Props {
  readonly term: string;
  readonly className: string | undefined;
  /** Where its definition opens: clear of all that it stands among, up to what is placed around it. */
  readonly tip: 'above' | 'below';
  /** What else there is to say of it as it stands. */
  readonly note?: string | undefined;
  readonly children: ReactNode;
}

export function TermButton({ term, className, tip, note, children }: Props) {
  const { help, known, hue } = useLab().scalars[term] ?? {};
  const unknown = useRun(({ frame }) => frame !== undefined && frame.result.scalars[term] === undefined);
  const { setHighlight } = useRunStore().getState();
  const reach = useRef<HTMLSpanElement>(null);
  const lit = () => setHighlight(term);
  const unlit = () => setHighlight(undefined);
  return (
    <TooltipTrigger delay={600} closeDelay={0}>
      <Button
        className={`${style.term} ${className}`}
        data-term={term}
        style={hueStyle(hue)}
        preventFocusOnPress
        onPress={() => derive(term)}
        onHoverStart={lit}
        onHoverEnd={unlit}
        onFocus={lit}
        onBlur={unlit}
      >
        {children}
        <span ref={reach} className={style.reach} />
      </Button>
      <Tooltip className={`${tipStyle.tip} ${style.tip}`} triggerRef={reach} placement={tip === 'above' ? 'top' : 'bottom'} offset={4}>
        {help && <span>{help}</span>}
        {unknown ? <b>unknown here</b> : known && <b>{known}</b>}
        {note !== undefined && <b>{note}</b>}
      </Tooltip>
    </TooltipTrigger>
  );
}
