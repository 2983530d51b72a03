// The whole page once its first plot is there: rail, bar and panel with their widgets, keys, menus, notices.
import { lazy, Suspense, useMemo, useState } from 'react';
import type { StoreApi } from 'zustand';
import { Panel } from '../panel/Panel.tsx';
import { changeType } from '../room.ts';
import { RunProvider } from '../run-context.tsx';
import type { RunState } from '../store.ts';
import type { Workspace } from '../workspace.ts';
import { Bar } from './Bar.tsx';
import { Frame } from './Frame.tsx';
import { LabMenu } from './LabMenu.tsx';
import { Notices } from './Notices.tsx';
import { PresetMenu } from './PresetMenu.tsx';
import { Rail } from './Rail.tsx';
import { RunNotice } from './RunNotice.tsx';
import { useArrivals } from './use-arrivals.ts';
import { type Commands, useCommands } from './use-commands.ts';

const KeysSheet = lazy(() => import('./KeysSheet.tsx'));
const AboutSheet = lazy(() => import('./AboutSheet.tsx'));

interface Props {
  readonly workspace: Workspace;
  readonly begun: Promise<void>;
  readonly run: StoreApi<RunState>;
}

export default function Shell({ workspace, begun, run }: Props) {
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
      larger: () => changeType(1),
      smaller: () => changeType(-1),
      keys: () => setSheet('keys'),
      about: () => setSheet('about'),
    };
  }, [workspace]);
  useCommands(commands);
  useArrivals({ workspace, begun });

  const show = (id: string) => void workspace.show(id);
  return (
    <>
      <RunProvider key={run.getState().labId} store={run}>
        <Frame
          rail={<Rail onLab={show} />}
          labMenu={<LabMenu onLab={show} />}
          presetMenu={<PresetMenu />}
          tools={<Bar workspace={workspace} commands={commands} exporting={exporting} onExporting={setExporting} />}
        >
          <RunNotice />
          <Panel />
        </Frame>
      </RunProvider>
      <Notices />
      <Suspense>
        {sheet === 'keys' && <KeysSheet onClose={() => setSheet(undefined)} />}
        {sheet === 'about' && <AboutSheet onClose={() => setSheet(undefined)} />}
      </Suspense>
    </>
  );
}
