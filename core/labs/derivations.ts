// Where the terms that all labs share come from, line by line.
import type { DerivationLine } from '../lab/guide.ts';

const joint: DerivationLine = {
  tex: 'P(X,\\Theta)=P(X\\mid\\Theta)\\,P(\\Theta)=P(\\Theta\\mid X)\\,P(X)',
  sentence: 'The product rule, read both ways.',
};

const energyIs: DerivationLine = {
  tex: 'P(X,\\Theta)=e^{-E(\\Theta)}\\quad\\Rightarrow\\quad E(\\Theta)=-\\log P(X,\\Theta)',
  sentence: 'What a physicist calls the energy of a state is minus the logarithm of its probability.',
};

export const derivations = {
  logEvidence: [
    { tex: 'P(X)=\\int P(X,\\Theta)\\,d\\Theta', sentence: 'All the ways in which the data could have come about, added up.' },
    joint,
    {
      tex: '\\log P(X)=\\log\\frac{P(X,\\Theta)}{q(\\Theta)}+\\log\\frac{q(\\Theta)}{P(\\Theta\\mid X)}',
      sentence: 'The second reading solved for P(X), with q put in and taken out. It is the same for every Θ.',
    },
    {
      tex: '\\log P(X)=\\mathbb{E}_q\\Big[\\log\\frac{P(X,\\Theta)}{q(\\Theta)}\\Big]+\\mathrm{KL}[q\\,\\|\\,P(\\Theta\\mid X)]',
      sentence: 'So it may be averaged over q: bound plus gap.',
    },
  ],
  accuracy: [
    joint,
    {
      tex: '\\mathbb{E}_q\\Big[\\log\\frac{P(X,\\Theta)}{q(\\Theta)}\\Big]=\\mathbb{E}_q[\\log P(X\\mid\\Theta)]-\\mathbb{E}_q\\Big[\\log\\frac{q(\\Theta)}{P(\\Theta)}\\Big]',
      sentence: 'The bound, with the joint read the first way: what the likelihood gives is the accuracy, the rest is the complexity.',
    },
  ],
  complexity: [
    {
      tex: '\\mathrm{KL}[q\\,\\|\\,P(\\Theta)]=\\mathbb{E}_q\\Big[\\log\\frac{q(\\Theta)}{P(\\Theta)}\\Big]',
      sentence: 'How many nats the prior spends more than q on what q draws.',
    },
    {
      tex: '-\\mathrm{KL}=\\mathbb{E}_q\\Big[\\log\\frac{P(\\Theta)}{q(\\Theta)}\\Big]\\le\\log\\mathbb{E}_q\\Big[\\frac{P(\\Theta)}{q(\\Theta)}\\Big]\\le\\log 1=0',
      sentence: 'It is never negative: a mean of logarithms is at most the logarithm of the mean (Jensen).',
    },
  ],
  gap: [
    {
      tex: '\\mathrm{KL}[q\\,\\|\\,P(\\Theta\\mid X)]=\\mathbb{E}_q\\Big[\\log\\frac{q(\\Theta)}{P(\\Theta\\mid X)}\\Big]\\ge 0',
      sentence: 'What the bound lacks. It is 0 only where q is the posterior.',
    },
    {
      tex: '\\mathrm{KL}[q\\,\\|\\,P(\\Theta\\mid X)]=\\log P(X)-\\mathcal{L}(q)',
      sentence: 'To compute it one needs log P(X), which is what one did not have; but whoever raises the bound lowers it.',
    },
  ],
  energy: [
    energyIs,
    {
      tex: '\\mathbb{E}_q[E]=-\\mathbb{E}_q[\\log P(X\\mid\\Theta)]-\\mathbb{E}_q[\\log P(\\Theta)]',
      sentence: 'Averaged over q: a price for missing the data, and one for leaving the prior.',
    },
  ],
  entropy: [
    { tex: 'H(q)=-\\mathbb{E}_q[\\log q(\\Theta)]', sentence: 'The mean surprise at what q draws.' },
    {
      tex: 'H\\big(N(m,\\sigma^2)\\big)=\\tfrac12\\log(2\\pi e\\,\\sigma^2)',
      sentence: 'Of a normal it depends on the width alone, and is negative where that is small.',
    },
  ],
  elbo: [
    {
      tex: '\\mathcal{L}(q)=\\mathbb{E}_q[\\log P(X\\mid\\Theta)]-\\mathrm{KL}[q\\,\\|\\,P(\\Theta)]\\le\\log P(X)',
      sentence: 'The identity without the gap, which is never negative.',
    },
  ],
  freeEnergy: [
    {
      tex: 'F_T(q)=\\mathbb{E}_q[E]-T\\,H(q)',
      sentence: 'Energy less temperature times entropy. At T = 1 it is minus the bound.',
    },
    {
      tex: 'F_T(q)=T\\,\\mathrm{KL}[q\\,\\|\\,Q_T]-T\\log\\int P(X,\\Theta)^{1/T}d\\Theta,\\quad Q_T\\propto P(X,\\Theta)^{1/T}',
      sentence: 'The same, with the part that q can change in front: it is lowest where q is Q_T.',
    },
  ],
  heat: [
    {
      tex: 'F_T-F_1=(1-T)\\,H(q)',
      sentence: 'What another temperature than 1 adds: with it the sums of complexity and of gap still end at F.',
    },
  ],
} as const satisfies Readonly<Record<string, readonly DerivationLine[]>>;
