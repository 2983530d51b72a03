import fc from 'fast-check';
import { expect, it } from 'vitest';
import { base64Of, bytesOfBase64 } from '../../core/base/base64.ts';

it('writes bytes as Node does, and reads them back', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expect(base64Of(bytes)).toBe(Buffer.from(bytes).toString('base64'));
      expect(bytesOfBase64(base64Of(bytes))).toEqual(Uint8Array.from(bytes));
    }),
  );
});

it('takes more bytes than one call has arguments', () => {
  const bytes = Uint8Array.from({ length: 200_000 }, (_, i) => (i * 7919) % 256);
  expect(base64Of(bytes)).toBe(Buffer.from(bytes).toString('base64'));
});

it('throws at what is no base64', () => {
  expect(() => bytesOfBase64('not base64!')).toThrow();
});
