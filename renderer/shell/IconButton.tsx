// A button of one icon, with its name and keys as a tooltip.
import type { ComponentProps, ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import type { Command } from '../../core/contract/bridge.ts';
import button from './Button.module.css';
import { keyTextOf } from './keys.ts';
import { Tip } from './Tip.tsx';

interface Props extends ComponentProps<typeof Button> {
  readonly name: string;
  readonly command?: Command;
  readonly children: ReactNode;
}

export function IconButton({ name, command, children, ...rest }: Props) {
  return (
    <Tip text={name} keys={command ? keyTextOf(command) : ''}>
      <Button className={button.icon} aria-label={name} preventFocusOnPress {...rest}>
        {children}
      </Button>
    </Tip>
  );
}
