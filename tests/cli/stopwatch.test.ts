import { describe, expect, it } from 'vitest';
import { createStopwatch } from '../../cli/stopwatch.ts';
import { loadLab } from '../../core/labs/index.ts';

const lab = await loadLab('vae');
const frame = (examplesSeen: number) => ({ step: 0, done: false, result: { scalars: { examplesSeen }, tables: {}, grids: {} } });

describe('a stopwatch', () => {
  it('counts from where the run began, and only while it went on', () => {
    let now = 0;
    const watch = createStopwatch(() => now);
    now = 500;
    watch.start(frame(128));
    now = 1500;
    watch.stop();
    now = 9000;
    watch.start(frame(1128));
    now = 10_000;
    watch.stop();
    watch.stop();
    expect(watch.rates(lab, frame(4128))).toEqual({ examplesPerSecond: 2000 });
  });

  it('says nothing of a run that took no step, or of a lab that counts nothing', () => {
    let now = 0;
    const watch = createStopwatch(() => now);
    expect(watch.rates(lab, frame(0))).toEqual({});
    watch.start(frame(5));
    now = 100;
    watch.stop();
    expect(watch.rates(lab, frame(5))).toEqual({});
    expect(watch.rates({ ...lab, training: undefined }, frame(9))).toEqual({});
  });
});
