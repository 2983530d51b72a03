// The equations behind the lab of expectation–maximization, with their sources.
import type { Equation } from '../../../lab/lab.ts';

export const equations: readonly Equation[] = [
  {
    title: 'Free energy of q and θ',
    tex: 'F(q,\\theta)=-\\mathbb{E}_q[\\log P(X,Z\\mid\\theta)]-H(q)=-\\log P(X\\mid\\theta)+\\mathrm{KL}[q\\,\\|\\,P(Z\\mid X,\\theta)]',
    sentence: 'One function of two things. Whatever lowers it in q or in θ is a step of EM; its lowest points are those of −log P(X|θ).',
    source: 'Neal and Hinton 1998 (their F is minus this one)',
  },
  {
    title: 'The E-step',
    tex: 'q(z)\\leftarrow P(z\\mid x,\\theta)=\\frac{\\pi_z\\,P(x\\mid\\theta_z)}{\\sum_k\\pi_k\\,P(x\\mid\\theta_k)}',
    sentence: 'The q of least F is the posterior: the gap is closed, and F is −log P(X|θ).',
    source: 'Dempster, Laird and Rubin 1977',
  },
  {
    title: 'The M-step',
    tex: '\\pi_k\\leftarrow\\frac{N_k}{N},\\quad\\mu_k\\leftarrow\\frac1{N_k}\\sum_i q_i(k)\\,x_i,\\quad\\Sigma_k\\leftarrow\\frac1{N_k}\\sum_i q_i(k)\\,(x_i-\\mu_k)(x_i-\\mu_k)^{\\!\\top}',
    sentence: 'The θ of least F is a weighted fit, with N_k the data that q gives to component k. Entropy does not depend on θ.',
    source: 'Dempster, Laird and Rubin 1977',
  },
  {
    title: 'Incremental EM',
    tex: 's\\leftarrow s-s_i^{\\text{old}}+s_i^{\\text{new}},\\qquad\\theta\\leftarrow\\arg\\min_\\theta F\\;\\text{given}\\;s',
    sentence: 'Sums of statistics let θ follow each datum. F is a sum over data, so a step in one of them lowers it, too.',
    source: 'Neal and Hinton 1998',
  },
  {
    title: 'How many components',
    tex: '\\log P(X)\\;\\ge\\;-F_{\\mathrm{VB}},\\qquad\\tfrac12\\mathrm{BIC}=-\\log P(X\\mid\\hat\\theta)+\\tfrac p2\\log N',
    sentence:
      'Variational Bayes bounds the evidence, in which superfluous components cost by themselves; BIC charges for each of p parameters.',
    source: 'Schwarz 1978; Attias 1999',
  },
  {
    title: 'At a temperature',
    tex: 'F_T=\\mathbb{E}_q[E]-T\\,H(q),\\qquad q(z)\\propto P(x,z\\mid\\theta)^{1/T}',
    sentence: 'Hot, F has one valley; cooled slowly, q follows it to a good one.',
    source: 'Ueda and Nakano 1998',
  },
];
