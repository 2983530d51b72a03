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

/** The bound at T = 1, of scalars of these names. */
export const boundIdentity: Identity<'elbo' | 'energy' | 'entropy'> = {
  name: 'bound = −energy + entropy',
  tex: '\\mathcal{L}=-\\mathbb{E}_q[-\\log P(X,\\Theta)]+H(q)',
  of: ['elbo', 'energy', 'entropy'],
  residual: (s) => s.elbo - (s.entropy - s.energy),
  tolerance: 1e-10,
};
