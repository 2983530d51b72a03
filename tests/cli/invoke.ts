// The command line in this process, what it writes caught.

import type { Host } from '../../cli/host.ts';
import { runCli } from '../../cli/program.ts';
import { exactJson } from '../../core/base/exact-json.ts';

export interface Invoked {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs `lab …args`; `interrupt` aborts it once that many pieces of output were written, `meter` counts joules. */
export async function invoke(args: readonly string[], interrupt = Number.POSITIVE_INFINITY, meter?: Host['meter']): Promise<Invoked> {
  const control = new AbortController();
  const wrote = { out: '', err: '' };
  let pieces = 0;
  const code = await runCli(args, {
    out: async (text) => {
      wrote.out += text;
      pieces += 1;
      if (pieces >= interrupt) control.abort();
    },
    err: (text) => {
      wrote.err += text;
    },
    ...(meter && { meter }),
    terminal: false,
    signal: control.signal,
    debug: false,
  });
  return { code, ...wrote };
}

/** `--set` for each value. */
export const set = (values: Readonly<Record<string, unknown>>): string[] =>
  Object.entries(values).flatMap(([name, value]) => ['--set', `${name}=${typeof value === 'number' ? exactJson(value) : value}`]);
