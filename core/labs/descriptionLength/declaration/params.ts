// The parameters of the lab of description lengths.
import { OWN } from '../../../data/dataset.ts';
import { choice, integer, real, toggle, type Values, type When } from '../../../lab/param.ts';

const message = { group: 'Message', hue: 'ink', effect: 'restart' } as const;
const network = { group: 'Network', hue: 'complexity', effect: 'restart' } as const;
const learning = { group: 'Learning', hue: 'ink', effect: 'restart' } as const;

/** Subjects that a network with noisy weights stands for. */
const ownNetworked = { subject: [OWN], by: ['network'] } as const;
export const networked = [{ subject: ['line', 'concrete', 'classes'] }, ownNetworked] as const satisfies When;
export const fitted = [{ subject: ['concrete'] }, ownNetworked] as const satisfies When;
/** Those that a mixture stands for, and those that factors do. */
export const mixed = [{ subject: ['eruptions'] }, { subject: [OWN], by: ['mixture'] }] as const satisfies When;
export const factored = [{ subject: ['digits'] }, { subject: [OWN], by: ['factors'] }] as const satisfies When;
/** Those whose choices are real numbers, written at a precision. */
export const precise = [...networked, ...factored] as const satisfies When;
/** All but a symbol with two codewords: what is sent has data beside the choice. */
export const sealed = [...precise, ...mixed] as const satisfies When;
/** What an envelope is written of: targets of more than one output stay here. */
export const exported = [{ subject: ['line', 'concrete', 'eruptions', 'digits', OWN] }] as const satisfies When;
/** A prior of one normal. */
const single = [
  { subject: ['line', 'concrete', 'classes'], prior: ['fixed', 'fitted'] },
  { ...ownNetworked, prior: ['fixed', 'fitted'] },
] as const satisfies When;

export const params = {
  subject: choice({
    ...message,
    label: 'What is sent',
    help: 'A symbol that has two codewords, targets by a network, measurements by a mixture, or images by factors.',
    options: {
      codewords: 'A symbol with two codewords',
      line: 'A bent line, by a network',
      concrete: 'Strength of concrete, by a network',
      classes: 'Which digit it is, by a network',
      [OWN]: 'Your own',
      eruptions: 'Eruptions, by a mixture',
      digits: 'Digits, by factors',
    },
    initial: 'codewords',
  }),
  by: choice({
    ...message,
    label: 'Sent by',
    help: 'A network sends the last column, given those before it; a mixture the last column alone; factors send black and white images, as they come out of an envelope.',
    options: { network: 'a network', mixture: 'a mixture', factors: 'factors' },
    initial: 'network',
    when: { subject: [OWN] },
  }),
  first: integer({
    ...message,
    label: 'first codeword',
    tex: '\\ell_1',
    unit: 'bit',
    min: 1,
    max: 16,
    slider: [1, 8],
    initial: 3,
    scale: 'linear',
    when: { subject: ['codewords'] },
  }),
  second: integer({
    ...message,
    label: 'second codeword',
    tex: '\\ell_2',
    unit: 'bit',
    min: 1,
    max: 16,
    slider: [1, 8],
    initial: 4,
    scale: 'linear',
    when: { subject: ['codewords'] },
  }),
  share: real({
    ...message,
    label: 'share of the first',
    tex: 'q_1',
    help: 'How often the first codeword is sent: chosen by bits of another message.',
    min: 0,
    max: 1,
    initial: 0.5,
    scale: 'linear',
    when: { subject: ['codewords'] },
  }),
  cases: integer({
    ...message,
    label: 'cases sent',
    help: 'Rows whose targets are sent; the others are held out. Inputs are known to both sides.',
    min: 3,
    max: 800,
    slider: [5, 300],
    initial: 60,
    scale: 'log',
    when: networked,
  }),
  components: integer({
    ...message,
    label: 'components',
    tex: 'K',
    min: 1,
    max: 5,
    initial: 2,
    scale: 'linear',
    when: mixed,
  }),
  factors: integer({
    ...message,
    label: 'factors',
    help: 'Numbers that stand behind an image: its code.',
    min: 1,
    max: 12,
    initial: 6,
    scale: 'linear',
    when: factored,
  }),
  precision: integer({
    ...message,
    effect: 'redraw',
    hue: 'entropy',
    label: 'precision',
    tex: 'b',
    unit: 'bit',
    help: 'Bits in which each weight or factor is written; all but what it is worth come back.',
    min: 6,
    max: 16,
    initial: 12,
    scale: 'linear',
    when: precise,
  }),
  hidden: integer({
    ...network,
    label: 'hidden units',
    help: 'Logistic units in one layer; without any the output is linear in the inputs.',
    min: 0,
    max: 24,
    slider: [0, 12],
    initial: 4,
    scale: 'linear',
    when: networked,
  }),
  prior: choice({
    ...network,
    label: 'Prior over weights',
    help: 'What both sides agree on before: one normal as it is, one whose width is fitted, or five that are fitted.',
    options: { fixed: 'a normal as it is', fitted: 'a normal, its width fitted', mixture: 'five normals, fitted' },
    initial: 'fitted',
    when: networked,
  }),
  priorSd: real({
    ...network,
    label: 'width of the prior',
    help: 'Sd of the normal, to begin with where it is fitted.',
    min: 0.01,
    max: 100,
    slider: [0.1, 10],
    initial: 2,
    scale: 'log',
    when: single,
  }),
  noise: real({
    ...network,
    hue: 'accuracy',
    label: 'noise of the targets',
    tex: '\\sigma',
    help: 'Sd of a target about the output, in sds of the targets; to begin with, where it is learnt.',
    min: 0.01,
    max: 10,
    slider: [0.05, 2],
    initial: 0.5,
    scale: 'log',
    when: networked,
  }),
  learnNoise: toggle({ ...network, hue: 'accuracy', label: 'noise is learnt', initial: true, when: networked }),
  spread: real({
    ...learning,
    label: 'spread of the means',
    help: 'Sd of the normal that the means of the weights are drawn from to begin with.',
    min: 0,
    max: 3,
    slider: [0, 2],
    initial: 1.5,
    scale: 'linear',
    when: networked,
  }),
  weightSd: real({
    ...learning,
    label: 'noise of the weights',
    help: 'Sd of each weight to begin with.',
    min: 0.0001,
    max: 10,
    slider: [0.001, 1],
    initial: 0.1,
    scale: 'log',
    when: networked,
  }),
  rate: real({
    ...learning,
    label: 'rate',
    help: 'How far an update goes in each coordinate.',
    min: 0.0001,
    max: 0.1,
    slider: [0.001, 0.1],
    initial: 0.05,
    scale: 'log',
    when: networked,
  }),
  stage: integer({
    ...learning,
    label: 'updates a stage',
    help: 'The weights’ cost counts a twentieth at first, and more in each of eleven stages, then in full; 0 counts it in full at once.',
    min: 0,
    max: 1000,
    slider: [0, 200],
    initial: 25,
    scale: 'linear',
    when: networked,
  }),
} as const;

export type DescriptionValues = Values<typeof params>;
