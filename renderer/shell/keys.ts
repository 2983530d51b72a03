// The keys: one table that binds them, that the list of keys is written from, and that the tooltips read.
import type { Command } from '../../core/contract/bridge.ts';

export interface Binding {
  readonly command: Command;
  readonly does: string;
  /** As KeyboardEvent names it; `mod` is ⌘ on a Mac and Ctrl elsewhere. */
  readonly key: string;
  readonly mod?: boolean;
  readonly shift?: boolean;
}

export const bindings: readonly Binding[] = [
  { command: 'play', does: 'Play or pause', key: ' ' },
  { command: 'step', does: 'One step', key: 's' },
  { command: 'reset', does: 'Reset: the same run again', key: 'r' },
  { command: 'newSeed', does: 'New seed: another run', key: 'n' },
  { command: 'undo', does: 'Undo', key: 'z', mod: true },
  { command: 'redo', does: 'Redo', key: 'z', mod: true, shift: true },
  { command: 'redo', does: 'Redo', key: 'y', mod: true },
  { command: 'open', does: 'Open a session, a figure, data or a model', key: 'o', mod: true },
  { command: 'save', does: 'Save the session', key: 's', mod: true },
  { command: 'export', does: 'Export', key: 'e' },
  { command: 'print', does: 'Print', key: 'p', mod: true },
  { command: 'larger', does: 'Larger type', key: '+' },
  { command: 'smaller', does: 'Smaller type', key: '-' },
  { command: 'lecture', does: 'Lecture: one picture, large; Escape ends it', key: 'l' },
  { command: 'snapshots', does: 'Snapshots: their list', key: 'm' },
  { command: 'keys', does: 'These keys', key: '?' },
];

const isMac = () => /mac/i.test(navigator.platform);

/** A binding as it is printed: `⇧⌘Z`, `Ctrl Shift Z`, `Space`. */
export function keyText({ key, mod = false, shift = false }: Binding, mac = isMac()): string {
  const name = key === ' ' ? 'Space' : key === '-' ? '−' : key.toUpperCase();
  const before = mac ? `${shift ? '⇧' : ''}${mod ? '⌘' : ''}` : `${mod ? 'Ctrl ' : ''}${shift ? 'Shift ' : ''}`;
  return before + name;
}

/** An accelerator of the desktop's menu as it is printed. */
export function acceleratorText(accelerator: string, mac = isMac()): string {
  const parts = accelerator.split('+').map((part) => (part === 'Plus' ? '+' : part === '-' ? '−' : part));
  const signs: Readonly<Record<string, string>> = mac ? { CmdOrCtrl: '⌘', Shift: '⇧', Enter: '↩' } : { CmdOrCtrl: 'Ctrl' };
  const named = parts.map((part) => signs[part] ?? part);
  // On a Mac shift comes before the command key, and nothing stands between.
  return mac ? [...named.slice(1, -1), named[0], named.at(-1)].join('') : named.join(' ');
}

/** The keys of a command, as text; empty where it has none. */
export function keyTextOf(command: Command): string {
  const binding = bindings.find((each) => each.command === command);
  return binding ? keyText(binding) : '';
}

type Pressed = Pick<KeyboardEvent, 'key' | 'metaKey' | 'ctrlKey' | 'altKey' | 'shiftKey'>;

/** What a key press asks for. */
export function commandOf(pressed: Pressed, mac = isMac()): Command | undefined {
  const mod = mac ? pressed.metaKey : pressed.ctrlKey;
  const other = pressed.altKey || (mac ? pressed.ctrlKey : pressed.metaKey);
  if (other) return undefined;
  // `?` is typed with shift on many keyboards: a sign says itself which keys it takes.
  const signs = /^[^a-z ]$/i.test(pressed.key);
  return bindings.find(
    ({ key, mod: wanted = false, shift = false }) =>
      key === pressed.key.toLowerCase() && wanted === mod && (signs || shift === pressed.shiftKey),
  )?.command;
}

/** The snapshot that a key opens, or with shift stores. */
export function snapshotOf({
  altKey,
  ctrlKey,
  metaKey,
  shiftKey,
  code,
}: Pick<KeyboardEvent, 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'code'>) {
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(code)?.[1];
  return digit === undefined || altKey || ctrlKey || metaKey ? undefined : { key: Number(digit), stores: shiftKey };
}

/** True where a key belongs to what has the focus: a field that is typed in, an open menu, list or dialog. */
export function isTakenBy(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  return (
    target.closest('input:not([type=range]), textarea, select, [contenteditable], [role=menu], [role=listbox], [role=dialog]') !== null
  );
}
