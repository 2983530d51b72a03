// The equations behind the lab, with their sources.
import type { Equation } from '../../../lab/lab.ts';

export const equations: readonly Equation[] = [
  {
    title: 'Energy of an answer',
    tex: 'E=\\textstyle\\sum_w n^{\\times}_w e^{\\times}_w+\\sum_w n^{+}_w e^{+}_w+\\sum_m\\frac{8\\,b_m}{w_m}\\,e_m+P_0\\,t',
    sentence: 'Operations by their width, bytes by the memory they come from, and idling: counts times a table of prices.',
    source: 'Horowitz 2014; Jouppi et al. 2021',
  },
  {
    title: 'Bits about the label',
    tex: 'I=\\log_2 C-\\frac{\\mathrm{CE}}{\\ln 2}\\le I(Y;\\hat Y)',
    sentence:
      'What is known after an answer less what was known before, of C classes that are equally likely: a lower bound, and not clipped at 0.',
    source: 'Barber and Agakov 2003',
  },
  {
    title: 'Intelligence per kilowatt-hour',
    tex: '\\frac{I}{E}\\ \\Bigl[\\tfrac{\\text{bit}}{\\text{J}}\\Bigr],\\qquad(1-\\varepsilon)\\,\\frac{3.6\\cdot10^6\\,\\text{J}}{E}\\ \\Bigl[\\tfrac{1}{\\text{kWh}}\\Bigr]',
    sentence: 'In two senses that are told apart: bits for a joule, and right answers for a kilowatt-hour.',
    source: 'after Welling 2018, Intelligence per kilowatt-hour',
  },
  {
    title: 'Stop when sure',
    tex: '\\text{ask }1,2,\\dots\\text{ until }\\max_y\\bar p_m(y)\\ge s',
    sentence: 'Easy images take one network, hard ones all: the work of an answer is that of those it asked.',
    source: 'Viola and Jones 2001',
  },
  {
    title: 'What a bit costs in training',
    tex: '\\frac{\\Delta E}{N\\,\\Delta L/\\ln 2}',
    sentence: 'Joules over the bits that all N images became shorter by: training ends once it is above what a bit is worth.',
    source: 'Hinton and van Camp 1993, for the bits',
  },
  {
    title: 'Landauer’s limit',
    tex: 'E_\\text{bit}\\ge kT\\ln 2=2.87\\cdot10^{-21}\\,\\text{J at }300\\,\\text{K}',
    sentence: 'The least heat that forgetting a bit gives off.',
    source: 'Landauer 1961',
  },
];
