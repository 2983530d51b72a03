// Training under way, kept beside the page: whoever closes it, or loses it, goes on from there.
import { del, get, set } from 'idb-keyval';
import type { Checkpoint } from '../core/lab/run.ts';

export interface KeptRun {
  /** The session up to the checkpoint, as the text of its file. */
  readonly session: string;
  readonly checkpoint: Checkpoint;
}

const key = (labId: string) => `training ${labId}`;

/** Storage may be full, forbidden or spoiled: then nothing is kept, and nothing else is lost. */
const orNothing = <T>(task: Promise<T>): Promise<T | undefined> => task.catch(() => undefined);

export const keepRun = (labId: string, kept: KeptRun): Promise<void> => orNothing(set(key(labId), kept));

export const keptRun = (labId: string): Promise<KeptRun | undefined> => orNothing(get<KeptRun>(key(labId)));

export const forgetRun = (labId: string): Promise<void> => orNothing(del(key(labId)));
