// The host's clock, for pictures of what work costs: nothing that is computed depends on it.

let now = (): number => 0;

/** Lends the host's clock, in milliseconds; without one no time passes. */
export function provideClock(clock: () => number): void {
  now = clock;
}

/** Milliseconds since some moment. */
export const clock = (): number => now();
