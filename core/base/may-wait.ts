// Whether a thread may go to sleep until shared memory changes.

/** False on a page’s own thread, and for memory that is not shared. `at` counts words. */
export function mayWait(words: Int32Array, at: number): boolean {
  try {
    Atomics.wait(words, at, 0, 0);
    return true;
  } catch {
    return false;
  }
}
