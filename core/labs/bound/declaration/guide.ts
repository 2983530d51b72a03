// The Bound lab explains itself: its plots, where its terms come from, and a tour for whoever has never met Bayes.
import type { Guide, Moment } from '../../../lab/guide.ts';
import { derivations } from '../../derivations.ts';

const scalar = (moment: Moment, name: string) => moment.scalars[name] ?? Number.NaN;
const cell = (moment: Moment, table: string, column: string) => moment.tables[table]?.[column]?.at(-1) ?? Number.NaN;

const landscape = {
  shows: 'The free energy of every q that the two axes name: low is light, and each contour joins q of equal F.',
  tries: 'Drag the point anywhere; press Descend and see which way down it takes from there.',
  trail: 'The line is the path of q since the run began; a faint line is the path before q was moved by hand.',
};

export const guide: Guide = {
  explain: {
    beliefs: {
      shows:
        'What is believed about Θ: before the data (prior), after them (posterior), what the data alone say (likelihood), and q, the approximation.',
      tries: 'Drag the point on top of q, and the one on its side: every term that depends on q moves in the same frame.',
    },
    states: {
      shows:
        'For each hypothesis what was believed before, how well it explains what was seen, what Bayes’ rule says to believe now, and q.',
      tries: 'Drag the blue bars until they are as high as the golden ones: the gap is 0 just there.',
    },
    plane: {
      shows: 'Two unknowns at once: contours of prior, likelihood and posterior, and q as its ellipses at one and two standard deviations.',
      tries: 'Drag the centre or a width of q; an upright ellipse cannot lean as the posterior may.',
      trail: 'The line is where the centre of q has been.',
    },
    landscape,
    betas: landscape,
    gammas: landscape,
    widths: landscape,
    slice: {
      shows:
        'Energy, −T times entropy and their sum F as the probability of the first hypothesis goes from 0 to 1, the others keeping their proportions.',
      tries: 'Drag the point to the bottom of the black curve; then turn the temperature and see the bottom move.',
    },
    fits: {
      shows:
        'The data, the curve that each degree expects, and their mixtures: golden by the posterior, blue by q. The band holds the next y within two standard deviations.',
      tries: 'Drag the bars of q: the blue curve goes over to the degree that they favour.',
    },
    costs: {
      shows:
        'Occam’s razor in nats: what the weights of a degree had to learn (complexity), and what it fits worse than the best (misfit). Together they are −log evidence, but for a constant.',
      tries: 'Raise the noise: misfit is worth less, and fewer degrees are needed. Widen the prior: each further weight costs more.',
    },
    effective: {
      shows: 'How many weights each polynomial has, and how many of them the data determine rather than the prior.',
      tries: 'Narrow the prior or raise the noise: the bars of the data sink, one weight after another.',
    },
    terms: {
      shows:
        'Three ways to add up to log P(X): accuracy, complexity and gap; energy, entropy and gap; bound and gap. Each bar begins where the one above it ends.',
      tries: 'Move q: the bars trade with each other, and all three sums end at the dashed line.',
    },
    energyEntropy: {
      shows:
        'Where q stands between energy and entropy. The golden curve is the best that any distribution can do, from cold to hot; at T = 1 it is the posterior.',
      tries: 'Turn the temperature: the dashed line of equal F turns with it, and touches the curve where F is lowest.',
      trail: 'The blue line is the path of q; a faint one is the path before q was moved by hand.',
    },
    descent: {
      shows: 'The terms at each step of the descent, and the lowest F there is at the temperature of that stretch.',
      tries: 'Press Descend, then change the temperature on the way: F jumps where its definition does, and falls again.',
      trail: 'Faint lines are the run before, from where q stood then; a dotted line stands where a value was changed.',
    },
    excess: {
      shows: 'How far F is above the lowest there is, on a scale of factors: a straight line down is a steady rate.',
      tries: 'Compare the kinds of descent, and rates: the natural gradient falls straight where the plain one bends.',
      trail: 'A faint line is the run before.',
    },
    sweep: {
      shows: 'The terms of the bound as one parameter runs over its whole range, everything else as it is.',
      tries: 'Choose another parameter in the corner of this plot.',
    },
  },
  derive: derivations,
  tour: [
    {
      title: 'Say what you believe',
      text: 'A coin was taken blindly from two, and showed heads. Purple is the prior: half and half. Blue is q, what you say you believe now: drag a blue bar.',
      at: { plot: 'states' },
      preset: 'twoCoins',
      done: (now, begun) => Math.abs(cell(now, 'trail', 'q1') - cell(begun, 'trail', 'q1')) > 0.02,
    },
    {
      title: 'Let Bayes answer',
      text: 'Green is the likelihood: how often each coin shows heads. Prior times green, divided by the sum of both, is gold, the posterior. Drag q until the gap is 0.',
      at: { term: 'gap' },
      done: (now) => scalar(now, 'gap') < 0.002,
    },
    {
      title: 'Read the equation',
      text: 'log P(X), how probable heads were at all, is accuracy less complexity plus gap, whatever q is. Point at a term: all that pictures it lights up.',
      at: { part: 'identity' },
      done: (now) => now.highlight !== undefined,
    },
    {
      title: 'Let it descend',
      text: 'Now Θ is any number, and nobody has to drag: the free energy falls until q is the posterior. Press Descend, or Space.',
      at: { part: 'transport' },
      preset: 'aMean',
      done: (now) => now.step >= 25,
    },
    {
      title: 'Miss something',
      text: 'Here two values of Θ explain the data equally well, and one normal cannot be both. Drag q from one hump to the other: a gap stays.',
      at: { plot: 'beliefs' },
      preset: 'twoExplanations',
      done: (now, begun) =>
        Math.sign(cell(now, 'trail', 'qMean')) !== Math.sign(cell(begun, 'trail', 'qMean')) && Math.abs(cell(now, 'trail', 'qMean')) > 0.7,
    },
    {
      title: 'Turn the temperature',
      text: 'F is energy less T times entropy. At 0 only the likeliest Θ counts, at 1 it is Bayes, far above q spreads out. Move T, and press Descend.',
      at: { param: 'temperature' },
      done: (now, begun) => now.values.temperature !== begun.values.temperature && now.step > begun.step,
    },
  ],
};
