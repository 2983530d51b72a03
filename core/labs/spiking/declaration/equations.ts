// The equations behind the lab, with their sources.
import type { Equation } from '../../../lab/lab.ts';

export const equations: readonly Equation[] = [
  {
    title: 'Herding',
    tex: '\\varphi\\leftarrow\\varphi+x,\\quad s=\\mathrm{round}(\\varphi),\\quad\\varphi\\leftarrow\\varphi-s\\quad\\Rightarrow\\quad\\Bigl|\\tfrac1t\\textstyle\\sum x-\\tfrac1t\\sum s\\Bigr|\\le\\tfrac1{2t}',
    sentence: 'What is owed is carried over, so that sums telescope.',
    source: 'Welling 2009; O’Connor and Welling 2016',
  },
  {
    title: 'Sigma-delta',
    tex: 's_t=\\mathrm{round}(k x_t)-\\mathrm{round}(k x_{t-1}),\\qquad\\textstyle\\sum_{\\tau\\le t}s_\\tau=\\mathrm{round}(k x_t)',
    sentence: 'Who adds up what is said has the rounded value in every frame; who says nothing has not changed.',
    source: 'O’Connor and Welling 2016',
  },
  {
    title: 'What it costs',
    tex: '\\text{additions}=\\textstyle\\sum_\\ell\\sum_i|s_i^{(\\ell)}|\\cdot\\text{fan-out}_\\ell',
    sentence: 'A spike adds one row of weights to the potentials of the next layer.',
    source: 'O’Connor and Welling 2016',
  },
  {
    title: 'Scales for a price',
    tex: '\\min_{k}\\ \\mathrm{KL}\\bigl[p\\,\\|\\,\\tilde p_k\\bigr]+\\lambda\\sum_\\ell\\sum_i|\\mathrm{round}(k_\\ell x_i)|\\cdot\\text{fan-out}_\\ell',
    sentence: 'What rounding gets wrong, and the additions that it takes, with slopes straight through the rounding.',
    source: 'O’Connor and Welling 2016',
  },
  {
    title: 'Proportional–derivative coding',
    tex: 'a_t=k_p x_t+k_d(x_t-x_{t-1}),\\qquad\\hat x_t=\\frac{a_t+k_d\\hat x_{t-1}}{k_p+k_d}',
    sentence: 'The second takes back the first exactly; of herded spikes it is a leaky mean.',
    source: 'O’Connor, Gavves and Welling 2017',
  },
  {
    title: 'A leaky neuron',
    tex: '\\tau\\dot V=-(V-V_\\text{rest})+RI,\\qquad f=\\Bigl[t_\\text{ref}+\\tau\\ln\\frac{RI+V_\\text{rest}-V_r}{RI+V_\\text{rest}-V_\\text{th}}\\Bigr]^{-1}',
    sentence: 'It relaxes to where the current pulls it, fires at the threshold, and begins again.',
    source: 'Lapicque 1907',
  },
  {
    title: 'Rates',
    tex: 'n=\\lfloor T a\\rfloor\\quad\\text{or, begun at }\\tfrac12,\\quad n=\\lfloor T a+\\tfrac12\\rfloor',
    sentence: 'Spikes in T steps where the threshold is taken off at each: less than one is left over.',
    source: 'Rueckauer et al. 2017',
  },
  {
    title: 'Rates with a leak',
    tex: 'V\\leftarrow(1-g)V+a,\\qquad 1-g=e^{-\\Delta t/\\tau},\\qquad RI=a/g',
    sentence: 'The leaky neuron’s own step: below a = g it never fires, and without a leak nothing is lost.',
    source: 'Lapicque 1907',
  },
];
