// @vitest-environment happy-dom
// One table binds the keys and lists them.
import { describe, expect, it } from 'vitest';
import { commands } from '../../../core/contract/bridge.ts';
import { acceleratorText, bindings, commandOf, isTakenBy, keyText, snapshotOf } from '../../../renderer/shell/keys.ts';

const pressed = (key: string, mods: Partial<Record<'metaKey' | 'ctrlKey' | 'altKey' | 'shiftKey', boolean>> = {}) => ({
  key,
  metaKey: false,
  ctrlKey: false,
  altKey: false,
  shiftKey: false,
  ...mods,
});

describe('the keys', () => {
  it('each do one thing, and every command has one but those of the menu alone', () => {
    expect(new Set(bindings.map((binding) => keyText(binding, false))).size).toBe(bindings.length);
    expect(new Set(bindings.map(({ command }) => command))).toEqual(
      new Set(commands.filter((command) => !['about', 'pdf', 'tour'].includes(command))),
    );
  });

  it.each(bindings)('bind what they print: $does', (binding) => {
    const { key, mod = false, shift = false, command } = binding;
    expect(commandOf(pressed(key, { ctrlKey: mod, shiftKey: shift }), false)).toBe(command);
    expect(commandOf(pressed(key, { metaKey: mod, shiftKey: shift }), true)).toBe(command);
  });

  it('take a letter whatever the shift lock, and `?` however it is typed', () => {
    expect(commandOf(pressed('Z', { ctrlKey: true, shiftKey: true }), false)).toBe('redo');
    expect(commandOf(pressed('?', { shiftKey: true }), false)).toBe('keys');
    expect(commandOf(pressed('?'), false)).toBe('keys');
  });

  it('leave the system’s own combinations alone', () => {
    expect(commandOf(pressed('s', { altKey: true }), false)).toBeUndefined();
    expect(commandOf(pressed('r', { ctrlKey: true }), false)).toBeUndefined();
    expect(commandOf(pressed('z', { metaKey: true }), false)).toBeUndefined();
    expect(commandOf(pressed('s', { shiftKey: true }), false)).toBeUndefined();
  });

  it('are never taken from a field that is typed in, a menu, a list or a dialog', () => {
    document.body.innerHTML =
      '<input id="text"><input id="range" type="range"><textarea id="area"></textarea><div role="menu"><i id="item"></i></div><div role="dialog"><button id="inside"></button></div><button id="button"></button>';
    const taken = (id: string) => isTakenBy(document.getElementById(id));
    expect(['text', 'area', 'item', 'inside'].map(taken)).toEqual([true, true, true, true]);
    expect(['range', 'button'].map(taken)).toEqual([false, false]);
    expect(isTakenBy(window)).toBe(false);
  });

  it('open a snapshot by its number, and store it with shift, on whatever keys the digits are', () => {
    const digit = (code: string, mods = {}) => snapshotOf({ ...pressed(''), code, ...mods });
    expect(digit('Digit3')).toEqual({ key: 3, stores: false });
    expect(digit('Numpad9', { shiftKey: true })).toEqual({ key: 9, stores: true });
    for (const code of ['Digit0', 'KeyA', 'F1']) expect(digit(code)).toBeUndefined();
    for (const mod of ['ctrlKey', 'metaKey', 'altKey']) expect(digit('Digit1', { [mod]: true })).toBeUndefined();
  });

  it('redo by either combination that programs use', () => {
    for (const [key, shiftKey] of [
      ['z', true],
      ['y', false],
    ] as const)
      expect(commandOf(pressed(key, { ctrlKey: true, shiftKey }), false)).toBe('redo');
  });

  it('of the desktop’s menu are printed in the manner of the system, too', () => {
    expect(acceleratorText('CmdOrCtrl+Shift+R', false)).toBe('Ctrl Shift R');
    expect(acceleratorText('CmdOrCtrl+Shift+R', true)).toBe('⇧⌘R');
    expect(acceleratorText('CmdOrCtrl+Enter', true)).toBe('⌘↩');
    expect(acceleratorText('CmdOrCtrl+Plus', false)).toBe('Ctrl +');
  });

  it('are printed in the manner of the system', () => {
    const redo = bindings.find(({ command }) => command === 'redo')!;
    expect(keyText(redo, true)).toBe('⇧⌘Z');
    expect(keyText(redo, false)).toBe('Ctrl Shift Z');
  });
});
