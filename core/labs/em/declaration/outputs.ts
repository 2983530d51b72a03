// What the lab of expectation–maximization puts out: its scalars, tables and grids.
import { MOST } from './params.ts';

const nat = 'nat';

export const scalars = {
  logLikelihood: {
    label: 'log P(X|θ)',
    tex: '\\log P(X\\mid\\theta)',
    unit: nat,
    hue: 'ink',
    help: 'How probable the data are at this θ, whoever made each of them.',
    optional: true,
  },
  logEvidence: {
    label: 'log P(X)',
    tex: '\\log P(X)',
    unit: nat,
    hue: 'ink',
    help: 'How probable the data are whatever θ is, on average over its prior: known where one component made them all.',
    optional: true,
  },
  gap: {
    label: 'gap',
    tex: '\\mathrm{KL}[q\\,\\|\\,P(Z\\mid X,\\theta)]',
    unit: nat,
    hue: 'gap',
    help: 'How far q is from the posterior over what is hidden: what an E-step closes.',
    optional: true,
  },
  energy: {
    label: 'energy',
    tex: '-\\mathbb{E}_q[\\log P(X,Z\\mid\\theta)]',
    unit: nat,
    hue: 'energy',
    help: 'How improbable the data and who made them are together, on average under q; with a floor, minus the log of its prior as well.',
  },
  entropy: {
    label: 'entropy',
    tex: 'H(q)',
    unit: nat,
    hue: 'entropy',
    help: 'How undecided q is about who made the data, summed over them.',
  },
  complexity: {
    label: 'complexity',
    tex: '\\mathrm{KL}[q(\\theta)\\,\\|\\,P(\\theta)]',
    unit: nat,
    hue: 'complexity',
    help: 'How far what is believed of θ is from its prior; 0 where θ is a point.',
  },
  freeEnergy: {
    label: 'free energy',
    tex: 'F',
    unit: nat,
    hue: 'ink',
    help: 'Energy less temperature times entropy, and the complexity of what is believed of θ: the one thing that both half-steps lower.',
  },
  heat: {
    label: '(1 − T) entropy',
    tex: '(1-T)\\,H(q)',
    unit: nat,
    hue: 'entropy',
    help: 'What a temperature other than 1 adds to the free energy.',
  },
  priorEnergy: {
    label: 'price of the floor',
    tex: '-\\log P(\\theta)',
    unit: nat,
    hue: 'complexity',
    help: 'Minus the log of the prior that keeps variances from 0; 0 without a floor.',
  },
  dataPasses: { label: 'passes', hue: 'soft', known: 'counted', help: 'How often the data were gone through, by E-steps.' },
  rise: {
    label: 'largest rise of F',
    unit: nat,
    hue: 'soft',
    help: 'The most by which a move has raised F at its temperature: none, if EM keeps its word.',
  },
  openedGap: {
    label: 'gap after the last E-step',
    unit: nat,
    hue: 'soft',
    help: 'What an exact E-step over all data has left of the gap: nothing at temperature 1.',
  },
  strayShare: { label: 'stray of the shares', hue: 'soft', help: 'The most by which the responsibilities of a datum miss 1.' },
  strayStatistics: {
    label: 'stray of the sums',
    hue: 'soft',
    help: 'The most by which running sums of statistics miss those made anew, relative to their size.',
  },
} as const;

const numbers = Array.from({ length: MOST }, (_, k) => k + 1);
const axis = <N extends string>(prefix: N, label: string) =>
  Object.fromEntries(numbers.map((k) => [`${prefix}${k}`, { label: `mean of ${k}, ${label}` }])) as {
    readonly [K in `${N}${1 | 2 | 3 | 4 | 5}`]: { readonly label: string };
  };

/** Of each component’s ring of one sd. */
const shapesOf = <N extends string>(prefix: N, label: string) =>
  Object.fromEntries(numbers.map((k) => [`${prefix}${k}`, { label: `${label} of ${k}`, place: true }])) as {
    readonly [K in `${N}${1 | 2 | 3 | 4 | 5}`]: { readonly label: string; readonly place: true };
  };

