// The headless host: the process around the program.
import { availableParallelism } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { threadsOn } from '../core/lab/means.ts';
import { energyHere } from './energy.ts';
import { interruptions } from './failure.ts';
import { runCli } from './program.ts';
import { isSource } from './source.ts';
import { spawnThread } from './threads.ts';

const interrupted = new AbortController();
for (const [signal, code] of Object.entries(interruptions)) {
  process.on(signal, () => {
    // Who asks twice does not want to wait for the step under way.
    if (interrupted.signal.aborted) process.exit(code);
    interrupted.abort(signal);
  });
}

// A reader that has seen enough (`| head`) closes the pipe.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  process.stderr.write(`free-energy-lab failed: standard output cannot be written (${error.code})\n`);
  process.exit(1);
});

process.exitCode = await runCli(process.argv.slice(2), {
  ...(!isSource && { name: 'free-energy-lab' }),
  out: (text) => new Promise((written) => void process.stdout.write(text, () => written())),
  err: (text) => void process.stderr.write(text),
  terminal: process.stderr.isTTY === true,
  means: { clock: () => performance.now(), threads: threadsOn(availableParallelism(), spawnThread) },
  meter: { read: () => energyHere(), wait: setTimeout, now: () => performance.now() },
  signal: interrupted.signal,
  debug: process.env.DEBUG !== undefined && process.env.DEBUG !== '',
});
