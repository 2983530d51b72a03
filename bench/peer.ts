// A peer’s process in Python, which answers one request a line with one line, both JSON.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface Peer<Version = string> {
  /** What the process said of itself when it was ready. */
  readonly version: Version;
  ask<T>(request: object): Promise<T>;
  close(): void;
}

/** Starts bench/peers/`file`; undefined where what it needs is not installed, of which it says null. */
export async function openPeer<Version = string>(
  file: string,
  { inputs = [], environment = {} }: { inputs?: readonly string[]; environment?: Readonly<Record<string, string>> } = {},
): Promise<Peer<Version> | undefined> {
  const python = spawn('/usr/bin/python3', [join(import.meta.dirname, 'peers', file), ...inputs], {
    stdio: ['pipe', 'pipe', 'ignore'],
    // A processor type that was set for another library would hold the peer’s back.
    env: { ...process.env, OPENBLAS_CORETYPE: undefined, OPENBLAS_L2_SIZE: undefined, ...environment },
  });
  python.on('error', () => {});
  const lines = createInterface({ input: python.stdout })[Symbol.asyncIterator]();
  const read = async () => {
    const { value, done } = await lines.next();
    return done ? null : JSON.parse(value);
  };
  const version = await read();
  if (!version) return undefined;
  return {
    version,
    async ask(request) {
      python.stdin.write(`${JSON.stringify(request)}\n`);
      const answer = await read();
      if (answer === null) throw new Error(`the peer gave no answer to ${JSON.stringify(request)}`);
      return answer;
    },
    close: () => python.stdin.end(),
  };
}
