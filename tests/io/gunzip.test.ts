// A gzip file whose content is not what was packed is refused, whichever bit of it was turned.
import { readFile } from 'node:fs/promises';
import { gzipSync, crc32 as reference } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { crc32 } from '../../core/io/crc32.ts';
import { gunzipped } from '../../core/io/gunzip.ts';
import { createRandom } from '../../core/prob/random.ts';

const random = createRandom(20);
const content = Uint8Array.from({ length: 5000 }, (_, i) => (i % 7 === 0 ? random.below(256) : i % 11));

describe('CRC-32', () => {
  it('is 0xCBF43926 of the nine digits, and what Node’s is', () => {
    // The check value that catalogues of CRCs give for CRC-32/ISO-HDLC.
    expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926);
    expect(crc32(new Uint8Array())).toBe(0);
    if (reference) expect(crc32(content)).toBe(reference(content));
  });
});

describe('a gzip file', () => {
  it('comes back as it was', async () => {
    expect(gunzipped('a.gz', gzipSync(content))).toEqual(content);
    const shipped = await readFile(new URL('../../samples/data/digits.csv.gz', import.meta.url));
    expect(gunzipped('digits.csv.gz', shipped).length).toBeGreaterThan(100_000);
  });

  it('with a bit turned anywhere behind its header is refused, in one line', () => {
    const packed = Uint8Array.from(gzipSync(content));
    let silent = 0;
    for (let k = 0; k < 400; k += 1) {
      const at = 10 + random.below(packed.length - 10);
      const bit = 1 << random.below(8);
      packed[at] = (packed[at] as number) ^ bit;
      let line = '';
      let got: Uint8Array | undefined;
      try {
        got = gunzipped('a.gz', packed);
      } catch (error) {
        line = (error as Error).message;
      }
      packed[at] = (packed[at] as number) ^ bit;
      if (got === undefined) expect(line).toMatch(/^a\.gz: expected [^\n]+, got [^\n]+$/);
      // Bits that only pad the last block say nothing of the content.
      else if (got.length !== content.length || got.some((byte, i) => byte !== content[i])) silent += 1;
    }
    expect(silent).toBe(0);
  });
});
