// A progress bar on standard error, where a terminal looks on; otherwise nothing.
import type { Host } from './host.ts';

export interface Progress {
  /** The total is another one where it has become known. */
  update(done: number, total?: number): void;
  stop(): void;
}

/** Counts to `total` of what `unit` names. */
export async function progressOf(host: Host, total: number, unit: string): Promise<Progress> {
  if (!host.terminal || total < 2) return { update: () => {}, stop: () => {} };
  const { SingleBar, Presets } = await import('cli-progress');
  const format = `{bar} {percentage}% · {value} of {total} ${unit} · {eta_formatted} left`;
  const bar = new SingleBar({ format, stream: process.stderr, clearOnComplete: true, hideCursor: true }, Presets.shades_classic);
  bar.start(total, 0);
  const update = (done: number, now = total) => {
    bar.setTotal(now);
    bar.update(done);
  };
  return { update, stop: () => bar.stop() };
}
