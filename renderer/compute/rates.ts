// How fast counts grow while a run plays, and how long is left: smoothed, so that nobody sees the frames’ unevenness.

/** Half of what counts of the past is not older than this, in ms of playing. */
const HALF_LIFE = 6000;
/** Nothing is said before so much was seen, in ms of playing. */
const FIRST = 1500;

export interface Rates {
  /** The counts at a time in ms; one that went down begins again. */
  look(now: number, counts: readonly number[]): void;
  /** The time until the next look does not count. */
  pause(): void;
  /** Of each count a second; undefined while too little was seen. */
  perSecond(): readonly number[] | undefined;
}

export function createRates(): Rates {
  let last: { readonly now: number; readonly counts: readonly number[] } | undefined;
  let seen = 0;
  let weight = 0;
  let sums: readonly number[] = [];
  return {
    look(now, counts) {
      const before = last;
      last = { now, counts };
      if (!before || now <= before.now) return;
      if (counts.some((count, i) => count < (before.counts[i] as number))) {
        [seen, weight, sums] = [0, 0, []];
        return;
      }
      const passed = now - before.now;
      const decay = 2 ** (-passed / HALF_LIFE);
      seen += passed;
      weight = weight * decay + passed;
      sums = counts.map((count, i) => (sums[i] ?? 0) * decay + count - (before.counts[i] as number));
    },
    pause() {
      last = undefined;
    },
    perSecond: () => (seen < FIRST ? undefined : sums.map((sum) => (1000 * sum) / weight)),
  };
}

/** To what a time left is rounded, in seconds: 5 s, a minute, ten minutes from an hour on. */
const grain = (seconds: number) => (seconds < 57.5 ? 5 : seconds < 3570 ? 60 : 600);

/** The time left, rounded; `previous` stays while it is not clearly another. */
export function settledTime(seconds: number, previous?: number): number {
  const step = grain(seconds);
  const rounded = Math.max(5, Math.round(seconds / step) * step);
  return previous !== undefined && grain(previous) === step && Math.abs(seconds - previous) < 0.8 * step ? previous : rounded;
}

/** `about 35 s`, `about 2 min`, `about 1 h 20 min`, of a time as it was rounded. */
export function timeText(seconds: number): string {
  if (seconds < 60) return `about ${seconds} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `about ${minutes} min`;
  return `about ${Math.floor(minutes / 60)} h${minutes % 60 > 0 ? ` ${minutes % 60} min` : ''}`;
}
