// The sweep picture follows the run, and does not show another run's sweep for long.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { initialValues, type Values } from '../../../core/lab/param.ts';
import type { Table } from '../../../core/lab/result.ts';
import type { Compute } from '../../../renderer/compute/client.ts';
import { createSweeper } from '../../../renderer/compute/sweeper.ts';
import { walk } from '../../lab/walk.ts';

const table: Table = { x: Float64Array.of(1) };

function begin() {
  const answers: (() => void)[] = [];
  const compute = {
    newRun: () => 1,
    ask: () => new Promise((resolve) => answers.push(() => resolve({ kind: 'swept', run: 1, table }))),
    dispose: () => {},
  } as unknown as Compute;
  const state = { over: 'rate', table: undefined as Table | undefined, values: initialValues(walk.params) as Values, seed: 1 };
  const sweeper = createSweeper({
    labId: 'walk',
    lab: walk,
    compute,
    read: () => ({ ...state }),
    data: () => undefined,
    write: (sweep) => Object.assign(state, sweep),
  });
  sweeper.watch();
  const answer = async () => {
    answers.shift()?.();
    await vi.advanceTimersByTimeAsync(0);
  };
  return { state, sweeper, answer };
}

describe('createSweeper', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('leaves the sweep before on the page while the next one is quick, and takes it away where it is slow', async () => {
    const { state, sweeper, answer } = begin();
    await vi.advanceTimersByTimeAsync(1);
    await answer();
    expect(state.table).toBe(table);
    state.values = { ...state.values, start: 3 };
    sweeper.refresh();
    await vi.advanceTimersByTimeAsync(400);
    expect(state.table).toBe(table);
    await answer();
    await vi.advanceTimersByTimeAsync(5000);
    expect(state.table).toBe(table);

    state.values = { ...state.values, start: 4 };
    sweeper.refresh();
    await vi.advanceTimersByTimeAsync(1000);
    expect(state.table).toBeUndefined();
    await answer();
    expect(state.table).toBe(table);
  });
});
