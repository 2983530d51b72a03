// The window stands where it was left, as long as it can be seen and grasped there.
import { expect, test } from 'vitest';
import { placed } from '../../electron/placement.ts';

const laptop = { x: 0, y: 25, width: 1440, height: 875 };
const second = { x: 1440, y: 0, width: 2560, height: 1440 };
const kept = { x: 1500, y: 40, width: 1600, height: 1000, maximized: false };

test('a window is put back where it stood', () => {
  expect(placed(kept, [laptop, second])).toEqual({ x: 1500, y: 40, width: 1600, height: 1000 });
});

test('a window whose display is gone comes to the main one, no larger than it', () => {
  expect(placed(kept, [laptop])).toEqual({ width: 1440, height: 875 });
});

test('a window of which only an edge shows is not put back there', () => {
  expect(placed({ ...kept, x: 1400, width: 1100, height: 700 }, [laptop])).toEqual({ width: 1100, height: 700 });
  expect(placed({ ...kept, y: -900, width: 1100, height: 700 }, [second])).not.toHaveProperty('y');
});

test('the first time, and after damaged settings, it opens at its first size', () => {
  const first = { width: 1440, height: 875 };
  expect(placed(undefined, [laptop])).toEqual(first);
  expect(placed({ width: Number.NaN, height: 5, x: 0, y: 0 }, [laptop])).toEqual(first);
  expect(placed({ x: 0 }, [laptop])).toEqual(first);
});

test('it is never smaller than the page can be used', () => {
  expect(placed({ x: 10, y: 30, width: 200, height: 150 }, [laptop])).toEqual({ x: 10, y: 30, width: 1024, height: 640 });
  expect(placed(undefined, [{ x: 0, y: 0, width: 800, height: 600 }])).toEqual({ width: 1024, height: 640 });
});
