// The same network in PyTorch (bench/peers/vae.py), with as many threads as are asked for.
import { openPeer } from './peer.ts';

export interface Torch {
  readonly name: string;
  /** The number that answers a case of the peer. */
  ask(what: 'steps' | 'product' | 'until', count: number): Promise<number>;
  close(): void;
}

/** Undefined where PyTorch is not installed. */
export async function openTorch(threads: number): Promise<Torch | undefined> {
  const count = String(threads);
  const peer = await openPeer('vae.py', { inputs: [count], environment: { OMP_NUM_THREADS: count, OPENBLAS_NUM_THREADS: count } });
  return (
    peer && {
      name: `PyTorch ${peer.version}, ${threads === 1 ? 'one thread' : `${threads} threads`}`,
      ask: (what, amount) => peer.ask({ case: what, count: amount }),
      close: peer.close,
    }
  );
}
