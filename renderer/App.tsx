// The page: the rail, the bar, the panel of the run that is shown, and what reaches it by file, link, key and menu.
import { lazy, Suspense, useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { bridge, hostFile } from './bridge.ts';
import { createCompute } from './compute/client.ts';
import { connectWorker } from './compute/connect-worker.ts';
import { leaveSession, takeLeftSession } from './left-session.ts';
import { Panel } from './panel/Panel.tsx';
import { RunProvider } from './run-context.tsx';
import { Bar } from './shell/Bar.tsx';
import { isTakenBy } from './shell/keys.ts';
import { Notices } from './shell/Notices.tsx';
import { notify, notifyFailure } from './shell/notices.ts';
import { Rail } from './shell/Rail.tsx';
import { RunStatus } from './shell/RunStatus.tsx';
import './shell.css';
import { type Commands, useCommands } from './shell/use-commands.ts';
import { createWorkspace, firstLab } from './workspace.ts';

const KeysSheet = lazy(() => import('./shell/KeysSheet.tsx'));
const AboutSheet = lazy(() => import('./shell/AboutSheet.tsx'));

const workspace = createWorkspace({ compute: createCompute(connectWorker), bridge, notify });

/** What a link holds, else the first lab; a run that a closed window left is offered. */
async function begin(): Promise<void> {
  const left = takeLeftSession();
  if (await workspace.openHash(location.hash)) return;
  await workspace.show(firstLab());
  if (left !== undefined) notify('The run you left is kept.', { label: 'Open it', act: () => void workspace.paste(left) });
}
const begun = begin();
void begun.then(() => setTimeout(workspace.prepare, 1000));

export function App() {
  const run = useStore(workspace.shown, (shown) => shown.run);
  const [sheet, setSheet] = useState<'keys' | 'about' | undefined>();
  const [exporting, setExporting] = useState(false);

  const commands = useMemo<Commands>(() => {
    const current = () => workspace.shown.getState().run?.getState();
    return {
      open: () => void workspace.open(),
      save: () => void workspace.save(),
      export: () => setExporting(true),
      play: () => (current()?.status.kind === 'playing' ? current()?.pause() : current()?.play()),
      step: () => current()?.step(),
      reset: () => current()?.reset(),
      newSeed: () => current()?.newSeed(),
      undo: () => current()?.undo(),
      redo: () => current()?.redo(),
      keys: () => setSheet('keys'),
      about: () => setSheet('about'),
    };
  }, []);
  useCommands(commands);
  useArrivals();

  return (
    <>
      {run && (
        <RunProvider key={run.getState().labId} store={run}>
          <div className="page">
            <Rail onLab={(id) => void workspace.show(id)} />
            <Bar workspace={workspace} commands={commands} exporting={exporting} onExporting={setExporting} />
            <main className="stage">
              <RunStatus />
              <Panel />
            </main>
          </div>
        </RunProvider>
      )}
      <Notices />
      <Suspense>
        {sheet === 'keys' && <KeysSheet onClose={() => setSheet(undefined)} />}
        {sheet === 'about' && <AboutSheet onClose={() => setSheet(undefined)} />}
      </Suspense>
    </>
  );
}

/** Files handed over, dropped or pasted; links followed; the run that is left when the window closes. */
function useArrivals(): void {
  useEffect(() => {
    const opens = (file: File | undefined) => {
      if (file) hostFile(file).then(workspace.openFile, notifyFailure);
    };
    const over = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
    };
    const drop = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      opens(event.dataTransfer.files[0]);
    };
    const paste = (event: ClipboardEvent) => {
      if (isTakenBy(event.target)) return;
      const file = event.clipboardData?.files[0];
      const text = event.clipboardData?.getData('text/plain');
      if (file) opens(file);
      else if (text) void workspace.paste(text);
    };
    const hash = () => void begun.then(() => workspace.openHash(location.hash));
    const hide = () => {
      const run = workspace.shown.getState().run?.getState();
      const worthIt = run && (run.canUndo || run.frame?.step !== (run.preset && run.lab.presets[run.preset]?.steps));
      leaveSession(worthIt ? workspace.textNow() : undefined);
    };
    window.addEventListener('dragover', over);
    window.addEventListener('drop', drop);
    window.addEventListener('paste', paste);
    window.addEventListener('hashchange', hash);
    window.addEventListener('pagehide', hide);
    const leave = bridge.onFile((file) => void workspace.openFile(file));
    return () => {
      window.removeEventListener('dragover', over);
      window.removeEventListener('drop', drop);
      window.removeEventListener('paste', paste);
      window.removeEventListener('hashchange', hash);
      window.removeEventListener('pagehide', hide);
      leave();
    };
  }, []);
}
