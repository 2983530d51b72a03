// Draws parts of the page under a run of their own, in a document that gives elements a size.
import { act, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import type { StoreApi } from 'zustand';
import type { Lab } from '../../../core/lab/lab.ts';
import { RunProvider } from '../../../renderer/run-context.tsx';
import { createRunStore } from '../../../renderer/run-store.ts';
import type { RunState } from '../../../renderer/store.ts';
import { inProcess } from '../in-process.ts';

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
Object.defineProperty(HTMLElement.prototype, 'clientWidth', { get: () => 600 });
Object.defineProperty(HTMLElement.prototype, 'clientHeight', { get: () => 400 });

export interface Mounted {
  readonly root: HTMLElement;
  readonly run: StoreApi<RunState>;
  /** Does it and waits until the run has answered. */
  after(does: () => void): Promise<void>;
  find(selector: string): HTMLElement;
  text(selector: string): string;
  key(selector: string, key: string, held?: KeyboardEventInit): Promise<void>;
  type(selector: string, text: string): Promise<void>;
  unmount(): Promise<void>;
}

const rest = () => new Promise((resolve) => setTimeout(resolve, 30));

export async function mount(lab: Lab, children: ReactNode): Promise<Mounted> {
  const run = createRunStore({ labId: 'tiny', lab, compute: inProcess(lab).compute, nextFrame: (callback) => void setTimeout(callback) });
  const root = document.createElement('div');
  document.body.append(root);
  const react = createRoot(root);
  const after = async (does: () => void) => {
    await act(async () => {
      does();
      await rest();
    });
  };
  await after(() => react.render(<RunProvider store={run}>{children}</RunProvider>));

  const find = (selector: string): HTMLElement => {
    const found = root.querySelector<HTMLElement>(selector);
    if (!found) throw new Error(`nothing is ${selector}`);
    return found;
  };
  return {
    root,
    run,
    after,
    find,
    text: (selector) => find(selector).textContent ?? '',
    key: (selector, key, held = {}) =>
      after(() => {
        const target = find(selector);
        target.focus();
        target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...held }));
        target.dispatchEvent(new KeyboardEvent('keyup', { key, bubbles: true, ...held }));
      }),
    async type(selector, text) {
      const input = find(selector) as HTMLInputElement;
      await after(() => input.focus());
      await after(() => {
        // React listens to what the browser sets, not to what a script assigns.
        Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, text);
        input.dispatchEvent(new Event('input', { bubbles: true }));
      });
      await after(() => input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true })));
    },
    async unmount() {
      await act(async () => react.unmount());
      run.getState().dispose();
      root.remove();
    },
  };
}
