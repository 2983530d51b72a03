// Chains cut in two, so that a drift within one shows as a difference between two; and all draws of all chains together.

/** Each chain’s first and second half; the middle draw of an odd number is dropped. */
export function halves(chains: readonly Float64Array[]): Float64Array[] {
  return chains.flatMap((chain) => {
    const half = Math.floor(chain.length / 2);
    return [chain.slice(0, half), chain.slice(chain.length - half)];
  });
}

/** The draws of every chain, one chain after another. */
export function pooled(chains: readonly Float64Array[]): Float64Array {
  const length = chains[0]?.length ?? 0;
  const all = new Float64Array(chains.length * length);
  chains.forEach((chain, c) => {
    all.set(chain, c * length);
  });
  return all;
}
