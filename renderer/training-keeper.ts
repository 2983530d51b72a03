// Keeps runs that train, each in a place that no other window writes to, and finds them again. What fails is told, and deletes nothing.
import { bytesOf, type Dataset } from '../core/data/dataset.ts';
import type { Checkpoint } from '../core/lab/run.ts';
import type { Session } from '../core/lab/session.ts';

/** IndexedDB’s door, and the schema of sessions: not before there is something to keep. */
const stored = () => import('./kept-runs.ts');
const sessions = () => import('../core/lab/session.ts');

const lockOf = (id: string) => `kept run ${id}`;

/** A page that is loaded again may still hold its lock for a moment, in ms. */
const MOMENT = 500;

/** Holds the lock of a run as long as the page lives; false where another window holds it. */
function hold(id: string): Promise<boolean> {
  if (!('locks' in navigator)) return Promise.resolve(true);
  return new Promise((resolve) => {
    const onGranted = () => {
      resolve(true);
      return new Promise<never>(() => {});
    };
    navigator.locks.request(lockOf(id), { signal: AbortSignal.timeout(MOMENT) }, onGranted).catch(() => resolve(false));
  });
}

async function heldAnywhere(): Promise<ReadonlySet<string | undefined>> {
  // Who refuses storage refuses locks.
  const { held: locks = [] } = 'locks' in navigator ? await navigator.locks.query().catch(() => ({ held: [] })) : {};
  return new Set(locks.map(({ name }) => name));
}

const reasonOf = (error: unknown) =>
  error instanceof DOMException && error.name === 'QuotaExceededError'
    ? 'the storage of this page is full'
    : 'the storage of this page refuses it';

export interface Found {
  readonly session: string;
  /** The user’s own, which the session’s text then has not. */
  readonly data: Dataset | undefined;
  readonly from: { readonly id: string; readonly checkpoint: Checkpoint };
}

export function createTrainingKeeper(notify: (line: string) => void) {
  const holding = new Map<string, Promise<boolean>>();
  const own = (id: string) => {
    const found = holding.get(id) ?? hold(id);
    holding.set(id, found);
    return found;
  };
  let warned = false;

  return {
    /** In place of what was kept under this id; `title` is what it is a run of. False where it could not be. */
    async keep(session: Session, checkpoint: Checkpoint, { id, title }: { readonly id: string; readonly title: string }): Promise<boolean> {
      try {
        const [{ writeSession }, { keepRun }] = await Promise.all([sessions(), stored()]);
        void own(id);
        const { data, ...course } = session;
        const text = writeSession(course);
        const bytes = text.length + checkpoint.bytes.length + bytesOf(data);
        await keepRun({ id, lab: session.lab, title, step: checkpoint.step, bytes, at: Date.now() }, { session: text, checkpoint }, data);
        return true;
      } catch (error) {
        if (!warned) notify(`Training is not kept: ${reasonOf(error)}.`);
        warned = true;
        return false;
      }
    },
    /** The newest kept run of a lab that no window has open; none where storage is refused. */
    async newestOf(lab: string) {
      const [{ keptNotes }, lockNames] = await Promise.all([stored(), heldAnywhere()]);
      const notes = await keptNotes().catch(() => []);
      return notes.find((note) => note.lab === lab && !lockNames.has(lockOf(note.id)));
    },
    /** A kept run to go on from, under its own id where no other window does; undefined where it is kept no more. */
    async find(id: string): Promise<Found | undefined> {
      const run = await (await stored()).keptRun(id);
      return (
        run && {
          session: run.session,
          data: run.data,
          from: { id: (await own(id)) ? id : crypto.randomUUID(), checkpoint: run.checkpoint },
        }
      );
    },
  };
}