/** The responsibility of each component for a datum; 0 of one that is not there. */
const shares = Object.fromEntries(numbers.map((k) => [`share${k}`, { label: `share of component ${k}`, hue: 'entropy' }])) as {
  readonly [K in `share${1 | 2 | 3 | 4 | 5}`]: { readonly label: string; readonly hue: 'entropy' };
};

export const tables = {
  points: {
    x: { label: 'first coordinate' },
    y: { label: 'second coordinate' },
    label: { label: 'component of the largest share, from 0' },
    share: { label: 'its share', hue: 'entropy' },
    ...shares,
  },
  rings: {
    x: { label: 'first coordinate', place: true },
    y: { label: 'second coordinate', place: true },
    label: { label: 'component, from 0', place: true },
  },
  direction: {
    x: { label: '0', place: true },
    y: { label: '0', place: true },
    toX: { label: 'direction, across' },
    toY: { label: 'direction, up' },
  },
  shadows: {
    x: { label: 'datum and where q has it, across', place: true },
    y: { label: 'datum and where q has it, up', place: true },
  },
  shares: { move: { label: 'half-steps' }, mass: { label: 'data' }, label: { label: 'component, from 0' } },
  means: { x: { label: 'mean, across' }, y: { label: 'mean, up' }, weight: { label: 'weight' }, mass: { label: 'data' } },
  restarts: {
    x: { label: 'first coordinate', place: true },
    y: { label: 'second coordinate', place: true },
    label: { label: 'component, from 0', place: true },
    restart: { label: 'start, from 0', place: true },
  },
  ends: {
    x: { label: 'first coordinate', place: true },
    y: { label: 'second coordinate', place: true },
    restart: { label: 'start, from 0' },
    surprise: { label: '−log P(X|θ) at the end, with the floor', unit: nat, hue: 'ink' },
  },
  wide: { x: { label: 'across', place: true }, y: { label: 'up', place: true } },
  tall: { x: { label: 'across', place: true }, y: { label: 'up', place: true } },
  shapes: {
    ...shapesOf('wide', 'width'),
    ...shapesOf('lean', 'lean'),
    ...shapesOf('tall', 'height'),
    spread: { label: 'times as wide', place: true },
  },
  density: {
    x: { label: 'x' },
    density: { label: 'density of the mixture', hue: 'ink' },
    label: { label: 'component, from 0' },
    part: { label: 'its part of the density' },
  },
  coins: {
    set: { label: 'set of tosses' },
    heads: { label: 'share of heads' },
    a: { label: 'responsibility of coin A', hue: 'entropy' },
  },
  trail: {
    move: { label: 'half-steps' },
    passes: { label: 'passes' },
    energy: { label: 'energy', unit: nat, hue: 'energy' },
    entropy: { label: 'entropy', unit: nat, hue: 'entropy' },
    complexity: { label: 'complexity', unit: nat, hue: 'complexity' },
    freeEnergy: { label: 'free energy', unit: nat, hue: 'ink' },
    surprise: { label: '−log P(X|θ), with the floor', unit: nat, hue: 'ink' },
    gap: { label: 'gap', unit: nat, hue: 'gap' },
    ...axis('x', 'across'),
    ...axis('y', 'up'),
  },
  stairs: { q: { label: 'q of the datum' }, mean: { label: 'mean of the component' } },
  here: { q: { label: 'q of the datum' }, mean: { label: 'mean of the component' } },
  coming: {
    q: { label: 'q now' },
    mean: { label: 'mean now' },
    toQ: { label: 'q after the next move' },
    toMean: { label: 'mean after the next move' },
  },
  choice: {
    components: { label: 'components' },
    bic: { label: 'half of BIC', unit: nat, hue: 'ink' },
    heldOut: { label: '−log P of each fifth, held out', unit: nat, hue: 'accuracy' },
    variational: { label: 'F of variational Bayes', unit: nat, hue: 'complexity' },
    occupied: { label: 'components that it gives a datum or more' },
    above: { label: 'where their number is written', unit: nat, place: true },
  },
  race: {
    passes: { label: 'passes' },
    milliseconds: { label: 'milliseconds' },
    behind: { label: '−log P(X|θ) above the best of all', unit: nat },
    method: { label: 'way down, by number' },
  },
} as const;

export const grids = {
  images: { label: 'probability of a one' },
  surface: { label: 'F over a coordinate of q and one of θ', unit: nat },
} as const;
