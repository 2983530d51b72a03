// Keys and the host's menu ask for the same commands.
import { useLayoutEffect } from 'react';
import type { Command } from '../../core/contract/bridge.ts';
import { bridge } from '../bridge.ts';
import { commandOf, isTakenBy, snapshotOf } from './keys.ts';

export interface Commands extends Readonly<Record<Command, () => void>> {
  /** Opens the snapshot of that number, or stores it. */
  readonly snapshot: (key: number, stores: boolean) => void;
  /** What Escape ends, where nothing else takes it. */
  readonly escape: () => void;
}

/** Does what keys and menu ask for, from the moment it is drawn. */
export function useCommands(commands: Commands): void {
  useLayoutEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isTakenBy(event.target)) return;
      if (event.key === 'Escape') return commands.escape();
      const snapshot = snapshotOf(event);
      const command = commandOf(event);
      if (!snapshot && !command) return;
      event.preventDefault();
      // A key held down repeats what adds up, not what toggles.
      if (event.repeat && !(command && ['step', 'undo', 'redo'].includes(command))) return;
      if (snapshot) commands.snapshot(snapshot.key, snapshot.stores);
      else if (command) commands[command]();
    };
    window.addEventListener('keydown', pressed);
    const leave = bridge.onCommand((command) => commands[command]());
    return () => {
      window.removeEventListener('keydown', pressed);
      leave();
    };
  }, [commands]);
}
