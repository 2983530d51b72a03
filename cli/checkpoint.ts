// Checkpoints of a run in its folder, so that one that was ended goes on: the session, the lab's bytes, and an index that names both by their digests.
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { exactJson } from '../core/base/exact-json.ts';
import { InputError } from '../core/base/input-error.ts';
import type { Checkpoint } from '../core/lab/run.ts';
import { readSession, type Session, writeSession } from '../core/lab/session.ts';
import { loadLab } from '../core/labs/index.ts';
import { readInput, refusal, writeAll } from './files.ts';

const FORMAT = 'free-energy-lab/checkpoint';
const INDEX = 'checkpoint.json';

const Digest = z.string().check(z.regex(/^[0-9a-f]{64}$/));

/** By SHA-256 of what a file holds. A session's file is called after its own. */
const Stored = z.object({ format: z.literal(FORMAT), step: z.int().check(z.minimum(0)), checkpoint: Digest, session: Digest });

const digestOf = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');
const checkpointFile = (step: number) => `checkpoint-${step}.safetensors`;
const sessionFile = (digest: string) => `checkpoint-session-${digest.slice(0, 16)}.json`;

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

/** Keeps the last checkpoint of a session in its folder. */
export function createKeeper(folder: string, session: Session): (checkpoint: Checkpoint) => Promise<void> {
  let last = -1;
  // It may hold all of the user's images: it is written once, and not at all where it is there.
  let kept: string | undefined;
  return async ({ step, bytes }) => {
    if (step === last) return;
    try {
      await mkdir(folder, { recursive: true });
      if (kept === undefined) {
        const text = writeSession(session);
        const digest = digestOf(text);
        if (!(await isThere(join(folder, sessionFile(digest))))) await writeAll(join(folder, sessionFile(digest)), text);
        kept = digest;
      }
      await writeAll(join(folder, checkpointFile(step)), bytes);
      // Only now does the folder tell of them; what it told of before goes after that.
      const stored: z.infer<typeof Stored> = { format: FORMAT, step, checkpoint: digestOf(bytes), session: kept };
      await writeAll(join(folder, INDEX), exactJson(stored, 2));
      last = step;
      const needed = [checkpointFile(step), sessionFile(kept)];
      for (const name of await readdir(folder))
        if (/^checkpoint-(\d+\.safetensors|session(-[0-9a-f]+)?\.json)$/.test(name) && !needed.includes(name)) await rm(join(folder, name));
    } catch (error) {
      throw refusal(error, 'out', 'a folder that can be written', folder);
    }
  };
}

/** The session of a folder, and where it had come. Throws InputError. */
export async function readKept(folder: string): Promise<{ readonly session: Session; readonly checkpoint: Checkpoint }> {
  const text = (name: string) =>
    readFile(join(folder, name), 'utf8').catch((error: unknown) => {
      throw refusal(error, 'resume', 'a folder with a checkpoint', folder);
    });
  const stored = Stored.safeParse(jsonOf(await text(INDEX)));
  if (!stored.success) throw new InputError('resume', `a folder whose ${INDEX} tells a checkpoint`, folder);
  const { step, checkpoint, session } = stored.data;
  const [name, file] = [sessionFile(session), checkpointFile(step)];
  const [told, bytes] = [await text(name), await readInput('resume', join(folder, file))];
  if (digestOf(told) !== session) throw new InputError(name, 'a file as it was written', 'one that was changed');
  if (digestOf(bytes) !== checkpoint) throw new InputError(file, 'a file as it was written', 'one that was changed');
  return { session: await readSession(told, loadLab), checkpoint: { step, bytes } };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
