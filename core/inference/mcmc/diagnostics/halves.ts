// Chains cut in two, so that a drift within one shows as a difference between two.

/** Each chain’s first and second half; the middle draw of an odd number is dropped. */
export function halves(chains: readonly Float64Array[]): Float64Array[] {
  return chains.flatMap((chain) => {
    const half = Math.floor(chain.length / 2);
    return [chain.slice(0, half), chain.slice(chain.length - half)];
  });
}
