// The whole page once its first plot is there: rail, bar and panel with their widgets, keys, menus, notices.
import { lazy, Suspense, useMemo, useState } from 'react';
import type { StoreApi } from 'zustand';
import { Panel } from '../panel/Panel.tsx';
import { changeType, inLecture, setLecture } from '../room.ts';
import { RunProvider } from '../run-context.tsx';
import type { RunState } from '../store.ts';
import type { Workspace } from '../workspace.ts';
import { Bar } from './Bar.tsx';
import { Frame } from './Frame.tsx';
import { LabMenu } from './LabMenu.tsx';
import { Notices } from './Notices.tsx';
import { notify, notifyFailure } from './notices.ts';
import { PresetMenu } from './PresetMenu.tsx';
import { Rail } from './Rail.tsx';
import { RunNotice } from './RunNotice.tsx';
import { beginTour, TourAbove } from './Tour.tsx';
import { useArrivals } from './use-arrivals.ts';
import { type Commands, useCommands } from './use-commands.ts';
import { savePdf, usePrinting } from './use-printing.ts';

const KeysSheet = lazy(() => import('./KeysSheet.tsx'));
const AboutSheet = lazy(() => import('./AboutSheet.tsx'));
const SnapshotsSheet = lazy(() => import('./SnapshotsSheet.tsx'));

interface Props {
  readonly workspace: Workspace;
  readonly begun: Promise<void>;
  readonly run: StoreApi<RunState>;
}

export default function Shell({ workspace, begun, run }: Props) {
  const [sheet, setSheet] = useState<'keys' | 'about' | 'snapshots' | undefined>();
  const [exporting, setExporting] = useState(false);

  const commands = useMemo<Commands>(() => {
    const current = () => workspace.shown.getState().run?.getState();
    return {
      open: () => void workspace.open(),
      save: () => void workspace.save(),
      export: () => setExporting(true),
      print: () => window.print(),
      pdf: () => void savePdf(workspace),
      play: () => (current()?.status.kind === 'playing' ? current()?.pause() : current()?.play()),
      step: () => current()?.step(),
      reset: () => current()?.reset(),
      newSeed: () => current()?.newSeed(),
      undo: () => current()?.undo(),
      redo: () => current()?.redo(),
      larger: () => changeType(1),
      smaller: () => changeType(-1),
      lecture: () => setLecture(!inLecture()),
      escape: () => setLecture(false),
      snapshots: () => setSheet('snapshots'),
      snapshot: (key, stores) => {
        const run = current();
        if (!run) return;
        if (stores) {
          run.keepSnapshot(key);
          notify(`Snapshot ${key} is kept: ${current()?.snapshots.find((one) => one.key === key)?.name}.`);
        } else {
          run.openSnapshot(key).then((found) => found || notify(`There is no snapshot ${key} yet: Shift ${key} keeps one.`), notifyFailure);
        }
      },
      tour: () => {
        const run = current();
        if (!run) return;
        if (!run.lab.tours) return notify('There is a tour of the first lab only: it begins with Bayes’ rule.');
        setLecture(false);
        beginTour(run.labId);
      },
      keys: () => setSheet('keys'),
      about: () => setSheet('about'),
    };
  }, [workspace]);
  useCommands(commands);
  useArrivals({ workspace, begun });
  usePrinting(workspace);

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
          <TourAbove />
          <Panel />
        </Frame>
      </RunProvider>
      <Notices />
      <Suspense>
        {sheet === 'keys' && <KeysSheet onClose={() => setSheet(undefined)} />}
        {sheet === 'about' && <AboutSheet onClose={() => setSheet(undefined)} />}
        {sheet === 'snapshots' && (
          <RunProvider store={run}>
            <SnapshotsSheet onClose={() => setSheet(undefined)} />
          </RunProvider>
        )}
      </Suspense>
    </>
  );
}
