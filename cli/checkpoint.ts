// Checkpoints of a run in its folder, so that one that was ended goes on: the session, written once, the lab's bytes, and a JSON that names both.
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { exactJson } from '../core/base/exact-json.ts';
import { InputError } from '../core/base/input-error.ts';
import type { Checkpoint } from '../core/lab/run.ts';
import { readSession, type Session, writeSession } from '../core/lab/session.ts';
import { loadLab } from '../core/labs/index.ts';
import { readInput, refusal } from './files.ts';

const FORMAT = 'free-energy-lab/checkpoint';
const INDEX = 'checkpoint.json';
/** It may hold all of the user's images, so that it is not written again with each checkpoint. */
const SESSION = 'checkpoint-session.json';

const Stored = z.object({ format: z.literal(FORMAT), step: z.int().check(z.minimum(0)), file: z.string() });

/** Written under another name and moved: a file of this name is always a whole one. */
async function put(path: string, content: string | Uint8Array): Promise<void> {
  await writeFile(`${path}.new`, content);
  await rename(`${path}.new`, path);
}

/** Keeps the last checkpoint of a session in its folder. */
export function createKeeper(folder: string, session: Session): (checkpoint: Checkpoint) => Promise<void> {
  let last = -1;
  return async ({ step, bytes }) => {
    if (step === last) return;
    try {
      await mkdir(folder, { recursive: true });
      const file = `checkpoint-${step}.safetensors`;
      await put(join(folder, file), bytes);
      if (last < 0) {
        // Between the two writes the folder must not name another session's checkpoint.
        await rm(join(folder, INDEX), { force: true });
        await put(join(folder, SESSION), writeSession(session));
      }
      await put(join(folder, INDEX), exactJson({ format: FORMAT, step, file }, 2));
      last = step;
      for (const name of await readdir(folder)) {
        if (/^checkpoint-\d+\.safetensors$/.test(name) && name !== file) await rm(join(folder, name));
      }
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
  if (!stored.success || !/^checkpoint-\d+\.safetensors$/.test(stored.data.file))
    throw new InputError('resume', `a folder whose ${INDEX} tells a checkpoint`, folder);
  const { step, file } = stored.data;
  return {
    session: await readSession(await text(SESSION), loadLab),
    checkpoint: { step, bytes: await readInput('resume', join(folder, file)) },
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
