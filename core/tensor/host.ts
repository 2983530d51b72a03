// How this host starts threads, and how many there may be: said once by the host, before any network is opened.
import type { TensorOptions } from './index.ts';

type Threads = Pick<TensorOptions, 'spawn' | 'threads'>;

let provided: Threads = {};

/** More than these get into each other’s way with networks of this size. */
const MOST = 4;

export function provideThreads(spawn: NonNullable<Threads['spawn']>, cores: number): void {
  const threads = Math.min(MOST, cores);
  provided = threads > 1 ? { spawn, threads } : {};
}

export const hostThreads = (): Threads => provided;
