// Blocks of the kernels’ memory: taken from lists of free blocks by size, so that a loop that repeats itself allocates nothing anew.
import { PAGE, type WasmMemory } from './wasm.ts';

export interface Heap {
  /** The address of at least so many bytes, a multiple of 64. */
  allocate(bytes: number): number;
  free(address: number): void;
  /** Keeps what is freed from now on as it is, until it is released. */
  hold(): Hold;
  /** A view of numbers in it; it outlives the memory’s growth, but not the block. */
  floats(address: number, length: number): Float32Array;
  ints(address: number, length: number): Int32Array;
  /** Bytes in blocks that are not free. */
  readonly liveBytes: () => number;
}

export interface Hold {
  /** What is freed from now on is free. */
  end(): void;
  /** Frees what was kept. */
  release(): void;
}

/** Four sizes to each doubling, from 64 bytes: at most a quarter of a block goes unused. */
export function blockSize(bytes: number): number {
  if (bytes <= 64) return 64;
  const step = Math.max(64, 2 ** (31 - Math.clz32(bytes - 1) - 2));
  return Math.ceil(bytes / step) * step;
}

/** How much the memory grows at least, in pages: 16 MB. */
const GROWTH = 256;

export function createHeap(memory: WasmMemory, start: number): Heap {
  const unused = new Map<number, number[]>();
  const sizes = new Map<number, number>();
  let { buffer } = memory;
  let end = start;
  let live = 0;
  let pending: number[] | undefined;
  const free = (address: number) => {
    const size = sizes.get(address);
    if (size === undefined) throw new Error(`no block begins at ${address}`);
    if (pending) {
      pending.push(address);
      return;
    }
    live -= size;
    const list = unused.get(size);
    if (list) list.push(address);
    else unused.set(size, [address]);
  };
  return {
    allocate(bytes) {
      const size = blockSize(bytes);
      live += size;
      const again = unused.get(size)?.pop();
      if (again !== undefined) return again;
      const address = end;
      if (address + size > buffer.byteLength) {
        const missing = Math.ceil((address + size - buffer.byteLength) / PAGE);
        try {
          try {
            memory.grow(Math.max(missing, GROWTH));
          } catch {
            memory.grow(missing);
          }
        } catch {
          live -= size;
          throw new Error(`There is no memory left for a network’s numbers: ${Math.round(live / 2 ** 20)} MB are in use.`);
        }
        buffer = memory.buffer;
      }
      end += size;
      sizes.set(address, size);
      return address;
    },
    free,
    hold() {
      const addresses: number[] = [];
      pending = addresses;
      return {
        end() {
          pending = undefined;
        },
        release() {
          for (const address of addresses.splice(0)) free(address);
        },
      };
    },
    floats: (address, length) => new Float32Array(buffer, address, length),
    ints: (address, length) => new Int32Array(buffer, address, length),
    liveBytes: () => live,
  };
}
