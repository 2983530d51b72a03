// The equations behind the Samplers lab, with their sources.
import type { Equation } from '../../../lab/lab.ts';

export const equations: readonly Equation[] = [
  {
    title: 'Stochastic gradient Langevin dynamics',
    tex: '\\theta_{t+1}=\\theta_t+\\underbrace{\\tfrac{\\varepsilon_t}{2}\\Big[\\nabla\\log p(\\theta_t)+\\tfrac{N}{n}\\sum_{i\\in\\text{batch}}\\nabla\\log p(x_i\\mid\\theta_t)\\Big]}_{\\text{drift and minibatch noise}}+\\underbrace{\\sqrt{\\varepsilon_t}\\,\\xi_t}_{\\text{injected noise}}',
    sentence: 'A step up an estimated gradient, and noise of just the variance that turns the climb into draws from the posterior.',
    source: 'Welling and Teh 2011',
  },
  {
    title: 'Steps that fall',
    tex: '\\varepsilon_t=a\\,(b+t)^{-\\gamma},\\quad \\tfrac12<\\gamma\\le1,\\qquad \\mathbb{E}[f]\\approx\\frac{\\sum_t\\varepsilon_t f(\\theta_t)}{\\sum_t\\varepsilon_t}',
    sentence:
      'Slow enough to reach everywhere, fast enough that the noise of the minibatches, which falls with ε², dies before the injected one.',
    source: 'Robbins and Monro 1951; Welling and Teh 2011',
  },
  {
    title: 'What a constant step costs',
    tex: '\\operatorname{Var}_{\\infty}=\\frac{1+\\varepsilon V/4}{\\Lambda\\,(1-\\varepsilon\\Lambda/4)}',
    sentence: 'On a normal of precision Λ, with minibatch noise of variance V: too wide by two factors, both gone as ε falls.',
    source: 'An AR(1) process; Mandt, Hoffman and Blei 2017',
  },
  {
    title: 'Accept or reject',
    tex: "\\alpha=\\min\\Big(1,\\frac{p(\\theta')\\,q(\\theta\\mid\\theta')}{p(\\theta)\\,q(\\theta'\\mid\\theta)}\\Big)",
    sentence: 'Takes the bias out of any proposal, at the price of looking at all data.',
    source: 'Metropolis et al. 1953; Hastings 1970',
  },
  {
    title: 'Hamiltonian dynamics',
    tex: 'H(\\theta,r)=-\\log p(\\theta)+\\tfrac12 r^\\top r,\\qquad \\dot\\theta=r,\\quad\\dot r=\\nabla\\log p(\\theta)',
    sentence: 'A push and a glide: far moves that are nearly always accepted.',
    source: 'Duane et al. 1987; Neal 2011; Hoffman and Gelman 2014',
  },
  {
    title: 'The other way out',
    tex: '\\log P(X)=\\mathcal{L}(q)+\\mathrm{KL}[q\\,\\|\\,p],\\qquad F(q)=\\mathbb{E}_q[-\\log P(X,\\Theta)]-T\\,H(q)',
    sentence: 'Instead of drawing, fit: a normal q with the lowest free energy, found in few steps, wrong by the gap.',
    source: 'Neal and Hinton 1998; Opper and Archambeau 2009',
  },
];
