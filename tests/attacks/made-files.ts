// Files that would come to far more than they are, were they believed.
import { deflateRawSync, gzipSync } from 'node:zlib';
import { crc32 } from '../../core/io/crc32.ts';
import { idxOf } from '../../core/io/idx.ts';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
export const plain = (buffer: Uint8Array): Uint8Array<ArrayBuffer> => Uint8Array.from(buffer);

interface Entry {
  readonly name: string;
  readonly method: 0 | 8;
  readonly content: Uint8Array;
  /** What is said to come out. */
  readonly unpacked: number;
}

/** A zip (PKWARE’s APPNOTE) whose one content is told of `times` times, under other names; `count` files are said to be in it. */
export function overlapping({ name, method, content, unpacked }: Entry, times: number, count = times): Uint8Array<ArrayBuffer> {
  const head = new Uint8Array(30);
  const at = new DataView(head.buffer);
  at.setUint32(0, 0x04034b50, true);
  at.setUint16(8, method, true);
  at.setUint32(18, content.length, true);
  at.setUint32(22, unpacked, true);
  const check = method === 0 ? crc32(content) : 0;
  const entries = Array.from({ length: times }, (_, i) => {
    const called = bytesOf(`${i}${name}`);
    const entry = new Uint8Array(46 + called.length);
    const view = new DataView(entry.buffer);
    view.setUint32(0, 0x02014b50, true);
    view.setUint16(10, method, true);
    view.setUint32(16, check, true);
    view.setUint32(20, content.length, true);
    view.setUint32(24, unpacked, true);
    view.setUint16(28, called.length, true);
    entry.set(called, 46);
    return entry;
  });
  const directory = entries.reduce((sum, entry) => sum + entry.length, 0);
  const end = new Uint8Array(22);
  const last = new DataView(end.buffer);
  last.setUint32(0, 0x06054b50, true);
  last.setUint16(8, Math.min(count, 0xffff), true);
  last.setUint16(10, Math.min(count, 0xffff), true);
  last.setUint32(12, directory, true);
  last.setUint32(16, head.length + content.length, true);
  return plain(Buffer.concat([head, content, ...entries, end]));
}

/** The same with the end of a zip of 64 bits, which says that there are 2³² − 1 files. */
export function countless(): Uint8Array<ArrayBuffer> {
  const zip = overlapping({ name: 'a.png', method: 0, content: Uint8Array.of(1), unpacked: 1 }, 1);
  const [body, end] = [zip.subarray(0, -22), zip.subarray(-22)];
  const end64 = new DataView(new ArrayBuffer(56));
  end64.setUint32(0, 0x06064b50, true);
  end64.setUint32(32, 0xffffffff, true);
  end64.setUint32(48, 31, true);
  const locator = new DataView(new ArrayBuffer(20));
  locator.setUint32(0, 0x07064b50, true);
  locator.setUint32(8, body.length, true);
  const last = Uint8Array.from(end);
  new DataView(last.buffer).setUint32(16, 0xffffffff, true);
  new DataView(last.buffer).setUint16(8, 0xffff, true);
  return plain(Buffer.concat([body, new Uint8Array(end64.buffer), new Uint8Array(locator.buffer), last]));
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const out = new Uint8Array(12 + data.length);
  const view = new DataView(out.buffer);
  view.setUint32(0, data.length);
  out.set(bytesOf(type), 4);
  out.set(data, 8);
  view.setUint32(8 + data.length, crc32(out.subarray(4, 8 + data.length)));
  return out;
}

/** A PNG that says it has so many pixels, and holds one byte of them. */
export function vastPng(columns: number, rows: number): Uint8Array<ArrayBuffer> {
  const head = new DataView(new ArrayBuffer(13));
  head.setUint32(0, columns);
  head.setUint32(4, rows);
  head.setUint8(8, 8);
  const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10);
  return plain(
    Buffer.concat([
      signature,
      chunk('IHDR', new Uint8Array(head.buffer)),
      chunk('IDAT', new Uint8Array(9)),
      chunk('IEND', new Uint8Array()),
    ]),
  );
}

/** `piece` over and over, `megabytes` of it, gzipped. */
export const gzipped = (piece: string, megabytes: number): Uint8Array<ArrayBuffer> =>
  plain(gzipSync(Buffer.alloc(megabytes * 2 ** 20, piece), { level: 1 }));

/** So many numbers of two bytes each, all 0, gzipped. */
export function gzippedIdx(count: number): Uint8Array<ArrayBuffer> {
  const head = Buffer.from(idxOf({ shape: [1], values: new Uint8Array(1) }).subarray(0, 8));
  head.writeUInt8(0x0b, 2);
  head.writeUInt32BE(count, 4);
  return plain(gzipSync(Buffer.concat([head, Buffer.alloc(2 * count)]), { level: 1 }));
}

/** A link whose session comes to so many megabytes of spaces. */
export const vastLink = (megabytes: number): string => {
  const packed = deflateRawSync(Buffer.alloc(2 ** 20, ' '));
  // A piece that ends on a byte’s border may be followed by others.
  const piece = deflateRawSync(Buffer.alloc(2 ** 20, ' '), { finishFlush: 2 });
  return `#s=${Buffer.concat([...Array.from({ length: megabytes }, () => piece), packed]).toString('base64url')}`;
};
