// How a failure ends: one line on standard error, and whose fault it was as the exit code.
import { CommanderError } from 'commander';
import { InputError } from '../core/lab/input-error.ts';
import type { Host } from './host.ts';

export const DONE = 0;
const OUR_FAULT = 1;
const USERS_INPUT = 2;
export const INTERRUPTED = 130;

/** Reports an error and returns the exit code it stands for. */
export function report(error: unknown, host: Host): number {
  // Commander has printed its own line, or the help that was asked for.
  if (error instanceof CommanderError) return error.exitCode === 0 ? DONE : USERS_INPUT;
  if (error instanceof InputError) {
    host.err(`${error.message.replaceAll(/\s*\n\s*/g, ' ')}\n`);
    return USERS_INPUT;
  }
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  host.err(host.debug ? `${stack}\n` : `free-energy-lab failed: ${message.split('\n')[0]} (DEBUG=1 shows where)\n`);
  return OUR_FAULT;
}
