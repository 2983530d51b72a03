// A PNG with nothing in it but its picture, whose pixels are no more than its head says: what may then be decoded.
import { Unzlib } from 'fflate';

const SIGNATURE = 8;
/** What a picture is made of; profiles, texts and animations may hold anything, and are not looked at. */
const KEPT = ['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND'];
/** Samples a pixel, by the type of colour. */
const SAMPLES: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
/** Unpacked piece by piece: one of these comes to at most a thousand times as much. */
const PIECE = 1 << 14;

interface Chunk {
  readonly type: string;
  /** With its length, type and check. */
  readonly whole: Uint8Array;
  readonly data: Uint8Array;
}

function* chunksOf(bytes: Uint8Array): Generator<Chunk> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = SIGNATURE; at + 12 <= bytes.length; ) {
    const length = view.getUint32(at);
    const end = at + 12 + length;
    if (end > bytes.length) throw new RangeError('a chunk that is cut off');
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    yield { type, whole: bytes.subarray(at, end), data: bytes.subarray(at + 8, end - 4) };
    if (type === 'IEND') return;
    at = end;
  }
}

/** Bytes of the rows, each with the byte of its filter; interlaced there are up to twice as many rows, and as many bits that fill bytes. */
function mostBytes(head: Uint8Array): number {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const [columns, rows] = [view.getUint32(0), view.getUint32(4)];
  const bits = (head[8] as number) * (SAMPLES[head[9] as number] ?? 0);
  const plain = rows * (1 + Math.ceil((columns * bits) / 8));
  return head[12] === 0 ? plain : 2 * plain + 8 * rows;
}

/**
 * The chunks of the picture alone, behind the signature (Portable Network Graphics, third edition). Throws RangeError for a second head, and for pixels that
 * unpack to more than the head says, as soon as they do.
 */
export function plainPng(bytes: Uint8Array): Uint8Array {
  const kept = Array.from(chunksOf(bytes)).filter(({ type }) => KEPT.includes(type));
  const heads = kept.filter(({ type }) => type === 'IHDR');
  const [head] = heads;
  if (heads.length !== 1 || !head || head.data.length !== 13) throw new RangeError('not one head');
  let left = mostBytes(head.data);
  const unpacking = new Unzlib((piece) => {
    left -= piece.length;
    if (left < 0) throw new RangeError('more pixels than its head says');
  });
  for (const { type, data } of kept)
    if (type === 'IDAT') for (let from = 0; from < data.length; from += PIECE) unpacking.push(data.subarray(from, from + PIECE));
  const out = new Uint8Array(SIGNATURE + kept.reduce((sum, { whole }) => sum + whole.length, 0));
  out.set(bytes.subarray(0, SIGNATURE));
  let at = SIGNATURE;
  for (const { whole } of kept) {
    out.set(whole, at);
    at += whole.length;
  }
  return out;
}
