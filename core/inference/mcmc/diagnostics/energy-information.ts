// E-BFMI: whether momentum refreshes carry a Hamiltonian sampler through its energies, or only shuffle in place (Betancourt 2016).

/** Σ (E_t − E_{t−1})² / Σ (E_t − Ē)² of one chain’s energies; below 0.3 the tails are not explored. NaN for fewer than two. */
export function energyInformation(energies: Float64Array): number {
  const mean = energies.reduce((sum, e) => sum + e, 0) / energies.length;
  let steps = 0;
  let scatter = 0;
  energies.forEach((e, i) => {
    if (i > 0) steps += (e - (energies[i - 1] as number)) ** 2;
    scatter += (e - mean) ** 2;
  });
  return steps / scatter;
}
