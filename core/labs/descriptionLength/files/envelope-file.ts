// The envelope as a file that another host opens: a zip of what both sides know (agreed.json) and of the bits that are sent (message.bin).
import { zipSync } from 'fflate';
import * as z from 'zod/mini';
import { exactJson } from '../../../base/exact-json.ts';
import type { NamedFile } from '../../../base/files.ts';
import { InputError } from '../../../base/input-error.ts';
import { bytesOf, readStack } from '../../../codec/ans.ts';
import type { Dataset } from '../../../data/dataset.ts';
import { zipContents } from '../../../io/zip-contents.ts';
import type { ExportedFile } from '../../../lab/lab.ts';
import type { DescriptionValues } from '../declaration/params.ts';
import { differing } from '../run/coded.ts';
import type { DescriptionState } from '../run/state.ts';
import type { EnvelopeKind, Opened } from './envelope-kind.ts';
import { factorsEnvelope } from './factors-envelope.ts';
import { mixtureEnvelope } from './mixture-envelope.ts';
import { networkEnvelope } from './network-envelope.ts';

declare const TextEncoder: new () => { encode(text: string): Uint8Array<ArrayBuffer> };
declare const TextDecoder: new () => { decode(bytes: Uint8Array): string };

const FORMAT = 'free-energy-lab envelope';
const [AGREED, MESSAGE] = ['agreed.json', 'message.bin'];

const kinds = { network: networkEnvelope, mixture: mixtureEnvelope, factors: factorsEnvelope };

/** What every envelope begins with; the first ones, which do not say by whom, are of networks. */
const Head = z.object({
  format: z.literal(FORMAT),
  version: z.literal(1),
  by: z._default(z.enum(['network', 'mixture', 'factors']), 'network'),
});

/** What is agreed on, if it is what the schema asks for. Throws InputError for the first of it that is not. */
function checked<T>(what: string, schema: z.ZodMiniType<T>, agreed: unknown): T {
  const { success, data, error } = z.safeParse(schema, agreed);
  if (success) return data;
  const [issue] = error.issues;
  throw new InputError(what, `${AGREED} of an envelope`, `${issue?.path.join('.') || 'the whole'}: ${issue?.message ?? 'wrong'}`);
}

function fileOf<Run, Known extends { readonly by: string }>(
  kind: EnvelopeKind<Run, Known>,
  run: Run,
  precision: number,
): readonly ExportedFile[] {
  const { known, message } = kind.seal(run, precision);
  // What a reader would refuse is not written.
  checked('envelope', kind.known, known);
  const agreed = { format: FORMAT, version: 1, ...known };
  const files = { [AGREED]: new TextEncoder().encode(`${exactJson(agreed, 1)}\n`), [MESSAGE]: bytesOf(message) };
  const bytes = new Uint8Array(zipSync(files, { mtime: '1980-01-02T12:00:00' }));
  return [{ name: `${known.by}.envelope`, type: 'application/zip', bytes }];
}

/** Seals what is sent, as it is. Throws InputError where it is a symbol alone, or where nobody would open the envelope. */
export function envelopeFile({ sending }: DescriptionState, { precision }: Pick<DescriptionValues, 'precision'>): readonly ExportedFile[] {
  switch (sending.kind) {
    case 'codewords':
      throw new InputError('subject', 'data that are sent', 'a symbol');
    case 'network':
      return fileOf(kinds.network, sending, precision);
    case 'mixture':
      return fileOf(kinds.mixture, sending, precision);
    case 'factors':
      return fileOf(kinds.factors, sending, precision);
  }
}

const isEnvelope = ({ name }: NamedFile) => /\.envelope$/i.test(name);

/** No more than this may come out of the zip. */
const MOST_BYTES = 16 * 1024 * 1024;

function unpackedParts({ name, bytes }: NamedFile): { readonly text: string; readonly message: Uint8Array } {
  let total = 0;
  const files = zipContents(
    name,
    bytes,
    (file) => {
      total += file.originalSize;
      return [AGREED, MESSAGE].includes(file.name) && total <= MOST_BYTES;
    },
    'an envelope',
  );
  const [agreed, message] = [files[AGREED], files[MESSAGE]];
  if (!agreed || !message) throw new InputError(name, `an envelope with ${AGREED} and ${MESSAGE}`, 'another zip');
  return { text: new TextDecoder().decode(agreed), message };
}

function agreedIn(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new InputError(name, `${AGREED} as JSON`, 'text that is none');
  }
}

function opened<Run, Known>(name: string, kind: EnvelopeKind<Run, Known>, agreed: unknown, bytes: Uint8Array): Opened['data'] {
  const known = checked(name, kind.known, agreed);
  const message = readStack(bytes);
  let result: Opened;
  try {
    result = kind.open(name, known, message);
  } catch (error) {
    if (error instanceof RangeError) throw new InputError(name, 'an envelope whose parts belong together', error.message);
    throw error;
  }
  const stray = differing(bytesOf(message), bytesOf(result.begun));
  if (stray > 0) throw new InputError(name, 'the bits that were borrowed, back as they were', `${stray} that are not`);
  return result.data;
}

/**
 * Opens an envelope: what was in it, to the last bit, beside what was known. What is left of the message must be what it began with. Undefined
 * for other files; throws InputError for an envelope that is none, or not whole.
 */
export function readEnvelope(files: readonly NamedFile[]): Dataset | undefined {
  const [file] = files;
  if (!file || files.length > 1 || !isEnvelope(file)) return undefined;
  const { name } = file;
  const { text, message } = unpackedParts(file);
  const agreed = agreedIn(name, text);
  switch (checked(name, Head, agreed).by) {
    case 'network':
      return { name, ...opened(name, kinds.network, agreed, message) };
    case 'mixture':
      return { name, ...opened(name, kinds.mixture, agreed, message) };
    case 'factors':
      return { name, ...opened(name, kinds.factors, agreed, message) };
  }
}
