// Before every test file: arrays of numbers are compared as memory. One by one, as an expectation does it, large ones take most of a test’s time.
import { isDeepStrictEqual } from 'node:util';
import { expect } from 'vitest';

// Of those that differ, or are no such arrays, nothing is said: then the usual comparison finds where.
expect.addEqualityTesters([
  (a: unknown, b: unknown) => (ArrayBuffer.isView(a) && ArrayBuffer.isView(b) && isDeepStrictEqual(a, b) ? true : undefined),
]);
