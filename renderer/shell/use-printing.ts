// Whoever prints, by key, menu or the browser itself, gets the sheet.
import { useEffect } from 'react';
import { bridge } from '../bridge.ts';
import type { Workspace } from '../workspace.ts';
import { notify, notifyFailure } from './notices.ts';

const loaded = () => import('../print-sheet.ts');

/** Saves the sheet as PDF by the host’s own printing. */
export async function savePdf(workspace: Workspace): Promise<void> {
  const run = workspace.shown.getState().run?.getState();
  if (!run) return;
  const { putSheet } = await loaded();
  const take = putSheet(run);
  try {
    const saved = await bridge.pdf(`${run.labId}-${run.preset ?? 'sheet'}.pdf`);
    if (saved !== null) notify(`${saved} is saved.`);
  } catch (error) {
    notifyFailure(error);
  } finally {
    take?.();
  }
}

export function usePrinting(workspace: Workspace): void {
  useEffect(() => {
    let put: Awaited<ReturnType<typeof loaded>>['putSheet'] | undefined;
    let take: (() => void) | undefined;
    // Before printing there is no time to load anything.
    const idle = setTimeout(() => void loaded().then((module) => (put = module.putSheet)), 1000);
    const before = () => {
      const run = workspace.shown.getState().run?.getState();
      if (run && !document.querySelector('[data-sheet]')) take = put?.(run);
    };
    const after = () => {
      take?.();
      take = undefined;
    };
    window.addEventListener('beforeprint', before);
    window.addEventListener('afterprint', after);
    return () => {
      clearTimeout(idle);
      window.removeEventListener('beforeprint', before);
      window.removeEventListener('afterprint', after);
    };
  }, [workspace]);
}
