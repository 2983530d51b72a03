// A zip whose content is not what was packed is refused, whichever bit of its content was turned.
import { strFromU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { zipContents } from '../../core/io/zip-contents.ts';
import { createRandom } from '../../core/prob/random.ts';

const random = createRandom(7);
const noise = Uint8Array.from({ length: 3000 }, () => random.below(256));
const made = (level: 0 | 6) =>
  zipSync({ 'a/b.bin': noise, 'words.txt': new TextEncoder().encode('digit '.repeat(500)), 'none.txt': new Uint8Array() }, { level });

describe('a zip', () => {
  it('comes back as it was, stored or packed, with a comment behind it', () => {
    for (const level of [0, 6] as const) {
      const bytes = made(level);
      const commented = new Uint8Array(bytes.length + 5);
      commented.set(bytes);
      commented[bytes.length - 2] = 5;
      for (const one of [bytes, commented]) {
        const files = zipContents('a.zip', one, () => true);
        expect(files['a/b.bin']).toEqual(noise);
        expect(strFromU8(files['words.txt'] as Uint8Array)).toBe('digit '.repeat(500));
      }
    }
  });

  it.each([0, 6] as const)('at level %d with a bit turned is refused in one line, or has what was packed', (level) => {
    const bytes = made(level);
    for (let k = 0; k < 300; k += 1) {
      const [at, bit] = [random.below(bytes.length), 1 << random.below(8)];
      bytes[at] = (bytes[at] as number) ^ bit;
      try {
        // A turned bit may be in a name, or leave a file out: what is there is whole.
        for (const [name, content] of Object.entries(zipContents('a.zip', bytes, () => true)))
          if (name === 'a/b.bin') expect(content).toEqual(noise);
      } catch (error) {
        expect((error as Error).message).toMatch(/^a\.zip: expected [^\n]+, got [^\n]+$/);
      }
      bytes[at] = (bytes[at] as number) ^ bit;
    }
  });

  it('that is none is refused in one line', () => {
    for (const bytes of [new Uint8Array(), Uint8Array.of(1, 2, 3), noise])
      expect(() => zipContents('a.zip', bytes, () => true)).toThrow(/^a\.zip: expected a zip, got/);
  });
});
