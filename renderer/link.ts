// A whole experiment as a link: the session's text, deflated, in the address after `#`.
import { base64Of, bytesOfBase64 } from '../core/base/base64.ts';
import { exactJson } from '../core/base/exact-json.ts';

const bytesOf = async (stream: ReadableStream<Uint8Array>) => new Uint8Array(await new Response(stream as BodyInit).arrayBuffer());

const toBase64Url = (bytes: Uint8Array) => base64Of(bytes).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');

const fromBase64Url = (text: string) => bytesOfBase64(text.replaceAll('-', '+').replaceAll('_', '/'));

/** The fragment, `#` included, that opens a session. */
export async function hashOf(session: string): Promise<string> {
  const compact = exactJson(JSON.parse(session));
  const packed = await bytesOf(new Blob([compact]).stream().pipeThrough(new CompressionStream('deflate-raw')));
  return `#s=${toBase64Url(packed)}`;
}

/** The session in a fragment; undefined where there is none. Rejects if it is damaged. */
export async function sessionOfHash(hash: string): Promise<string | undefined> {
  const [, packed] = /^#s=(.+)$/.exec(hash) ?? [];
  if (packed === undefined) return undefined;
  const stream = new Blob([fromBase64Url(packed)]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return new TextDecoder().decode(await bytesOf(stream));
}
