// A tooltip: what a control is, and the key that does the same.
import type { ReactNode } from 'react';
import { Tooltip, TooltipTrigger } from 'react-aria-components/Tooltip';
import tip from './Tip.module.css';

interface Props {
  readonly text: string;
  readonly keys?: string;
  readonly placement?: 'bottom' | 'right';
  readonly isDisabled?: boolean;
  readonly children: ReactNode;
}

export function Tip({ text, keys = '', placement = 'bottom', isDisabled = false, children }: Props) {
  return (
    <TooltipTrigger delay={400} closeDelay={0} isDisabled={isDisabled}>
      {children}
      <Tooltip className={tip.tip} placement={placement} offset={6}>
        {text}
        {keys !== '' && <kbd>{keys}</kbd>}
      </Tooltip>
    </TooltipTrigger>
  );
}
