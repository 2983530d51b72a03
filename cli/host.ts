// What the command line needs of the process it runs in; tests hand in their own.
import type { Measuring } from '../core/energy/measure.ts';
import type { Means } from '../core/lab/means.ts';

export interface Host {
  /** How a user calls the program; as a script of the sources if left out. */
  readonly name?: string;
  /** Writes to standard output: the answer, and nothing else. */
  out(text: string): Promise<void>;
  /** Writes to standard error. */
  err(text: string): void;
  /** A terminal looks on: progress may be shown on standard error. */
  readonly terminal: boolean;
  /** Aborted when the user interrupts. */
  readonly signal: AbortSignal;
  readonly debug: boolean;
  /** What this machine counts joules by, and a clock beside it. */
  readonly meter?: Pick<Measuring, 'read' | 'wait' | 'now'>;
  /** What runs are lent; nothing if left out. */
  readonly means?: Means;
}
