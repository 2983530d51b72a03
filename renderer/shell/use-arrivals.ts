// What reaches the page from outside: files handed over, dropped or pasted, links followed; and what it leaves when it closes.
import { useLayoutEffect } from 'react';
import { bridge } from '../bridge.ts';
import { handedFiles } from '../host-files.ts';
import type { Workspace } from '../workspace.ts';
import { isTakenBy } from './keys.ts';
import { notifyFailure } from './notices.ts';

interface Began {
  readonly workspace: Workspace;
  /** The page shows a run. */
  readonly begun: Promise<void>;
}

export function useArrivals({ workspace, begun }: Began): void {
  useLayoutEffect(() => {
    const opens = (transfer: DataTransfer) => void handedFiles(transfer).then(workspace.openFiles, notifyFailure);
    const over = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
    };
    const drop = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      opens(event.dataTransfer);
    };
    const paste = (event: ClipboardEvent) => {
      if (isTakenBy(event.target)) return;
      const { clipboardData } = event;
      const text = clipboardData?.getData('text/plain');
      if (clipboardData?.files.length) opens(clipboardData);
      else if (text) void workspace.paste(text);
    };
    const hash = () => void begun.then(() => workspace.openHash(location.hash));
    // A page that is out of sight may be thrown away without another word.
    const hide = () => document.hidden && workspace.leave(false);
    const close = () => workspace.leave(true);
    window.addEventListener('dragover', over);
    window.addEventListener('drop', drop);
    window.addEventListener('paste', paste);
    window.addEventListener('hashchange', hash);
    document.addEventListener('visibilitychange', hide);
    window.addEventListener('pagehide', close);
    const leave = bridge.onFile((file) => void workspace.openFiles([file]));
    return () => {
      window.removeEventListener('dragover', over);
      window.removeEventListener('drop', drop);
      window.removeEventListener('paste', paste);
      window.removeEventListener('hashchange', hash);
      document.removeEventListener('visibilitychange', hide);
      window.removeEventListener('pagehide', close);
      leave();
    };
  }, [workspace, begun]);
}
