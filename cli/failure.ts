// How a failure ends: one line on standard error, and whose fault it was as the exit code.
import { CommanderError } from 'commander';
import { InputError } from '../core/base/input-error.ts';
import type { Host } from './host.ts';

export const DONE = 0;
const OUR_FAULT = 1;
const USERS_INPUT = 2;
const DIVERGED = 3;
/** What ends a run before its time, and the exit code that says so: 128 and the signal’s number. */
export const interruptions: Readonly<Record<string, number>> = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };

/** Of a run that was ended: by which signal, where one was. */
export const interruptedCode = ({ reason }: AbortSignal): number => interruptions[String(reason)] ?? 130;

/** A run that left the finite numbers: its answer is written, and is none. */
export class Diverged extends Error {}

/** Reports an error and returns the exit code it stands for. */
export function report(error: unknown, host: Host): number {
  // Commander has printed its own line, or the help that was asked for.
  if (error instanceof CommanderError) return error.exitCode === 0 ? DONE : USERS_INPUT;
  if (error instanceof InputError) {
    host.err(`${error.message.replaceAll(/\s*\n\s*/g, ' ')}\n`);
    return USERS_INPUT;
  }
  if (error instanceof Diverged) {
    host.err(`${error.message}\n`);
    return DIVERGED;
  }
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  host.err(host.debug ? `${stack}\n` : `free-energy-lab failed: ${message.split('\n')[0]} (DEBUG=1 shows where)\n`);
  return OUR_FAULT;
}
