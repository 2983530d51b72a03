// Words about what takes no focus of its own, while it is pointed at; whoever uses the keyboard has them with the field beside it.
import { type ReactNode, useRef, useState } from 'react';
import { Tooltip, TooltipTriggerStateContext } from 'react-aria-components/Tooltip';
import tip from './Tip.module.css';

export function HoverTip({ text, children }: { readonly text: string | undefined; readonly children: ReactNode }) {
  const ref = useRef<HTMLSpanElement>(null);
  const [open, setOpen] = useState(false);
  return (
    <>
      <span ref={ref} onPointerEnter={() => setOpen(true)} onPointerLeave={() => setOpen(false)}>
        {children}
      </span>
      {text && open && (
        // Without a trigger of its own a tooltip finds no state, and takes the page down with it.
        <TooltipTriggerStateContext value={{ isOpen: true, shouldSkipAnimation: true, open: () => {}, close: () => setOpen(false) }}>
          <Tooltip className={tip.tip} triggerRef={ref} placement="left">
            {text}
          </Tooltip>
        </TooltipTriggerStateContext>
      )}
    </>
  );
}
