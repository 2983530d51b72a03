// What is open, and what files, links and the clipboard do to it. Whatever fails ends in one line and leaves all as it was.
import { createStore, type StoreApi } from 'zustand/vanilla';
import { type HostFile, isSessionName } from '../core/base/files.ts';
import { InputError } from '../core/base/input-error.ts';
import { plainText } from '../core/base/plain-text.ts';
import type { Bridge } from '../core/contract/bridge.ts';
import { bytesOf } from '../core/data/dataset.ts';
import type { Session } from '../core/lab/session.ts';
import { labs, loadLab } from '../core/labs/index.ts';
import type { Compute } from './compute/client.ts';
import { Cancelled } from './compute/runner.ts';
import { createShippedSets } from './compute/shipped-sets.ts';
import { type Left, leave, takeLeft } from './left-session.ts';
import { hashOf, placeOfHash, sessionOfHash } from './link.ts';
import { createRunStore, type RunStoreOptions } from './run-store.ts';
import type { RunState } from './store.ts';
import { createTrainingKeeper, type Found } from './training-keeper.ts';

export interface WorkspaceOptions {
  readonly compute: Compute;
  /** Another one, for sweeps and maps. */
  readonly aside: Compute;
  readonly bridge: Bridge;
  readonly notify: (line: string, action?: { readonly label: string; readonly act: () => void }) => void;
}

export interface Workspace {
  /** The run that is shown. */
  readonly shown: StoreApi<{ readonly run: StoreApi<RunState> | undefined }>;
  /** Shows a lab as it was left, or on its first preset; training of it that is kept and not open anywhere is offered. */
  show(lab: string): Promise<void>;
  /** Shows a run as it was when its page was left, or as far as it is kept; false where that is not to be had. */
  goBack(left: Left): Promise<boolean>;
  /** Goes on with training that is kept. */
  goOn(id: string): Promise<void>;
  /** Offers what a page that is closed left behind. */
  offerLeft(): void;
  /** Says where the page is, for when it is loaded again or, with `closing`, for the next one; training is kept. */
  leave(closing: boolean): void;
  /** Opens the session in a link's fragment; false where none could be opened. */
  openHash(hash: string): Promise<boolean>;
  /** Opens a session, a figure that holds one, data or a trained model. */
  openFiles(files: readonly HostFile[]): Promise<void>;
  /** Takes text from the clipboard as a session or as numbers. */
  paste(text: string): Promise<void>;
  /** Asks the host which files, then opens them. */
  open(): Promise<void>;
  save(): Promise<void>;
  copyLink(): Promise<void>;
  /** Loads what `leave` needs. */
  prepare(): Promise<void>;
}

/** Reading and writing sessions takes a schema library, which the first plot does not wait for. */
const sessions = () => import('../core/lab/session.ts');

/** What files are, told by their names; anything that is not told may be images. */
async function kindOf(files: readonly HostFile[]): Promise<'session' | 'figure' | 'model' | 'numbers' | 'images'> {
  const zipped = files.some(({ name }) => /\.zip$/i.test(name));
  const names = zipped ? (await import('../core/io/unzip.ts')).namesIn(files) : files.map(({ name }) => name);
  const some = (ending: RegExp) => names.some((name) => ending.test(name));
  if (some(/\.(safetensors|feln|onnx)$/i) || (some(/\.json$/i) && some(/\.bin$/i))) return 'model';
  if (files.length === 1 && !zipped) {
    if (names.some(isSessionName)) return 'session';
    if (some(/\.svg$/i)) return 'figure';
    if (some(/\.(csv|tsv|txt|envelope)$/i)) return 'numbers';
  }
  return 'images';
}

/** What the storage of a page has room for beside IndexedDB, about, in bytes. */
const ROOM = 5e6;

const gone = () => new InputError('kept training', 'a run that is still kept', 'one that is gone');

const FIGURE = 'a figure that this lab wrote';

