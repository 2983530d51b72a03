// How fast a run counts what its lab counts: the labs have no clock, whoever runs them has.
import type { Lab } from '../core/lab/lab.ts';
import type { Frame } from '../core/lab/run.ts';

export interface Stopwatch {
  /** The run goes on from this frame. */
  start(frame: Frame): void;
  stop(): void;
  /** What has been counted since the first start, up to this frame, a second of the time that was not stopped. */
  rates(lab: Lab, frame: Frame): Readonly<Record<string, number>>;
}

export function createStopwatch(now: () => number = () => performance.now()): Stopwatch {
  let first: Frame | undefined;
  let since: number | undefined;
  let passed = 0;
  return {
    start(frame) {
      first ??= frame;
      since = now();
    },
    stop() {
      if (since !== undefined) passed += now() - since;
      since = undefined;
    },
    rates({ training }, { result: { scalars } }) {
      const counted = Object.entries(training?.rates ?? {}).map(
        ([name, { of }]) => [name, (scalars[of] ?? 0) - (first?.result.scalars[of] ?? 0)] as const,
      );
      return Object.fromEntries(
        passed > 0 ? counted.filter(([, count]) => count > 0).map(([name, count]) => [name, (1000 * count) / passed]) : [],
      );
    },
  };
}
