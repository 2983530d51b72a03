// Training under way, kept beside the page: whoever closes it, or loses it, goes on from there. Each run has a place of its own.
import { delMany, get, getMany, keys, setMany } from 'idb-keyval';
import type { Dataset } from '../core/data/dataset.ts';
import type { Checkpoint } from '../core/lab/run.ts';

export interface KeptRun {
  /** The session up to the checkpoint, as the text of its file; the user’s own data lie beside it. */
  readonly session: string;
  readonly checkpoint: Checkpoint;
}

/** What is known of a kept run without reading it. */
export interface KeptNote {
  readonly id: string;
  readonly lab: string;
  /** What it is a run of: a preset. */
  readonly title: string;
  readonly step: number;
  readonly bytes: number;
  /** When it was kept, in ms since 1970. */
  readonly at: number;
}

const NOTE = 'note of run ';
const noteKey = (id: string) => NOTE + id;
const runKey = (id: string) => `run ${id}`;
const dataKey = (id: string) => `data of run ${id}`;

/**
 * In place of what was kept of this run before; its data, which stay the same from its first step to its last, are written once.
 * Rejects where storage is full or forbidden; what was there is still there then.
 */
export async function keepRun(note: KeptNote, run: KeptRun, data: Dataset | undefined): Promise<void> {
  const isThere = data === undefined || (await keys()).includes(dataKey(note.id));
  await setMany([[noteKey(note.id), note], [runKey(note.id), run], ...(isThere ? [] : [[dataKey(note.id), data] as [string, Dataset]])]);
}

/** The newest first. */
export async function keptNotes(): Promise<readonly KeptNote[]> {
  const named = (await keys()).filter((key) => typeof key === 'string' && key.startsWith(NOTE));
  const notes = (await getMany<KeptNote>(named)).filter((note) => note !== undefined);
  return notes.toSorted((a, b) => b.at - a.at);
}

export async function keptRun(id: string): Promise<(KeptRun & { readonly data: Dataset | undefined }) | undefined> {
  const [run, data] = await Promise.all([get<KeptRun>(runKey(id)), get<Dataset>(dataKey(id))]);
  return run && { ...run, data };
}

/** Only whoever uses the page asks for this. */
export const forgetRun = (id: string): Promise<void> => delMany([noteKey(id), runKey(id), dataKey(id)]);
