// The equations behind the lab of description lengths, with their sources.
import type { Equation } from '../../../lab/lab.ts';

export const equations: readonly Equation[] = [
  {
    title: 'Bits back',
    tex: 'L=\\sum_i q_i\\,\\ell_i-H(q),\\qquad q_i\\propto 2^{-\\ell_i}\\;\\Rightarrow\\;L=-\\log_2\\sum_i 2^{-\\ell_i}',
    sentence: 'Whoever may choose between codewords sends another message by the choice. Mean length less its entropy is a free energy.',
    source: 'Frey and Hinton 1997',
  },
  {
    title: 'Description length of data and weights',
    tex: 'F=\\mathbb{E}_Q[-\\log P(D\\mid w)]+\\mathrm{KL}[Q\\,\\|\\,P]',
    sentence: 'Misfit and the cost of the weights in one currency: nats, or bits after division by ln 2.',
    source: 'Hinton and van Camp 1993',
  },
  {
    title: 'What a noisy weight costs',
    tex: '\\underbrace{-\\log t-\\log P(w)}_{\\text{paid}}-\\underbrace{(-\\log t-\\log Q(w))}_{\\text{returned}},\\quad \\mathrm{KL}=\\log\\frac{\\sigma_p}{\\sigma_q}+\\frac{\\sigma_q^2-\\sigma_p^2+(\\mu_p-\\mu_q)^2}{2\\sigma_p^2}',
    sentence: 'The precision t at which a weight is written is paid for and given back: it does not matter.',
    source: 'Hinton and van Camp 1993, equations 5–9',
  },
  {
    title: 'A prior of several normals',
    tex: '\\hat G=-\\log\\sum_i\\pi_i\\,e^{-G_i}\\;\\ge\\;\\mathrm{KL}[Q\\,\\|\\,\\textstyle\\sum_i\\pi_iP_i],\\qquad G_i=\\mathrm{KL}[Q\\,\\|\\,P_i]',
    sentence: 'Which normal codes a weight is chosen by bits that come back, too: a free energy within the free energy.',
    source: 'Hinton and van Camp 1993, equation 17',
  },
  {
    title: 'A noisy network’s output',
    tex: '\\mathbb{E}[y]=\\sum_h m_h\\mu_h,\\qquad \\mathrm{Var}[y]=\\sum_h(\\mu_h^2V_h+m_h^2v_h+V_hv_h)',
    sentence:
      'With one hidden layer the misfit is averaged over all weights exactly, by means m, μ and variances V, v of hidden outputs and weights.',
    source: 'Hinton and van Camp 1993, equations 10–12',
  },
];
