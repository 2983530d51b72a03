// A lab's work over and over, by a clock that is handed in.
import { expect, it } from 'vitest';
import { exertFor } from '../../core/lab/exert.ts';

it('is done until the time is over, once at least, and its answers are added up', async () => {
  let t = 0;
  const run = {
    async exert() {
      t += 40;
      return 7;
    },
  };
  expect(await exertFor(run, {}, 100, () => t)).toBe(21);
  expect(await exertFor(run, {}, 0, () => t)).toBe(7);
});
