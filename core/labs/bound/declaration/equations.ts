// The equations behind the Bound lab, with their sources.
import type { Equation } from '../../../lab/lab.ts';

export const equations: readonly Equation[] = [
  {
    title: 'Bayes’ rule',
    tex: 'P(\\Theta\\mid X)=\\frac{P(X\\mid\\Theta)\\,P(\\Theta)}{P(X)},\\qquad P(X)=\\int P(\\Theta)\\,P(X\\mid\\Theta)\\,d\\Theta',
    sentence: 'What is believed after seeing X. The integral below the line is what makes it hard.',
    source: 'Bayes 1763; Laplace 1774',
  },
  {
    title: 'The identity',
    tex: '\\log P(X)=\\mathbb{E}_q[\\log P(X\\mid\\Theta)]-\\mathrm{KL}[q\\,\\|\\,P(\\Theta)]+\\mathrm{KL}[q\\,\\|\\,P(\\Theta\\mid X)]',
    sentence: 'True for every q, to the last digit: accuracy, less complexity, plus gap.',
    source: 'Neal and Hinton 1998; Jordan et al. 1999',
  },
  {
    title: 'The bound',
    tex: '\\log P(X)\\;\\ge\\;\\mathcal{L}(q)=\\mathbb{E}_q[\\log P(X,\\Theta)]+H(q)=-F(q)',
    sentence: 'The gap is never negative, so what is left is a bound that needs no posterior.',
    source: 'Neal and Hinton 1998; Jordan et al. 1999',
  },
  {
    title: 'Free energy at a temperature',
    tex: 'F_T(q)=\\mathbb{E}_q[-\\log P(X,\\Theta)]-T\\,H(q),\\qquad Q_T\\propto P(X,\\Theta)^{1/T}',
    sentence: 'The tempered posterior Q has the lowest F there is: optimization at 0, Bayes at 1, flat at ∞.',
    source: 'Gibbs 1902; Jaynes 1957',
  },
  {
    title: 'In this order, or in any',
    tex: '\\log P(\\textstyle\\sum X)=\\log P(X)+\\log\\frac{n!}{h!\\,(n-h)!}',
    sentence: 'The number of heads alone is as much more probable than one order of them as there are orders that give it.',
    source: 'Bayes 1763; Jaynes 2003',
  },
  {
    title: 'Effective parameters',
    tex: '\\gamma=\\sum_i\\frac{\\lambda_i}{\\lambda_i+1/t^2},\\qquad \\lambda_i\\ \\text{of}\\ Z^{\\top}Z/s^2',
    sentence: 'Of the weights of a regression those count that the data say more of than the prior does.',
    source: 'Gull 1989; MacKay 1992; Bishop 2006, section 3.5.3',
  },
  {
    title: 'Natural gradient',
    tex: 'u\\leftarrow u-\\rho\\,I(u)^{-1}\\,\\nabla_u F',
    sentence: 'A step measured in how much q changes, not in how much its parameters do; I is the Fisher information.',
    source: 'Amari 1998',
  },
];
