// Statements that every lab with a q makes in the same words: the bound as energy and entropy, and the free energy at a temperature.
import type { Identity } from '../lab/identity.ts';

/** F = energy − T · entropy, as a row of the ledger. */
export const energyRow = {
  terms: [
    { scalar: 'energy', sign: 1 },
    { scalar: 'entropy', sign: -1, factor: 'temperature' },
  ],
} as const;

/** F = gap − log P(X), and the heat that a temperature other than 1 adds, as a row of the ledger. */
export const evidenceRow = {
  needs: 'evidence',
  terms: [
    { scalar: 'gap', sign: 1 },
    { scalar: 'logEvidence', sign: -1 },
    { scalar: 'heat', sign: 1, quiet: true },
  ],
} as const;

/** The bound, and the free energy, of scalars of these names. */
export const freeEnergyIdentities = [
  {
    name: 'bound = −energy + entropy',
    tex: '\\mathcal{L}=-\\mathbb{E}_q[-\\log P(X,\\Theta)]+H(q)',
    of: ['elbo', 'energy', 'entropy'],
    residual: (s) => (s.elbo as number) - ((s.entropy as number) - (s.energy as number)),
    tolerance: 1e-10,
  },
  {
    name: 'free energy = energy − temperature · entropy',
    tex: 'F=\\mathbb{E}_q[-\\log P(X,\\Theta)]-T\\,H(q)',
    of: ['freeEnergy', 'energy', 'entropy', 'heat'],
    residual: (s, values) => (s.freeEnergy as number) - ((s.energy as number) - (values.temperature as number) * (s.entropy as number)),
    tolerance: 1e-10,
  },
] as const satisfies readonly Identity[];
