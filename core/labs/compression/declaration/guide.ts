// The Compression lab explains itself: its plots, where its terms come from, and a tour.
import type { Guide, Moment } from '../../../lab/guide.ts';

const scalar = (moment: Moment, name: string) => moment.scalars[name] ?? Number.NaN;

export const guide: Guide = {
  explain: {
    pareto: {
      shows:
        'Each method’s error on held-out images over the bytes of its file: the path it took survey by survey, and where it is. The large dot is the method in the light, at the threshold in hand; the black dot is what all began with. Rings are what other methods came to at the end of a run of their own, as the lab has them at first with seed 1, and, in grey, what papers report. Or else the base in coarser precisions, as small dots: Beside them, under Explore.',
      tries: 'Drag the threshold, and follow the large dot: down and to the left is better in both.',
      trail: 'A survey an epoch: each method is read out, written as bytes, and judged.',
    },
    paretoWork: {
      shows:
        'The same over the multiplications, with an addition each, that one image takes. They are counted while the file’s network runs: sparse layers take the weights that are left, grids all of them, and signs one a unit.',
      tries: 'Compare a grid with its place over bytes: coarser numbers are as many.',
    },
    paretoKept: {
      shows: 'The same over the share of weights that are not 0: what pruning alone does, whatever the bits.',
      tries: 'Compare the order of methods with that over bytes: places cost bytes, too.',
    },
    mask: {
      shows:
        'How strongly the weights out of each pixel are, as images: of the base, and of the method in the light. Dark pixels are not looked at.',
      tries: 'Put gates or normal-Jeffreys in the light: pixels at the rim go as a whole.',
    },
    units: {
      shows: 'How many pixels are looked at, and how many hidden units are left, in numbers and as shares.',
      tries: 'Compare pruning, which empties rows by chance, with methods whose groups go as a whole.',
    },
    threshold: {
      shows:
        'What the method in the light compares when it is read out, weight by weight or group by group, and the line that parts what stays from what goes.',
      tries: 'Drag the line. Where there is a gap between two hills, it hardly matters where it stands.',
    },
    law: {
      shows:
        'Weights that are ±1 with a probability meet units that are, too: their sum has a law that can be worked out, by adding one sign after the other (bars). Training takes a normal of the same mean and variance in its place. Here: of the unit of its class in the last layer, for the first held-out image.',
      tries: 'See the bars lean to one side near the largest sum, where the normal goes on beyond what is possible.',
    },
    price: {
      shows:
        'What the log-uniform prior asks of a weight for being known: the more its noise outweighs it, the less. The exact KL, the fit that was published, and a hundred times the difference between them.',
      tries: 'Train by the one and by the other (Methods, KL from the log-uniform prior): the files differ, the story does not.',
    },
    weights: {
      shows:
        'How the weights of a layer lie, of the base and of the method in the light, those that are 0 left out. Dashed, in the colour of complexity: how many its prior expects in each place; of 1/|w| only the shape is known. In the colour of q: how many its beliefs expect, each weight as wide as it is uncertain. Dots under them are levels that codes stand for: where each channel has a step of its own, weights are drawn as they learn behind their codes, over that step; boxes are the components of a learnt prior, a standard deviation each way.',
      tries: 'Put shared weights in the light: hills become needles on the components.',
    },
    error: {
      shows: 'The error on held-out images, survey by survey.',
      tries: 'Watch step-by-step pruning stumble as weights go, and find its feet again.',
    },
    complexity: {
      shows: 'What the weights cost an example, in full, of methods that set a price on them.',
      tries: 'Raise β, or the price of a weight, and see it fall.',
    },
    bits: {
      shows: 'Bits of the file over all weights that there were, survey by survey.',
      tries: 'See which methods go on shrinking, and which have their size from the first survey on.',
    },
    byClass: {
      shows: 'The error class by class, of the base as small dots, and of the method in the light.',
      tries: 'Drag the threshold too far, and see which classes are lost first.',
    },
    calibration: {
      shows:
        'Held-out images in ten bins by the probability that the network gives the class it takes: how often it is right over how sure it is, with an interval of one standard error (Wilson’s). On the dashed line it is as sure as it is right; below it, surer.',
      tries: 'Train on: as the error falls the network grows surer than it is right. Compare methods that believe with those that do not.',
    },
    worth: {
      shows:
        'Bits a weight twice: what the complexity says that the weights are worth, where the method sets a price in bits, and what the file pays, with places, tables and biases. A prior that cannot be normalized leaves the first known up to a constant.',
      tries: 'Keep numbers in a table of 16 levels: the file’s bar shrinks, the bound’s does not.',
    },
    parts: {
      shows:
        'What the bytes of the file are for: names and shapes, places of weights that are left, their numbers, scales and levels, biases.',
      tries: 'Compare pruning, whose places cost, with a grid, which has none.',
    },
  },
  derive: {
    freeEnergy: [
      {
        tex: '-\\log P(D)\\le\\mathbb{E}_q[-\\log P(D,w)]-H(q)=F',
        sentence: 'Energy less entropy of a belief about the weights: what data and weights cost to describe.',
      },
      {
        tex: 'F=\\mathrm{KL}[q(w)\\,\\|\\,p(w)]-\\mathbb{E}_q[\\log P(D\\mid w)]',
        sentence: 'In two parts: what the weights cost, and what they explain. Each example bears 1/N of it.',
      },
    ],
    complexity: [
      {
        tex: '\\mathrm{KL}[q(w)\\,\\|\\,p(w)]=\\mathbb{E}_q[\\log q(w)-\\log p(w)]',
        sentence: 'What q says of the weights beyond the prior: how many nats it would take to send them, bits back counted.',
      },
      {
        tex: '\\tfrac1N\\mathrm{KL}',
        sentence: 'It is paid once, however many examples there are, so each of the N bears this share.',
      },
    ],
    accuracy: [
      {
        tex: '\\log p(y\\mid x,w)=\\log\\mathrm{softmax}(f_w(x))_y',
        sentence: 'Of the class that an example has, with weights as the method draws them in training.',
      },
    ],
    pull: [
      {
        tex: 'F_\\beta=F+(\\beta-1)\\,\\tfrac1N\\mathrm{KL}',
        sentence: 'While it warms up β is below 1, so that weights are not gone before they have learnt.',
      },
    ],
    timesSmaller: [
      { tex: '\\frac{4\\,|w|}{\\text{bytes}}', sentence: 'The whole file: places, levels, coder and names are in it.' },
      { tex: '\\frac{|w|}{|w\\ne0|}', sentence: 'Papers also call this compression: pruning alone.' },
      {
        tex: '\\frac{32\\,|w|}{\\text{bits of values}}',
        sentence: 'And this: pruning and precision, without places. The three are not to be compared.',
      },
    ],
  },
  tour: [
    {
      title: 'All begin alike',
      text: 'A network that tells digits apart was trained: the dot called base. Each method begins with it. Press Train, or step, and see the paths part.',
      at: { plot: 'pareto' },
      preset: 'small',
      done: (now, begun) => now.step > begun.step,
    },
    {
      title: 'A line through beliefs',
      text: 'Each weight has a mean and a spread. On the right are those whose spread is far beyond their mean: they say nothing. Drag the line.',
      at: { plot: 'threshold' },
      done: (now, begun) => now.values.threshold !== begun.values.threshold,
    },
    {
      title: 'The same by size',
      text: 'Put “Pruned at once” in the light. Its histogram has one hill and no gap: wherever the line stands, it cuts through weights that matter.',
      at: { param: 'shown' },
      done: (now) => now.values.shown === 'oneShotPruning',
    },
    {
      title: 'What a weight costs',
      text: 'Point at the complexity. It is what the belief about all weights says beyond the prior, and each example bears its share.',
      at: { term: 'complexity' },
      done: (now) => now.highlight === 'complexity',
    },
    {
      title: 'And what it is paid',
      text: 'Open Worth. The bound asks for little more than a bit a weight, the file pays ten: its numbers have more digits than the belief. Under “Numbers that are kept” choose another, and compare.',
      at: { plot: 'worth' },
      done: (now, begun) => now.values.numbers !== begun.values.numbers,
    },
    {
      title: 'Coarser is not smaller for free',
      text: 'Here nothing is pruned, but weights stand on a grid. Small dots are the base put on grids as it is; the path is a network that learnt on one. Take a step.',
      at: { plot: 'pareto' },
      preset: 'bits',
      done: (now, begun) => now.step > begun.step,
    },
    {
      title: 'A real file',
      text: 'Open Parts: these are the bytes that “Export” hands out. They are read back and compared, number by number. Train on until the epochs are over.',
      at: { plot: 'parts' },
      done: (now, begun) => scalar(now, 'epoch') > scalar(begun, 'epoch') + 1,
    },
  ],
};
