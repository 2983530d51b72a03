// Pictures of how training goes: the bound and its terms over the steps, and what the latents say.
import { believed, normal, pointwise, single, type VaeValues } from '../params.ts';
import {
  aggregateSentence,
  boundSentence,
  collapseSentence,
  evidenceSentence,
  informationSentence,
  type Seen,
  termsSentence,
} from '../sentences.ts';
import { axisName, type VaePlot } from './plot.ts';

const plain: readonly string[] = pointwise.dataset;

const nats = ({ dataset }: VaeValues): string => (plain.includes(dataset) ? 'nats a point' : 'nats an image');

/** A name every so often, where there is no room for all. */
const unitNames = (latents: number) =>
  Array.from({ length: Math.min(20, latents) }, (_, i) => (latents <= 10 || i === 0 || (i + 1) % 5 === 0 ? `${i + 1}` : ''));

/** With more latents chains need more of them to get to the posterior. */
const temperatures = (latents: number): number => (latents <= 5 ? 100 : 500);

const over = { label: 'step', scale: 'log', grid: true, steps: { after: 'stepsBefore' } } as const;

export const trainingPlots = {
  bound: {
    title: 'The bound',
    caption: nats,
    x: over,
    y: { grid: true },
    marks: [
      { mark: 'line', table: 'curves', x: 'step', y: 'elbo', hue: 'ink', width: 1.5, label: 'training', term: 'elbo' },
      { mark: 'line', table: 'curves', x: 'step', y: 'heldOutElbo', hue: 'ink', dash: 'dashed', label: 'held out', term: 'heldOutElbo' },
      { mark: 'dot', table: 'curves', x: 'step', y: 'importanceWeightedBound', hue: 'gap', radius: 3, label: 'K draws' },
      {
        mark: 'rule',
        table: 'optimum',
        y: 'elbo',
        hue: 'gap',
        dash: 'dashed',
        label: 'probabilistic PCA, exact',
        term: 'principalEvidence',
      },
    ],
    sentence: boundSentence,
  },
  evidence: {
    title: 'The evidence',
    tab: 'Evidence',
    caption: 'nats an image, of 25 held out',
    when: single,
    x: { grid: true },
    y: { categories: ['bound', 'what it lacks', 'log p(x), annealed'] },
    marks: [
      { mark: 'line', table: 'margin', x: 'value', y: 'row', hue: 'gap', width: 2 },
      { mark: 'line', table: 'lacking', x: 'value', y: 'row', hue: 'gap', width: 6, term: 'annealedGap' },
      { mark: 'dot', table: 'evidence', x: 'value', y: 'row', hue: 'ink', radius: 4, term: 'annealedBound' },
    ],
    empty: {
      words: 'How far the bound is from log p(x): annealed chains estimate it on 25 held-out images. It takes seconds.',
      offer: {
        label: ({ latentDimension }) => `Anneal in ${temperatures(latentDimension)} temperatures`,
        set: ({ latentDimension }) => ({ annealed: temperatures(latentDimension) }),
      },
    },
    sentence: evidenceSentence,
  },
  terms: {
    title: 'Accuracy and complexity',
    tab: 'Terms',
    caption: nats,
    x: over,
    y: { grid: true },
    marks: [
      { mark: 'line', table: 'curves', x: 'step', y: 'accuracy', hue: 'accuracy', label: 'accuracy', term: 'accuracy' },
      { mark: 'line', table: 'curves', x: 'step', y: 'complexity', hue: 'complexity', label: 'complexity', term: 'complexity' },
      {
        mark: 'line',
        table: 'curves',
        x: 'step',
        y: 'weightComplexity',
        hue: 'complexity',
        dash: 'dashed',
        label: 'weights',
        term: 'weightComplexity',
        when: believed,
      },
    ],
    sentence: termsSentence,
  },
  schedule: {
    title: 'Schedules',
    caption: 'as they were in force',
    x: over,
    y: { scale: 'log', grid: true },
    marks: [
      { mark: 'line', table: 'curves', x: 'step', y: 'learningRate', hue: 'soft', dash: 'dashed', label: 'learning rate' },
      { mark: 'line', table: 'curves', x: 'step', y: 'beta', hue: 'complexity', label: 'β' },
    ],
    sentence: ({ scalars }: Seen) => `At the last step β was ${(scalars.betaNow ?? 1).toPrecision(3)}.`,
  },
  collapse: {
    title: 'What each latent says',
    tab: 'Collapse',
    when: normal,
    caption: (values) => `${nats(values)}, held out`,
    x: over,
    y: { include: 0, grid: true },
    marks: [{ mark: 'line', table: 'latents', x: 'step', y: 'complexity', by: 'latent', hue: 'complexity', width: 1.25 }],
    sentence: collapseSentence,
  },
  units: {
    title: 'Latents, by what they say',
    tab: 'Now',
    when: normal,
    caption: (values) => `${nats(values)}, the most talkative first`,
    x: { categories: ({ latentDimension }) => unitNames(latentDimension) },
    y: { include: 0, grid: true },
    marks: [
      { mark: 'bar', orient: 'vertical', table: 'units', at: 'latent', to: 'complexity', hues: ['complexity'] },
      { mark: 'dot', table: 'units', x: 'latent', y: 'variance', hue: 'entropy', radius: 4, label: 'variance of the mean' },
    ],
    sentence: collapseSentence,
  },
  aggregate: {
    title: 'All codes against the prior',
    tab: 'Aggregate',
    when: normal,
    caption: 'density across',
    x: { label: (values) => axisName(values, 0), grid: true },
    y: { include: 0, bare: true },
    marks: [
      { mark: 'area', table: 'aggregate', x: 'z', y: 'codes', hue: 'entropy' },
      { mark: 'line', table: 'aggregate', x: 'z', y: 'codes', hue: 'entropy', label: 'all codes' },
      { mark: 'line', table: 'aggregate', x: 'z', y: 'prior', hue: 'complexity', dash: 'dashed', label: 'prior' },
    ],
    sentence: aggregateSentence,
  },
  information: {
    title: 'Information and active units',
    tab: 'Information',
    caption: 'held out',
    x: over,
    y: { include: 0, grid: true },
    marks: [
      { mark: 'line', table: 'curves', x: 'step', y: 'activeUnits', hue: 'soft', dash: 'dashed', label: 'active units' },
      { mark: 'dot', table: 'curves', x: 'step', y: 'mutualInformation', hue: 'entropy', radius: 3, label: 'mutual information, nats' },
    ],
    sentence: informationSentence,
  },
} as const satisfies Readonly<Record<string, VaePlot>>;
