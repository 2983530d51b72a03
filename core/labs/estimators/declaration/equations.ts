// The equations behind the Gradient estimators lab, with their sources.
import type { Equation } from '../../../lab/lab.ts';

export const equations: readonly Equation[] = [
  {
    title: 'Score function',
    tex: '\\nabla_\\phi\\mathbb{E}_{q_\\phi}[f(\\theta)]=\\mathbb{E}_{q_\\phi}\\big[(f(\\theta)-b)\\,\\nabla_\\phi\\log q_\\phi(\\theta)\\big]',
    sentence: 'Weighs how each draw would become more probable by how high f is there; it never looks at the slope of f.',
    source: 'Glynn 1990; Williams 1992 (REINFORCE)',
  },
  {
    title: 'Pathwise',
    tex: '\\theta=g(\\omega,\\phi),\\ \\omega\\sim p_0:\\quad\\nabla_\\phi\\mathbb{E}_{q_\\phi}[f(\\theta)]=\\mathbb{E}_{p_0}\\big[\\nabla_\\theta f\\cdot\\partial g/\\partial\\phi\\big]',
    sentence: 'Moves the noise out of q, so that a draw can be pushed along the slope of f.',
    source: 'Kingma and Welling 2014; Rezende, Mohamed and Wierstra 2014',
  },
  {
    title: 'Two variances',
    tex: 'f=\\theta^2:\\qquad\\operatorname{Var}_{\\text{path}}=4\\sigma^2,\\qquad\\operatorname{Var}_{\\text{score}}=\\frac{\\mu^4}{\\sigma^2}+14\\mu^2+15\\sigma^2',
    sentence: 'Of one draw, for the derivative by the mean: as q narrows, one vanishes and the other grows without bound.',
    source: 'Moments of a normal',
  },
  {
    title: 'The best constant baseline',
    tex: 'b^*=\\frac{\\mathbb{E}_q[f\\,s^2]}{\\mathbb{E}_q[s^2]},\\qquad s=\\partial\\log q/\\partial\\phi',
    sentence: 'Any b leaves the expectation as it is, since E[s] = 0; this one takes most of the variance.',
    source: 'Weaver and Tao 2001; Greensmith, Bartlett and Baxter 2004',
  },
  {
    title: 'Local reparameterization',
    tex: 'b_{mj}\\sim\\mathcal{N}(\\gamma_{mj},\\delta_{mj}),\\quad\\gamma=A\\mu,\\ \\delta=A^2\\sigma^2',
    sentence: 'Weights that are normal make pre-activations that are: draw those instead, each example its own.',
    source: 'Kingma, Salimans and Welling 2015',
  },
  {
    title: 'A minibatch’s variance in two parts',
    tex: '\\operatorname{Var}=N^2\\Big(\\tfrac1M\\operatorname{Var}[g_i]+\\tfrac{M-1}{M}\\operatorname{Cov}[g_i,g_j]\\Big)',
    sentence: 'The first falls with the batch; the second stays where examples share a weight sample, and is 0 with local noise.',
    source: 'Kingma, Salimans and Welling 2015, equation 4',
  },
  {
    title: 'Gumbel-softmax',
    tex: 'y_k=\\operatorname{softmax}_k\\big((\\alpha_k+g_k)/\\lambda\\big),\\quad g_k\\sim\\text{Gumbel}',
    sentence: 'A draw of a category, softened so that it has a slope: of another expectation, the further λ is from 0.',
    source: 'Jang, Gu and Poole 2017; Maddison, Mnih and Teh 2017',
  },
  {
    title: 'REBAR',
    tex: '\\hat g=\\big(f(b)-f(\\sigma_\\lambda(\\tilde z))\\big)\\nabla\\log q(b)+\\nabla f(\\sigma_\\lambda(z))-\\nabla f(\\sigma_\\lambda(\\tilde z))',
    sentence: 'The soft draw as a control variate of the hard one: what it gets wrong is added back, so that no bias is left.',
    source: 'Tucker, Mnih, Maddison, Lawson and Sohl-Dickstein 2017',
  },
];
