// Training under way, kept beside the page: whoever closes it, or loses it, goes on from there. Each run has a place of its own.
import { delMany, get, getMany, keys, setMany } from 'idb-keyval';
import type { Checkpoint } from '../core/lab/run.ts';

export interface KeptRun {
  /** The session up to the checkpoint, as the text of its file. */
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

/** In place of what was kept of this run before. Rejects where storage is full or forbidden; what was there is still there then. */
export const keepRun = (note: KeptNote, run: KeptRun): Promise<void> =>
  setMany([
    [noteKey(note.id), note],
    [runKey(note.id), run],
  ]);

/** The newest first. */
export async function keptNotes(): Promise<readonly KeptNote[]> {
  const named = (await keys()).filter((key) => typeof key === 'string' && key.startsWith(NOTE));
  const notes = (await getMany<KeptNote>(named)).filter((note) => note !== undefined);
  return notes.toSorted((a, b) => b.at - a.at);
}

export const keptRun = (id: string): Promise<KeptRun | undefined> => get<KeptRun>(runKey(id));

/** Only whoever uses the page asks for this. */
export const forgetRun = (id: string): Promise<void> => delMany([noteKey(id), runKey(id)]);