export function createWorkspace({ compute, aside, bridge, notify }: WorkspaceOptions): Workspace {
  const shownRun: Workspace['shown'] = createStore(() => ({ run: undefined }));
  const runs = new Map<string, Promise<StoreApi<RunState>>>();
  const shipped = createShippedSets(compute);

  const keeper = createTrainingKeeper(notify);
  const offered = new Set<string>();
  let refused = false;
  /** The fragment of the address that was followed last: a page that is left before it has followed one is not where that leads. */
  let followed = '';

  /** Training that was under way when a page was closed can go on. */
  const offerKept = async (labId: string) => {
    const note = await keeper.newestOf(labId);
    if (!note || offered.has(note.id)) return;
    offered.add(note.id);
    notify(`Training of “${note.title}” had come to step ${note.step.toLocaleString('en')}.`, {
      label: 'Go on from there',
      act: () => void goOn(note.id),
    });
  };

  const runOf = (labId: string): Promise<StoreApi<RunState>> => {
    const make = async () => {
      const lab = await loadLab(labId);
      const titleOf = ({ preset }: RunState) => (preset && lab.presets[preset]?.title) ?? 'values of your own';
      const keep: RunStoreOptions['keep'] = async (session, checkpoint, id) => {
        const isKept = await keeper.keep(session, checkpoint, { id, title: titleOf(run.getState()) });
        // Should the page end without another word.
        if (isKept && shownRun.getState().run === run) leave({ ...here(run.getState()), kept: id }, false);
        return isKept;
      };
      const run: StoreApi<RunState> = createRunStore({
        labId,
        lab,
        compute,
        aside,
        shipped,
        notify,
        ...(lab.training && { keep }),
      });
      if (lab.training) {
        run.subscribe(({ status }, before) => {
          const [now, then] = [status.kind === 'playing', before.status.kind === 'playing'];
          if (now !== then) void bridge.keepAwake(now);
        });
      }
      return run;
    };
    const found = runs.get(labId) ?? make();
    runs.set(labId, found);
    found.catch(() => runs.delete(labId));
    return found;
  };

  const put = (run: StoreApi<RunState>) => {
    const before = shownRun.getState().run;
    if (before !== run) before?.getState().pause();
    shownRun.setState({ run });
  };

  /** `found` is what is kept of it: its checkpoint, and the data that the text has not. */
  const openSession = async (text: string, found?: Omit<Found, 'session'>) => {
    const { readSession } = await sessions();
    // What the text has of the user’s own is its own.
    const session = { ...(found?.data && { data: found.data }), ...(await readSession(text, loadLab)) };
    const run = await runOf(session.lab);
    const before = shownRun.getState().run;
    // A run that has far to go is seen on its way.
    let early = false;
    const stop = run.subscribe(({ underway }) => {
      if (!underway || early) return;
      early = true;
      put(run);
    });
    /** Nobody went elsewhere meanwhile. */
    const awaited = () => !early || shownRun.getState().run === run;
    try {
      await run.getState().load(session, found?.from);
      if (awaited()) put(run);
    } catch (error) {
      if (before && awaited()) put(before);
      throw error;
    } finally {
      stop();
    }
  };

  const openPlace = async ({ lab, preset }: { readonly lab: string; readonly preset: string | undefined }) => {
    const run = await runOf(lab);
    const { lab: declared, setPreset } = run.getState();
    if (preset !== undefined) {
      if (!Object.hasOwn(declared.presets, preset))
        throw new InputError('preset', `one of ${Object.keys(declared.presets).join(', ')}`, preset);
      setPreset(preset);
    }
    put(run);
  };

  const openFigure = async ({ name, bytes }: HostFile) => {
    const { sessionTextOf } = await import('./export/session-in-svg.ts');
    const text = sessionTextOf(plainText(name, bytes, FIGURE));
    if (text === undefined) throw new InputError(name, FIGURE, 'an SVG without a session');
    await openSession(text);
  };

  /** Does it; what goes wrong is said in its one line. */
  const attempt = async (task: () => Promise<unknown>) => {
    try {
      await task();
      return true;
    } catch (error) {
      if (!(error instanceof Cancelled)) notify(error instanceof Error ? error.message : String(error));
      return false;
    }
  };

  const goOn = async (id: string) => {
    await attempt(async () => {
      const found = await keeper.find(id);
      if (!found) throw gone();
      await openSession(found.session, found);
    });
  };

  const goBack = ({ lab, session, kept: keptId, hash }: Left) =>
    attempt(async () => {
      // A run that is kept no more is done again.
      const found = keptId === undefined ? undefined : await keeper.find(keptId);
      const text = session ?? found?.session;
      if (text !== undefined) await openSession(text, found);
      else if (keptId === undefined) put(await runOf(lab));
      else throw gone();
      followed = hash;
    });

  let writeSession: Awaited<ReturnType<typeof sessions>>['writeSession'] | undefined;
  const prepare = async () => {
    ({ writeSession } = await sessions());
  };
  const sessionText = async () => {
    await prepare();
    const run = shownRun.getState().run?.getState();
    return run && writeSession?.(run.session());
  };
  /**
   * Where the page is, its session as text at once, for a page that is closing; without one before it is prepared, or where the
   * user’s data would take long and have no room. What is kept has them already.
   */
  const here = (run: RunState): Left => {
    const keptId = run.keptAs();
    const { data, ...course } = run.session();
    const whole: Session = data && keptId === undefined ? { ...course, data } : course;
    const session = bytesOf(whole.data) < ROOM ? writeSession?.(whole) : undefined;
    return { lab: run.labId, ...(session !== undefined && { session }), ...(keptId !== undefined && { kept: keptId }), hash: followed };
  };

  const openFiles = async (files: readonly HostFile[]) => {
    const [first] = files;
    if (!first) return;
    await attempt(async () => {
      const kind = await kindOf(files);
      const run = shownRun.getState().run?.getState();
      if (kind === 'session') await openSession(plainText(first.name, first.bytes, 'a session'));
      else if (kind === 'figure') await openFigure(first);
      else if (kind === 'model') await run?.openModel(files);
      else if (kind === 'numbers' || run?.lab.data?.own === 'images') run?.setData(await run.readData(files));
      else
        throw new InputError(
          first.name,
          'a session (.freelab, .json), a figure (.svg) or numbers (.csv, .tsv, .txt)',
          'another kind of file',
        );
    });
  };

  return {
    shown: shownRun,
    prepare,
    openFiles,
    show: async (lab) => {
      await attempt(async () => {
        const run = await runOf(lab);
        put(run);
        if (run.getState().lab.training) void offerKept(lab);
      });
    },
    goOn,
    goBack,
    offerLeft() {
      const left = takeLeft();
      if (!left) return;
      if (left.kept !== undefined) offered.add(left.kept);
      const title = labs.find(({ id }) => id === left.lab)?.title ?? left.lab;
      notify(`The run of ${title} that you left is kept.`, { label: 'Open it', act: () => void goBack(left) });
    },
    leave(closing) {
      const run = shownRun.getState().run?.getState();
      if (!run) return;
      run.keep();
      const opened = (run.preset && run.lab.presets[run.preset]?.steps) ?? 0;
      const worth = run.canUndo || run.frame?.step !== opened;
      const left = here(run);
      const hasRoom = left.session !== undefined || left.kept !== undefined || writeSession === undefined;
      const said = leave(left, closing && worth) && hasRoom;
      if (!said && !closing && !refused) notify('Where you are is not kept: the storage of this page is full, or refuses it.');
      refused ||= !said;
    },
    openHash: async (hash) => {
      let found = false;
      await attempt(async () => {
        const place = placeOfHash(hash);
        if (place) await openPlace(place);
        else {
          const text = await sessionOfHash(hash);
          if (text === undefined) return;
          await openSession(text);
        }
        found = true;
        followed = hash;
      });
      return found;
    },
    paste: (text) =>
      openFiles([{ name: text.trimStart().startsWith('{') ? 'pasted.json' : 'pasted.csv', bytes: new TextEncoder().encode(text) }]),
    open: async () => {
      await attempt(async () => {
        await openFiles(await bridge.open('any'));
      });
    },
    save: async () => {
      const text = await sessionText();
      const run = shownRun.getState().run?.getState();
      if (text === undefined || !run) return;
      const name = `${run.labId}-${run.preset ?? 'session'}.freelab`;
      await attempt(() => bridge.save({ name, bytes: new TextEncoder().encode(text) }));
    },
    copyLink: async () => {
      const text = await sessionText();
      if (text === undefined) return;
      const copied = await attempt(async () => {
        const link = new URL(location.href);
        link.hash = await hashOf(text);
        await navigator.clipboard.writeText(link.href);
      });
      if (copied) notify('The link is on the clipboard: it opens this run, step and all.');
    },
  };
}

/** The lab that opens first. */
export const firstLab = (): string => labs[0]?.id ?? '';
