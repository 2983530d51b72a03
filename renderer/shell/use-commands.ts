// Keys and the host's menu ask for the same commands.
import { useLayoutEffect } from 'react';
import type { Command } from '../../core/contract/bridge.ts';
import { bridge } from '../bridge.ts';
import { commandOf, isTakenBy } from './keys.ts';

export type Commands = Readonly<Record<Command, () => void>>;

/** Does what keys and menu ask for, from the moment it is drawn. */
export function useCommands(commands: Commands): void {
  useLayoutEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isTakenBy(event.target)) return;
      const command = commandOf(event);
      if (!command) return;
      event.preventDefault();
      // A key held down repeats what adds up, not what toggles.
      if (!event.repeat || ['step', 'undo', 'redo'].includes(command)) commands[command]();
    };
    window.addEventListener('keydown', pressed);
    const leave = bridge.onCommand((command) => commands[command]());
    return () => {
      window.removeEventListener('keydown', pressed);
      leave();
    };
  }, [commands]);
}
