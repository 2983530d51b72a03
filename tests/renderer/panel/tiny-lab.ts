// A lab with one of everything that a panel draws, small enough to know every number of.
import { defineLab } from '../../../core/lab/lab.ts';
import { choice, integer, real, subset, toggle } from '../../../core/lab/param.ts';

export const tiny = defineLab({
  version: 1,
  params: {
    kind: choice({ label: 'Kind', group: 'Kind', effect: 'restart', options: { plain: 'Plain', noisy: 'Noisy' }, initial: 'plain' }),
    mean: real({
      label: 'mean',
      help: 'Where q is.',
      group: 'q',
      hue: 'entropy',
      effect: 'restart',
      min: -100,
      max: 100,
      slider: [-4, 4],
      initial: 1,
      scale: 'linear',
    }),
    sd: real({
      label: 'sd',
      group: 'q',
      hue: 'entropy',
      effect: 'restart',
      min: 1e-4,
      max: 1e4,
      slider: [0.05, 5],
      initial: 0.5,
      scale: 'log',
    }),
    temperature: real({
      label: 'temperature',
      group: 'Descent',
      effect: 'live',
      min: 0,
      max: 1e6,
      slider: [0.01, 100],
      initial: 1,
      scale: 'log',
    }),
    draws: integer({
      label: 'draws',
      group: 'Descent',
      effect: 'redraw',
      min: 1,
      max: 1000,
      initial: 10,
      scale: 'linear',
      when: { kind: ['noisy'] },
    }),
    parts: subset({
      label: 'parts',
      help: 'Which of them are drawn.',
      group: 'Parts',
      effect: 'redraw',
      options: { left: 'Left', middle: 'Middle', right: 'Right' },
      initial: 'left',
    }),
    shown: toggle({ label: 'shown', group: 'Descent', effect: 'redraw', initial: false }),
  },
  scalars: {
    energy: { label: 'energy', unit: 'nat', hue: 'energy', help: 'Half the square of the mean.' },
    entropy: { label: 'entropy', unit: 'nat', hue: 'entropy', help: 'The logarithm of the width.' },
    heat: { label: 'heat', unit: 'nat', hue: 'entropy', help: 'What the temperature adds.' },
    gap: { label: 'gap', unit: 'nat', hue: 'gap', help: 'Not to be known.' },
    free: { label: 'free energy', unit: 'nat', hue: 'ink', help: 'Energy less temperature times entropy.' },
  },
  tables: { at: { x: { label: 'x' }, y: { label: 'y' } } },
  grids: {},
  presets: { start: { title: 'Start', sentence: 'As it begins.', values: {} } },
  equations: [{ title: 'Free energy', tex: 'F=E-TS', sentence: 'What is paid.', source: 'Gibbs' }],
  headline: {
    left: { scalar: 'free' },
    terms: [
      { scalar: 'energy', sign: 1 },
      { scalar: 'entropy', sign: -1, factor: 'temperature' },
    ],
  },
  ledger: {
    total: 'free',
    rows: [
      {
        terms: [
          { scalar: 'energy', sign: 1 },
          { scalar: 'entropy', sign: -1, factor: 'temperature' },
        ],
      },
      {
        needs: 'evidence',
        terms: [
          { scalar: 'gap', sign: 1 },
          { scalar: 'entropy', sign: -1 },
          { scalar: 'heat', sign: 1, quiet: true },
        ],
      },
    ],
  },
  plots: {
    plane: {
      title: 'The plane',
      x: { label: 'mean', domain: [-4, 4] },
      y: { label: 'sd', domain: [0.05, 5], scale: 'log' },
      marks: [
        { mark: 'dot', table: 'at', x: 'x', y: 'y', hue: 'energy', term: 'energy', label: 'energy' },
        {
          mark: 'handle',
          table: 'at',
          x: 'x',
          y: 'y',
          hue: 'entropy',
          name: 'q',
          moves: 'xy',
          params: ['mean', 'sd'],
          drag: ({ x, y }) => ({ mean: x, sd: y }),
        },
      ],
      sentence: ({ scalars }) => `Energy is ${scalars.energy}.`,
    },
  },
  layout: { main: ['plane'], side: [], row: [] },
  identities: [],
  sentence: ({ scalars }) => `F is ${scalars.free}.`,
  engine: () => ({
    init: () => null,
    observe: (_state, { mean, sd, temperature }) => {
      const [energy, entropy] = [mean ** 2 / 2, Math.log(sd)];
      return {
        scalars: { energy, entropy, heat: (1 - temperature) * entropy, gap: energy, free: energy - temperature * entropy },
        tables: { at: { x: Float64Array.of(mean), y: Float64Array.of(sd) } },
        grids: {},
      };
    },
  }),
});
