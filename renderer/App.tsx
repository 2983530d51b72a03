// The page: the plots at first sight, then all the rest around them.
import { lazy, Suspense } from 'react';
import { useStore } from 'zustand';
import { bridge } from './bridge.ts';
import { createCompute } from './compute/client.ts';
import { connectWorker } from './compute/connect-worker.ts';
import { takeHere } from './left-session.ts';
import { RunProvider } from './run-context.tsx';
import { FirstSight } from './shell/FirstSight.tsx';
import { createWorkspace, firstLab } from './workspace.ts';

const workspace = createWorkspace({
  compute: createCompute(connectWorker),
  aside: createCompute(connectWorker, { early: false }),
  bridge,
  // Not before there is something to say.
  notify: (...said) => void import('./shell/notices.ts').then(({ notify }) => notify(...said)),
});

/** Where this very page was before it was loaded again, else what a link holds, else the first lab; a run that another page left is offered. */
async function begin(): Promise<void> {
  const here = takeHere();
  if (here?.hash === location.hash && (await workspace.goBack(here))) return;
  if (await workspace.openHash(location.hash)) return;
  // A link that leads nowhere leaves the page where it was.
  if (here && here.hash !== location.hash && (await workspace.goBack(here))) return;
  await workspace.show(firstLab());
  workspace.offerLeft();
}
const begun = begin();

/** A picture has been painted, or none will be. */
async function firstSight(): Promise<void> {
  // A run with far to go is shown on its way.
  await Promise.race([begun, new Promise<void>((resolve) => workspace.shown.subscribe(() => resolve()))]);
  const run = workspace.shown.getState().run;
  const waits = () => {
    const { status, underway } = run?.getState() ?? {};
    return status?.kind === 'opening' && !underway;
  };
  await new Promise<void>((resolve) => {
    if (!waits()) resolve();
    run?.subscribe(() => !waits() && resolve());
  });
  await new Promise<void>((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
    // A window that is not shown paints nothing.
    setTimeout(resolve, 200);
  });
  // Read by the benchmark: what is loaded from here on came after the first plot.
  performance.mark('first plot');
}
const seen = firstSight();

const Shell = lazy(() => seen.then(() => import('./shell/Shell.tsx')));

// The face of the formulas is large, and a session is not written before there is something to lose.
void seen.then(() => import('./math.css'));
void seen.then(() => setTimeout(workspace.prepare, 500));
void seen.then(() => import('./shell/lacks.ts')).then(({ tellLacks }) => tellLacks());

export function App() {
  const run = useStore(workspace.shown, (state) => state.run);
  if (!run) return null;
  return (
    <Suspense
      fallback={
        <RunProvider store={run}>
          <FirstSight />
        </RunProvider>
      }
    >
      <Shell workspace={workspace} begun={begun} run={run} />
    </Suspense>
  );
}
