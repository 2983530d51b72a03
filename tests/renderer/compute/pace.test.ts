// The pace keeps the speed that was chosen and never more work than a frame holds.
import { describe, expect, it } from 'vitest';
import { createPace } from '../../../renderer/compute/pace.ts';

/** Steps taken in `seconds` at 60 frames a second, where one step takes `cost` ms and one observation `observation` ms. */
function play(speed: number, seconds: number, cost: number, observation = 0) {
  const pace = createPace();
  pace.took(0, { stepping: 0, observing: observation });
  const frames: number[] = [];
  for (let frame = 0; frame < seconds * 60; frame += 1) {
    const steps = pace.due((frame * 1000) / 60, speed);
    if (steps > 0) pace.took(steps, { stepping: steps * cost, observing: observation });
    frames.push(steps);
  }
  return frames;
}
const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);

describe('createPace', () => {
  it.each([1, 3, 10, 30, 60, 100, 300])('takes %i steps a second, spread over the frames', (speed) => {
    const frames = play(speed, 10, 0.01);
    expect(Math.abs(sum(frames) - 10 * speed)).toBeLessThanOrEqual(Math.max(2, speed / 20));
    expect(Math.max(...frames.slice(60))).toBeLessThanOrEqual(Math.ceil(speed / 60) + 1);
  });

  it('fills 12 ms of every frame where it goes as fast as it can', () => {
    const frames = play(Number.POSITIVE_INFINITY, 2, 0.1);
    expect(frames[0]).toBe(1);
    expect(frames.at(-1)! * 0.1).toBeGreaterThan(9);
    expect(frames.at(-1)! * 0.1).toBeLessThan(15);
  });

  it('does not let a dear observation starve the steps', () => {
    const frames = play(Number.POSITIVE_INFINITY, 2, 0.1, 20);
    // Looks take 20 ms, so steps take three times as long.
    expect(frames.at(-1)! * 0.1).toBeGreaterThan(55);
    expect(frames.at(-1)! * 0.1).toBeLessThan(65);
  });

  it('takes one step at a time where a step takes longer than a frame', () => {
    expect(Math.max(...play(Number.POSITIVE_INFINITY, 1, 100))).toBe(1);
  });

  it('does not catch up on what it missed while the window was hidden', () => {
    const pace = createPace();
    pace.due(0, 60);
    pace.took(1, { stepping: 0.01, observing: 0 });
    pace.due(16, 60);
    pace.took(1, { stepping: 0.01, observing: 0 });
    expect(pace.due(3_600_000, 60)).toBeLessThanOrEqual(6);
  });
});
