// A sample is a session file that also says what its last frame must hold, and how exactly.
import { readdir, readFile } from 'node:fs/promises';
import * as z from 'zod/mini';
import { exactJson } from '../core/base/exact-json.ts';
import { type Session, writeSession } from '../core/lab/session.ts';

export const samplesFolder = new URL('../samples/', import.meta.url);

const Expected = z.strictObject({
  step: z.int(),
  /** Where the numbers come from, where that is not this program. */
  source: z.optional(z.string()),
  scalars: z.record(z.string(), z.strictObject({ value: z.number(), tolerance: z.number().check(z.positive()) })),
});
export type Expected = z.infer<typeof Expected>;

/** The text of a sample. */
export function writeSample(session: Session, expected: Expected): string {
  return `${exactJson({ ...JSON.parse(writeSession(session)), expected }, 2)}\n`;
}

/** What a sample's text expects; the session is read by whoever reads sessions. */
export const readExpected = (text: string): Expected => z.object({ expected: Expected }).parse(JSON.parse(text)).expected;

/** Name and text of every sample there is. */
export async function samples(): Promise<{ name: string; text: string }[]> {
  const names = (await readdir(samplesFolder)).filter((name) => name.endsWith('.json')).toSorted();
  return Promise.all(names.map(async (name) => ({ name, text: await readFile(new URL(name, samplesFolder), 'utf8') })));
}
