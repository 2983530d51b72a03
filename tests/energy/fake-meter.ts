// A machine with a clock of its own, which draws known watts while it idles and while it works.
import type { Measuring } from '../../core/energy/measure.ts';
import type { Energy } from '../../core/energy/reading.ts';

export interface FakeMeter extends Pick<Measuring, 'read' | 'wait' | 'now' | 'exert'> {
  /** Readings so far. */
  readonly reads: () => number;
}

const RANGE = 40_000_000;

/** Counters begin again every 40 J. An answer a millisecond; `read` may be spoiled. */
export function fakeMeter(
  by: 'RAPL' | 'battery',
  idle: number,
  busy: number,
  spoil: (reads: number) => Energy | undefined = () => undefined,
): FakeMeter {
  let [t, microjoules, watts, reads] = [1000, 35_000_000, idle, 0];
  const pass = (ms: number, drawn: number) => {
    t += ms;
    microjoules = (microjoules + 1000 * drawn * ms) % RANGE;
    watts = drawn;
  };
  return {
    now: () => t,
    wait: async (ms) => pass(ms, idle),
    async exert(ms) {
      pass(ms, busy);
      return ms;
    },
    async read() {
      reads += 1;
      const counters = [{ zone: 'intel-rapl:0', name: 'package-0', microjoules, range: RANGE }];
      return spoil(reads) ?? (by === 'RAPL' ? { by, counters } : { by, watts });
    },
    reads: () => reads,
  };
}
