// How large a JPEG says it is, before anything of it is decoded (ITU-T T.81, B.2.2).

const START_OF_SCAN = 0xda;

/** Frames, whichever way they are coded; three numbers between them mean something else. */
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

/** Of its first frame. Throws RangeError where there is none before its image begins. */
export function jpegSize(bytes: Uint8Array): { readonly rows: number; readonly columns: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 2; at + 9 <= bytes.length; ) {
    const marker = bytes[at + 1] as number;
    if (bytes[at] !== 0xff || marker === START_OF_SCAN) break;
    if (isFrame(marker)) return { rows: view.getUint16(at + 5), columns: view.getUint16(at + 7) };
    // A marker may be filled up in front of it.
    at += marker === 0xff ? 1 : 2 + view.getUint16(at + 2);
  }
  throw new RangeError('no frame');
}
