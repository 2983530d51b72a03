// The map is filled while somebody looks, rests while something is held, and goes on when it is let go.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Lab } from '../../../core/lab/lab.ts';
import { initialValues, type Values } from '../../../core/lab/param.ts';
import type { Compute } from '../../../renderer/compute/client.ts';
import { createMapper } from '../../../renderer/compute/mapper.ts';
import { walk } from '../../lab/walk.ts';

const lab: Lab = {
  ...walk,
  map: { over: 'rate', count: 4, domain: () => [0.01, 1], rows: () => [{ label: 'one', values: {}, steps: 1 }] },
};

/** A worker that fills a quarter a time, whenever it is let. */
function slow() {
  const asked: string[] = [];
  const answers: (() => void)[] = [];
  let share = 0;
  const compute = {
    newRun: () => 1,
    ask: ({ kind }: { readonly kind: string }) => {
      asked.push(kind);
      if (kind === 'map') share = 0;
      return new Promise((resolve) => {
        answers.push(() => {
          if (kind === 'fill') share = Math.min(1, share + 0.25);
          resolve({ kind: 'mapped', grids: {}, share });
        });
      });
    },
    dispose: () => {},
  } as unknown as Compute;
  const answer = async () => {
    answers.shift()?.();
    await vi.advanceTimersByTimeAsync(0);
  };
  return { compute, asked, answer };
}

describe('createMapper', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const begin = async () => {
    const { compute, asked, answer } = slow();
    const state = { values: initialValues(walk.params) as Values, seed: 1, data: undefined, dragging: false };
    const written: number[] = [];
    const mapper = createMapper({
      labId: 'walk',
      lab,
      compute,
      read: () => ({ ...state }),
      data: () => undefined,
      write: ({ share }) => share !== undefined && written.push(share),
    });
    mapper.watch();
    await vi.advanceTimersByTimeAsync(0);
    return { mapper, state, asked, answer, written };
  };

  it('is filled to its end and then left alone', async () => {
    const { mapper, asked, answer, written } = await begin();
    for (let i = 0; i < 6; i += 1) await answer();
    expect(asked).toEqual(['map', 'fill', 'fill', 'fill', 'fill']);
    expect(written).toEqual([0, 0.25, 0.5, 0.75, 1]);
    mapper.refresh();
    await vi.advanceTimersByTimeAsync(1000);
    expect(asked.length).toBe(5);
  });

  it('rests while something is held, and goes on from there when it is let go', async () => {
    const { mapper, state, asked, answer, written } = await begin();
    await answer();
    await answer();
    state.dragging = true;
    await answer();
    mapper.refresh();
    await vi.advanceTimersByTimeAsync(1000);
    await answer();
    expect(asked).toEqual(['map', 'fill', 'fill']);
    state.dragging = false;
    mapper.refresh();
    await vi.advanceTimersByTimeAsync(1000);
    for (let i = 0; i < 3; i += 1) await answer();
    expect(asked).toEqual(['map', 'fill', 'fill', 'fill', 'fill']);
    expect(written.at(-1)).toBe(1);
  });

  it('has nothing of a map that is not the one asked for, and all of the one before when that is asked for again', async () => {
    const { mapper, state, asked, answer, written } = await begin();
    for (let i = 0; i < 4; i += 1) await answer();
    expect(written.at(-1)).toBe(0.75);
    const before = state.values;
    state.values = { ...before, start: 3 };
    mapper.refresh();
    expect(written.at(-1)).toBe(0);
    // The answer that was on its way is to another question.
    await answer();
    expect(written.at(-1)).toBe(0);
    state.values = before;
    mapper.refresh();
    await vi.advanceTimersByTimeAsync(1000);
    await answer();
    expect(written.at(-1)).toBe(1);
    expect(asked.filter((kind) => kind === 'map').length).toBe(1);
  });

  it('begins another once the hand that asked for it is still', async () => {
    const { mapper, state, asked, answer } = await begin();
    await answer();
    state.dragging = true;
    state.values = { ...state.values, start: 3 };
    mapper.refresh();
    await vi.advanceTimersByTimeAsync(1000);
    await answer();
    expect(asked.filter((kind) => kind === 'map').length).toBe(1);
    state.dragging = false;
    mapper.refresh();
    await vi.advanceTimersByTimeAsync(1000);
    expect(asked.filter((kind) => kind === 'map').length).toBe(2);
  });
});
