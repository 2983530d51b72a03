// Words that hash to the state of a generator.

/** Words of the pool, and of what is made of it. */
const POOL = 4;

/**
 * 128 bits mixed from any number of 32-bit words: each bit of each word moves all of them. O’Neill’s seed_seq_fe (2015) as NumPy’s
 * SeedSequence has it, whose `generate_state(4)` gives the same words.
 */
export function mixedState(words: readonly number[]): Int32Array {
  let constant = 0x43b0d7e5;
  const hashed = (word: number) => {
    const crossed = word ^ constant;
    constant = Math.imul(constant, 0x931e8875);
    const product = Math.imul(crossed, constant);
    return product ^ (product >>> 16);
  };
  const mixed = (a: number, b: number) => {
    const sum = (Math.imul(0xca01f9dd, a) - Math.imul(0x4973f715, b)) | 0;
    return sum ^ (sum >>> 16);
  };
  const pool = Int32Array.from({ length: POOL }, (_, i) => hashed(words[i] ?? 0));
  for (let from = 0; from < POOL; from += 1)
    for (let to = 0; to < POOL; to += 1) if (from !== to) pool[to] = mixed(pool[to] as number, hashed(pool[from] as number));
  for (const word of words.slice(POOL)) for (let to = 0; to < POOL; to += 1) pool[to] = mixed(pool[to] as number, hashed(word));

  let last = 0x8b51f9dd;
  return pool.map((word) => {
    const crossed = word ^ last;
    last = Math.imul(last, 0x58f38ded);
    const product = Math.imul(crossed, last);
    return product ^ (product >>> 16);
  });
}
