import fc from 'fast-check';

const CELLS = 2 ** 30;

/** Numbers of a range, all of it alike, and as often next to what doubles have most of: its ends and 0, since those are drawn by their bits. */
export const anywhere = ({ min, max }: { readonly min: number; readonly max: number }): fc.Arbitrary<number> =>
  fc.oneof(
    fc.integer({ min: 0, max: CELLS }).map((cell) => min + ((max - min) * cell) / CELLS),
    fc.double({ min, max, noNaN: true }),
  );
