// The equations behind the VAE lab, with their sources.
import type { Equation } from '../../../lab/lab.ts';

export const equations: readonly Equation[] = [
  {
    title: 'The bound of an image',
    tex: '\\mathcal{L}(x)=\\underbrace{\\mathbb{E}_{q(z|x)}[\\log p(x|z)]}_{\\text{accuracy}}-\\underbrace{\\mathrm{KL}[q(z|x)\\,\\|\\,p(z)]}_{\\text{complexity}}\\le\\log p(x)',
    sentence: 'A code should give its image back, and say no more than it must.',
    source: 'Kingma and Welling 2014',
  },
  {
    title: 'The same as energy and entropy',
    tex: '-\\mathcal{L}(x)=\\mathbb{E}_q[-\\log p(x|z)-\\log p(z)]-H(q(z|x))',
    sentence: 'The encoder spreads q as far as the energy lets it.',
    source: 'Neal and Hinton 1998',
  },
  {
    title: 'The pathwise draw',
    tex: 'z=\\mu(x)+\\sigma(x)\\,\\varepsilon,\\quad\\varepsilon\\sim N(0,1)',
    sentence: 'Noise comes in from outside, so that a gradient can flow through the draw into μ and σ.',
    source: 'Kingma and Welling 2014; Rezende, Mohamed and Wierstra 2014',
  },
  {
    title: 'Complexity of independent normals',
    tex: '\\mathrm{KL}=\\tfrac12\\sum_j(\\mu_j^2+\\sigma_j^2-1-\\log\\sigma_j^2)',
    sentence: 'No draw is needed for it.',
    source: 'Kingma and Welling 2014, appendix B',
  },
  {
    title: 'Beliefs about weights',
    tex: 'b_j\\sim N\\Big(\\sum_i x_im_{ij}+c_j,\\;\\sum_i x_i^2s_{ij}^2\\Big),\\qquad\\mathcal{L}=\\dots-\\tfrac1N\\,\\mathrm{KL}[q(W)\\,\\|\\,p(W)]',
    sentence:
      'Where each weight is a normal, a unit is one, too: it is drawn in place of them, anew for each image, and the gradient is the quieter for it.',
    source: 'Kingma and Welling 2014, appendix F; Kingma, Salimans and Welling 2015',
  },
  {
    title: 'A planar flow',
    tex: "z'=z+\\hat u\\,\\tanh(w^{\\top}z+b),\\qquad\\log\\Big|\\det\\frac{\\partial z'}{\\partial z}\\Big|=\\log\\big(1+(1-\\tanh^2)\\,w^{\\top}\\hat u\\big)",
    sentence: 'Four of them, one after the other, bend q; it stays a density since wᵀû > −1.',
    source: 'Rezende and Mohamed 2015',
  },
  {
    title: 'An inverse autoregressive step',
    tex: "z_j'=\\sigma_j(z_{<j})\\,z_j+(1-\\sigma_j(z_{<j}))\\,m_j(z_{<j}),\\qquad\\log\\Big|\\det\\frac{\\partial z'}{\\partial z}\\Big|=\\sum_j\\log\\sigma_j",
    sentence: 'Each latent is moved by those before it, so that the determinant is a product.',
    source: 'Kingma, Salimans, Jozefowicz, Chen, Sutskever and Welling 2016',
  },
  {
    title: 'The importance-weighted bound',
    tex: '\\mathcal{L}_K=\\mathbb{E}\\Big[\\log\\tfrac1K\\sum_{k=1}^K\\frac{p(x,z_k)}{q(z_k|x)}\\Big],\\qquad\\mathcal{L}_1\\le\\mathcal{L}_K\\le\\log p(x)',
    sentence: 'More draws, a tighter bound: what it gains is part of the gap that q leaves.',
    source: 'Burda, Grosse and Salakhutdinov 2016',
  },
  {
    title: 'Annealed importance sampling',
    tex: '\\log w=\\sum_i(\\beta_i-\\beta_{i-1})\\log p(x|z_{i-1}),\\qquad\\mathbb{E}[w]=p(x),\\quad\\mathbb{E}[\\log w]\\le\\log p(x)',
    sentence: 'Chains are led from the prior to the posterior, and what they are led over adds up to the evidence, whatever q is.',
    source: 'Neal 2001; Wu, Burda, Salakhutdinov and Grosse 2017',
  },
  {
    title: 'The score function',
    tex: '\\nabla_\\phi\\mathbb{E}_q[f]=\\mathbb{E}_q[(f-b)\\,\\nabla_\\phi\\log q(z|x)]',
    sentence: 'Right on average for any f, and so noisy that little is learnt.',
    source: 'Williams 1992',
  },
  {
    title: 'Linear networks',
    tex: '\\max\\log p(x)=-\\tfrac12\\Big[D\\log2\\pi+\\sum_{i\\le k}\\log\\lambda_i+(D-k)\\log\\sigma^2+D\\Big]',
    sentence: 'λ are the eigenvalues of the images’ covariance, σ² the mean of those left out: the bound reaches it.',
    source: 'Tipping and Bishop 1999; Lucas et al. 2019',
  },
  {
    title: 'A convolution and its transpose',
    tex: 'y_{ijo}=f\\Big(b_o+\\sum_{a,b,c}w_{abco}\\,x_{2i+a,\\,2j+b,\\,c}\\Big),\\qquad\\langle w\\star x,\\,y\\rangle=\\langle x,\\,w^{\\!\\top}\\!\\star y\\rangle',
    sentence: 'Each filter looks at 3 × 3 pixels in steps of two; the decoder goes the same way back.',
    source: 'LeCun, Bottou, Bengio and Haffner 1998; Dumoulin and Visin 2016',
  },
  {
    title: 'Bits back',
    tex: '\\ell(x)=\\underbrace{-\\log_2p(x|z)}_{\\text{image}}\\underbrace{{}-\\log_2p(z)}_{\\text{code}}\\underbrace{{}+\\log_2q(z|x)}_{\\text{borrowed}},\\qquad\\mathbb{E}_q[\\ell(x)]=-\\mathcal{L}(x)/\\ln2',
    sentence: 'Bits of the message choose the code, and whoever decodes the image gets them back: what is left to pay is the bound.',
    source: 'Hinton and van Camp 1993; Frey and Hinton 1997; Townsend, Bird and Barber 2019',
  },
];
