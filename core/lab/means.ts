// What a host lends a run: threads, a memory, and a clock for pictures of what work costs. Nothing that is computed depends on them.
import type { TensorOptions } from '../tensor/index.ts';
import type { Kept } from './keep.ts';
import type { Lab, Start } from './lab.ts';

export interface Means {
  /** Milliseconds since some moment; without one no time passes. */
  readonly clock?: () => number;
  /** Where a lab keeps what it has worked out for one run, in case the next one asks for the same. */
  readonly kept?: Kept;
  readonly threads?: Required<Pick<TensorOptions, 'spawn' | 'threads'>>;
}

/** More than these get into each other’s way with networks of this size. */
const MOST = 4;

/** As many threads as there are cores, up to four; undefined where there is one core. */
export function threadsOn(cores: number, spawn: NonNullable<TensorOptions['spawn']>): Means['threads'] {
  const threads = Math.min(MOST, cores);
  return threads > 1 ? { spawn, threads } : undefined;
}

/** The lab, whose runs begin with what the host lends them. */
export function lent(lab: Lab, means: Means): Lab {
  const withMeans = (start: Start): Start => ({ ...start, means });
  return {
    ...lab,
    async engine() {
      const engine = await lab.engine();
      const { init, checkpoint } = engine;
      return {
        ...engine,
        init: (values, start) => init(values, withMeans(start)),
        ...(checkpoint && {
          checkpoint: { ...checkpoint, read: (bytes, values, start) => checkpoint.read(bytes, values, withMeans(start)) },
        }),
      };
    },
  };
}
