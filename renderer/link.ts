// A whole experiment as a link: the session's text, deflated, in the address after `#`.
import { base64Of, bytesOfBase64 } from '../core/base/base64.ts';
import { exactJson } from '../core/base/exact-json.ts';
import { MAX_FILE_BYTES } from '../core/base/files.ts';
import { InputError } from '../core/base/input-error.ts';

/** A session that a link may hold, in bytes, and how often mail and chat may have escaped the link on its way. */
const MOST_BYTES = MAX_FILE_BYTES;
const MOST_ROUNDS = 5;

/** All that comes out. Rejects with RangeError as soon as that is more than `most`. */
async function allOf(stream: ReadableStream<Uint8Array<ArrayBuffer>>, most = Number.POSITIVE_INFINITY): Promise<Uint8Array> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > most) {
      void reader.cancel();
      throw new RangeError('more than a session');
    }
    pieces.push(value);
  }
  return new Uint8Array(await new Blob(pieces).arrayBuffer());
}

const toBase64Url = (bytes: Uint8Array) => base64Of(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');

const fromBase64Url = (text: string) => bytesOfBase64(text.replaceAll('-', '+').replaceAll('_', '/'));

/** The fragment, `#` included, that opens a session. */
export async function hashOf(session: string): Promise<string> {
  const compact = exactJson(JSON.parse(session));
  const packed = await allOf(new Blob([compact]).stream().pipeThrough(new CompressionStream('deflate-raw')));
  return `#s=${toBase64Url(packed)}`;
}

/** Without what mail and chat do to a link on its way: percent signs, once or more often, and broken lines. */
function cleaned(hash: string): string {
  let text = hash;
  for (let round = 0; round < MOST_ROUNDS && text.includes('%'); round += 1) text = decodeURIComponent(text);
  return text.replaceAll(/[\s\u00ad\u200b\u2060\ufeff]/g, '');
}

const damaged = () => new InputError('link', 'a whole session', 'one that is damaged or cut off');

/** Where a fragment `#lab=bound` or `#lab=bound&preset=coin` leads; undefined for any other. */
export function placeOfHash(hash: string): { readonly lab: string; readonly preset: string | undefined } | undefined {
  const found = new URLSearchParams(hash.slice(1));
  const lab = found.get('lab');
  return lab === null ? undefined : { lab, preset: found.get('preset') ?? undefined };
}

/** The session in a fragment; undefined where there is no fragment. Rejects with InputError if it holds none, or is damaged. */
export async function sessionOfHash(hash: string): Promise<string | undefined> {
  if (hash === '' || hash === '#') return undefined;
  let text: string;
  try {
    text = cleaned(hash);
  } catch {
    throw damaged();
  }
  // Behind it may stand what a service counts by, or the end of a sentence.
  const [, packed] = /^#s=([^&=.,;:!?)>\]}"'’”»]*)=*(?:&.*|[.,;:!?)>\]}"'’”»]*)$/.exec(text) ?? [];
  if (packed === undefined) throw new InputError('link', 'a session behind #s=', hash.slice(0, 40));
  try {
    const stream = new Blob([fromBase64Url(packed)]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
    return new TextDecoder('utf-8', { fatal: true }).decode(await allOf(stream, MOST_BYTES));
  } catch {
    throw damaged();
  }
}
