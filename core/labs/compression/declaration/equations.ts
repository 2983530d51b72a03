// The equations behind the Compression lab, with their sources.
import type { Equation } from '../../../lab/lab.ts';

export const equations: readonly Equation[] = [
  {
    title: 'What a weight is worth',
    tex: 'F=\\underbrace{\\tfrac1N\\mathrm{KL}[q(w)\\,\\|\\,p(w)]}_{\\text{complexity}}-\\underbrace{\\tfrac1N\\textstyle\\sum_n\\mathbb{E}_q[\\log p(y_n\\mid x_n,w)]}_{\\text{accuracy}}',
    sentence: 'The description length of classes and weights, an example: a weight that says little should cost little, and may go.',
    source: 'Hinton and van Camp 1993',
  },
  {
    title: 'Sparse variational dropout',
    tex: 'q(w)=N(\\theta,\\sigma^2),\\quad p(|w|)\\propto\\tfrac1{|w|},\\quad\\alpha=\\frac{\\sigma^2}{\\theta^2},\\qquad\\text{dropped where }\\log\\alpha\\ge3',
    sentence: 'The prior has no scale, so what counts is noise over size: beyond twenty times its square a weight says nothing.',
    source: 'Molchanov, Ashukha and Vetrov 2017',
  },
  {
    title: 'Its complexity',
    tex: '\\mathrm{KL}\\approx k_1\\,\\sigma(-k_2-k_3\\log\\alpha)+\\tfrac12\\log(1+\\alpha^{-1}),\\quad k=(0.63576,\\,1.87320,\\,1.48695)',
    sentence: 'Within 0.01 nats of the exact integral; it falls to 0 as α grows: a weight that is all noise is free.',
    source: 'Molchanov, Ashukha and Vetrov 2017',
  },
  {
    title: 'The same, exactly',
    tex: '\\mathrm{KL}=\\int_0^1\\frac{1-e^{-(1-s^2)/2\\alpha}}{1-s^2}\\,ds',
    sentence: 'Up to the constant that the prior, which cannot be normalized, leaves open: chosen so that it goes to 0 with α → ∞.',
    source: 'The integral that Molchanov, Ashukha and Vetrov 2017 fit',
  },
  {
    title: 'Gates that close',
    tex: 'z=\\min(1,\\max(0,s(\\zeta-\\gamma)+\\gamma)),\\quad s=\\sigma\\Big(\\frac{\\mathrm{logit}\\,u+\\log\\alpha}{\\beta}\\Big),\\qquad\\mathbb{E}\\|w\\|_0=\\sum_g|g|\\,P(z_g\\ne0)',
    sentence: 'A gate is exactly 0 with some probability, so that how many weights are open can be gone down.',
    source: 'Louizos, Welling and Kingma 2018',
  },
  {
    title: 'Whole groups',
    tex: 'w_{ij}=z_i\\tilde w_{ij},\\quad p(z_i)\\propto\\tfrac1{|z_i|}\\ \\text{or a half-Cauchy},\\quad p(\\tilde w_{ij})=N(0,1)',
    sentence: 'All weights out of a unit share a scale: when it goes, the unit goes.',
    source: 'Louizos, Ullrich and Welling 2017',
  },
  {
    title: 'Pruning by size, step by step',
    tex: 's(t)=s\\,(1-(1-t)^3)',
    sentence: 'A few at a time, the smallest first; those that stay make up for those that went.',
    source: 'Han et al. 2015; Zhu and Gupta 2017',
  },
  {
    title: 'A grid',
    tex: '\\hat w=s\\,\\mathrm{clip}\\big(\\mathrm{round}(w/s)\\big),\\qquad\\frac{\\partial\\hat w}{\\partial w}:=1',
    sentence: 'The loss sees weights on the grid; slopes pass as if there were none.',
    source: 'Jacob et al. 2018',
  },
  {
    title: 'A grid that draws',
    tex: 'P(g\\mid w)\\propto\\sigma\\Big(\\frac{g+\\frac s2-w}{r}\\Big)-\\sigma\\Big(\\frac{g-\\frac s2-w}{r}\\Big)',
    sentence: 'Rounding as a draw whose grid learns, too.',
    source: 'Louizos et al. 2019',
  },
  {
    title: 'Weights that gather',
    tex: 'p(w)=\\pi_0N(w\\mid0,\\sigma_0^2)+\\sum_j\\pi_jN(w\\mid\\mu_j,\\sigma_j^2)',
    sentence: 'The prior is learnt with the weights: they draw together on its means, most of them at 0.',
    source: 'Nowlan and Hinton 1992; Ullrich, Meeds and Welling 2017',
  },
  {
    title: 'Signs',
    tex: '\\hat w_{ij}=\\alpha_j\\,\\mathrm{sign}(w_{ij}),\\qquad\\alpha_j=\\tfrac1n\\textstyle\\sum_i|w_{ij}|',
    sentence: 'One bit a weight, and the scale that loses least.',
    source: 'Courbariaux, Bengio and David 2015; Rastegari et al. 2016',
  },
  {
    title: 'Signs that are probabilities',
    tex: 'P(w=1)=\\tfrac{1+\\theta}2,\\qquad\\textstyle\\sum_dw_dh_d\\approx N\\big(\\sum_d\\theta_d\\varphi_d,\\ D-\\sum_d\\theta_d^2\\varphi_d^2\\big)',
    sentence: 'Weights and units are ±1 with means θ and φ. What a unit is told has an exact law; training takes its normal.',
    source: 'Peters and Welling 2018',
  },
  {
    title: 'What a sign costs',
    tex: '\\mathrm{KL}=\\tfrac{1+\\theta}2\\log(1+\\theta)+\\tfrac{1-\\theta}2\\log(1-\\theta)',
    sentence: 'Beside a fair coin: nothing at θ = 0, a bit where it is sure.',
    source: 'Hinton and van Camp 1993, for coins',
  },
];
