// @vitest-environment happy-dom
// How large type is and how the page is laid out, from the window and from what was asked for.
import { expect, test } from 'vitest';
import { changeType, followRoom, lectureFor, nextSize, roomFor } from '../../renderer/room.ts';

test('the window that the page was drawn for, and smaller ones, show it as it was drawn', () => {
  expect(roomFor(1440, 900)).toEqual({ scale: 1, layout: 'wide' });
  expect(roomFor(1280, 720)).toEqual({ scale: 1, layout: 'wide' });
  expect(roomFor(1024, 640)).toEqual({ scale: 1, layout: 'narrow' });
});

test('type grows with the window, less than in proportion, by what grows least of width and height', () => {
  const sizes = [roomFor(1440, 900), roomFor(1920, 1080), roomFor(2560, 1440), roomFor(3840, 2160)].map(({ scale }) => scale);
  expect(sizes).toEqual([...sizes].sort((a, b) => a - b));
  expect(new Set(sizes).size).toBe(4);
  expect(roomFor(2560, 1440).scale).toBeGreaterThan(1.2);
  expect(roomFor(2560, 1440).scale).toBeLessThan(1440 / 900);
  expect(roomFor(3840, 900).scale).toBe(1);
});

test('below 1000 × 620 px everything is stacked, and so it is where type is made so large that no more is left', () => {
  for (const [width, height, layout] of [
    [1000, 620, 'narrow'],
    [999, 900, 'stacked'],
    [1440, 619, 'stacked'],
    [1199, 800, 'narrow'],
    [1200, 800, 'wide'],
  ] as const)
    expect(roomFor(width, height).layout, `${width}×${height}`).toBe(layout);
  expect(roomFor(1440, 900, 1.15).layout).toBe('wide');
  expect(roomFor(1440, 900, 1.3).layout).toBe('narrow');
  expect(roomFor(1440, 900, 2)).toEqual({ ...roomFor(720, 450), scale: 2 });
});

test('a lecture has larger type, as large as picture, equation and ledger still have room', () => {
  const grown = (width: number, height: number) => lectureFor(width, height).scale / roomFor(width, height).scale;
  expect(lectureFor(1440, 900).layout).toBe('lecture');
  expect(grown(1440, 900)).toBeCloseTo(1.6, 1);
  expect(grown(720, 450)).toBeLessThan(1);
  expect(lectureFor(1024, 640).scale).toBeLessThan(lectureFor(1440, 900).scale);
  expect(lectureFor(1440, 900, 1.3).scale).toBeGreaterThanOrEqual(lectureFor(1440, 900).scale);
});

test('sizes go up and down by steps, to a last one', () => {
  const up: number[] = [1];
  while (nextSize(up.at(-1) as number, 1) !== up.at(-1)) up.push(nextSize(up.at(-1) as number, 1));
  expect(up.at(-1)).toBeGreaterThanOrEqual(2);
  for (const [i, size] of up.entries()) if (i > 0) expect(nextSize(size, -1)).toBe(up[i - 1]);
  expect(nextSize(0.1, -1)).toBe(0.1);
});

test('what was asked for is kept, and sets the type of the page', () => {
  const fontSize = () => Number.parseFloat(document.documentElement.style.fontSize);
  followRoom();
  const before = fontSize();
  expect(document.documentElement.dataset.layout).toMatch(/^(wide|narrow|stacked)$/);
  changeType(1);
  expect(fontSize()).toBeCloseTo(before * 1.15, 1);
  changeType(1);
  changeType(-1);
  expect(fontSize()).toBeCloseTo(before * 1.15, 1);
  expect(JSON.parse(localStorage.getItem('settings') as string)).toMatchObject({ typeSize: 1.15 });
});
