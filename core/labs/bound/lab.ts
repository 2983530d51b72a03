// The Bound lab: Bayes' rule, and what an approximation of it costs.
import { defineLab } from '../../lab/lab.ts';
import type { Condition, Values } from '../../lab/param.ts';
import type { Table } from '../../lab/result.ts';
import { adopt } from './adopt.ts';
import { type BoundValues, params } from './params.ts';

const linear: readonly Condition[] = [{ model: ['gaussian', 'bimodal'] }, { model: ['logistic'], weights: [1] }];
const shaped = { model: ['coin', 'poisson'] };
const line = [...linear, shaped];
const plane: readonly Condition[] = [{ model: ['correlated', 'banana', 'eightSchools'] }, { model: ['logistic'], weights: [2] }];
const states = { model: ['states'] };

const nat = 'nat';

/** Four digits are as much as a hand can mean. */
const held = (x: number) => Number(x.toPrecision(4));
const within = (name: keyof typeof params, x: number) => {
  const { min, max } = params[name] as { min: number; max: number };
  return held(Math.min(max, Math.max(min, x)));
};

/** Sets q's mean (row 0) or width (row 1) by a point on its curve. */
function dragOnCurve({ x, row }: { x: number; row: number }, values: BoundValues): Partial<BoundValues> {
  if (values.model === 'coin') {
    const [a, b] = [values.qA, values.qB];
    const mean = a / (a + b);
    const at = Math.min(0.999, Math.max(0.001, x));
    // The mean keeps a + b; the width keeps the mean: variance = mean (1 − mean) / (a + b + 1).
    const total = row === 0 ? a + b : (mean * (1 - mean)) / Math.max(1e-9, (at - mean) ** 2) - 1;
    const centre = row === 0 ? at : mean;
    return { qA: within('qA', centre * total), qB: within('qB', (1 - centre) * total) };
  }
  if (values.model === 'poisson') {
    const mean = values.qShape / values.qRate;
    const variance = row === 0 ? values.qShape / values.qRate ** 2 : Math.max(1e-9, (x - mean) ** 2);
    const centre = row === 0 ? Math.max(1e-3, x) : mean;
    return { qShape: within('qShape', centre ** 2 / variance), qRate: within('qRate', centre / variance) };
  }
  return row === 0 ? { qMean: within('qMean', x) } : { qSd: within('qSd', Math.abs(x - values.qMean)) };
}

function dragInPlane({ x, y, row }: { x: number; y: number; row: number }, values: BoundValues): Partial<BoundValues> {
  if (row === 1) return { qSd: within('qSd', Math.abs(x - values.qMean)) };
  if (row === 2) return { qSd2: within('qSd2', Math.abs(y - values.qMean2)) };
  return { qMean: within('qMean', x), qMean2: within('qMean2', y) };
}

/** Sets the probability of one state, the weights of the others staying as they are. */
function dragState(y: number, row: number, values: BoundValues): Partial<BoundValues> {
  const weights = Array.from({ length: values.states }, (_, i) => values[`q${i + 1}` as 'q1']);
  const others = weights.reduce((sum, w, i) => (i === row ? sum : sum + w), 0);
  const p = Math.min(0.999, Math.max(0.001, y));
  return { [`q${row + 1}`]: within('q1', (p / (1 - p)) * others) };
}

function dragOnLandscape({ x, y }: { x: number; y: number }, values: BoundValues): Partial<BoundValues> {
  if (values.model === 'coin') return { qA: within('qA', x), qB: within('qB', y) };
  if (values.model === 'poisson') return { qShape: within('qShape', x), qRate: within('qRate', y) };
  return { qMean: within('qMean', x), qSd: within('qSd', y) };
}

const shown = (x: number, digits = 2) => x.toFixed(digits).replace('-', '−');

interface Seen {
  readonly scalars: Readonly<Record<string, number>>;
  readonly tables: Readonly<Record<string, Table>>;
}

const last = (seen: Seen, name: string) => seen.tables.trail?.[name]?.at(-1) ?? Number.NaN;

/** What q is about, in words. */
function sentence(seen: Seen, values: BoundValues): string {
  const gap = seen.scalars.gap as number;
  const price = `KL(q‖posterior) = ${shown(gap)} nats`;
  if (values.temperature < 0.05)
    return `Without entropy q shrinks onto the likeliest Θ: energy ${shown(seen.scalars.energy as number)} nats; ${price}.`;
  if (values.temperature > 20) return `Entropy outweighs energy: q spreads until the data hardly matter; ${price}.`;
  if (gap < 5e-4) return `q is the posterior: the bound is tight, F = −log P(X) = ${shown(-(seen.scalars.logEvidence as number))} nats.`;
  switch (values.model) {
    case 'bimodal': {
      const [mean, sd] = [last(seen, 'qMean'), last(seen, 'qSd')];
      if (Math.abs(mean) < sd) return `q lies across both explanations and fits neither: ${price}.`;
      const [side, other] = mean > 0 ? ['right', 'left'] : ['left', 'right'];
      return `q sits on the ${side} explanation and misses the ${other} one: ${price}.`;
    }
    case 'correlated':
    case 'banana':
    case 'eightSchools':
      return `q with independent coordinates cannot lean or bend with the posterior: ${price}.`;
    case 'logistic':
      return `${values.weights === 2 ? 'A q with independent weights' : 'A normal q'} costs little here, for the posterior is nearly normal: ${price}.`;
    case 'states':
      return `q is ${shown(gap)} nats away from the posterior; the free energy is that far above −log P(X).`;
    default:
      return `The family holds the posterior, and q is not there yet: ${price}.`;
  }
}

/** What the axes of Θ are called. */
function axisOf(values: BoundValues, axis: 0 | 1): string {
  switch (values.model) {
    case 'poisson':
      return 'Λ';
    case 'logistic':
      return values.weights === 1 ? 'slope' : (['intercept', 'slope'] as const)[axis];
    case 'eightSchools':
      return (['μ', 'log τ'] as const)[axis];
    case 'correlated':
      return values.dataset === 'typed' ? (['first cause', 'second cause'] as const)[axis] : (['intercept', 'slope'] as const)[axis];
    case 'banana':
      return (['first Θ', 'second Θ'] as const)[axis];
    default:
      return 'Θ';
  }
}

const stepsOf = (seen: Seen) => (seen.tables.trail?.step?.at(-1) ?? 0) as number;

const closed = { tolerance: 1e-10 };

export const bound = defineLab({
  version: 1,
  params,
  play: 'Descend',
  scalars: {
    logEvidence: {
      label: 'log P(X)',
      tex: '\\log P(X)',
      unit: nat,
      hue: 'ink',
      help: 'How probable the data are under prior and likelihood together, whatever Θ is. In general an integral nobody can do.',
    },
    accuracy: {
      label: 'accuracy',
      tex: '\\mathbb{E}_q[\\log P(X\\mid\\Theta)]',
      unit: nat,
      hue: 'accuracy',
      help: 'How probable the data are, on average, for the Θ that q believes in.',
    },
    complexity: {
      label: 'complexity',
      tex: '\\mathrm{KL}[q\\,\\|\\,P(\\Theta)]',
      unit: nat,
      hue: 'complexity',
      help: 'How far q has moved away from the prior: what the data had to teach.',
    },
    gap: {
      label: 'gap',
      tex: '\\mathrm{KL}[q\\,\\|\\,P(\\Theta\\mid X)]',
      unit: nat,
      hue: 'gap',
      help: 'How far q is from the posterior: what the bound loses. In general it cannot be computed.',
    },
    energy: {
      label: 'energy',
      tex: '-\\mathbb{E}_q[\\log P(X,\\Theta)]',
      unit: nat,
      hue: 'energy',
      help: 'How improbable data and Θ are together, on average under q.',
    },
    entropy: {
      label: 'entropy',
      tex: '-\\mathbb{E}_q[\\log q]',
      unit: nat,
      hue: 'entropy',
      help: 'How spread out q is. For a density it can be negative.',
    },
    elbo: { label: 'bound', tex: '\\mathcal{L}(q)', unit: nat, hue: 'ink', help: 'Accuracy less complexity: never above log P(X).' },
    freeEnergy: {
      label: 'free energy',
      tex: 'F',
      unit: nat,
      hue: 'ink',
      help: 'Energy less temperature times entropy. At temperature 1 it is minus the bound, and never below −log P(X).',
    },
    heat: {
      label: '(1 − T) entropy',
      tex: '(1-T)\\,H(q)',
      unit: nat,
      hue: 'entropy',
      help: 'What a temperature other than 1 adds to the free energy.',
    },
    evidenceError: {
      label: 'error of log P(X)',
      unit: nat,
      hue: 'soft',
      help: 'Estimated error of the quadrature; 0 where log P(X) is a closed form.',
    },
    elboEstimate: {
      label: 'bound, sampled',
      tex: '\\tfrac1S\\textstyle\\sum_s \\log P(X,\\Theta_s)-\\log q(\\Theta_s)',
      unit: nat,
      hue: 'ink',
      help: 'The bound as one would estimate it without integrals: an average over draws from q.',
    },
    elboStandardError: { label: 'its standard error', unit: nat, hue: 'soft', help: 'Spread of the draws, divided by √S.' },
  },
  tables: {
    beliefs: {
      theta: { label: 'Θ' },
      prior: { label: 'prior density', hue: 'complexity' },
      likelihood: { label: 'likelihood, scaled', hue: 'accuracy' },
      posterior: { label: 'posterior density', hue: 'gap' },
      q: { label: 'q', hue: 'entropy' },
    },
    states: {
      state: { label: 'hypothesis' },
      prior: { label: 'prior', hue: 'complexity' },
      likelihood: { label: 'likelihood', hue: 'accuracy' },
      posterior: { label: 'posterior', hue: 'gap' },
      q: { label: 'q', hue: 'entropy' },
    },
    handles: { x: { label: 'x' }, y: { label: 'y' } },
    ellipse: { x: { label: 'first coordinate' }, y: { label: 'second coordinate' } },
    trail: {
      step: { label: 'step' },
      energy: { label: 'energy', unit: nat, hue: 'energy' },
      entropy: { label: 'entropy', unit: nat, hue: 'entropy' },
      accuracy: { label: 'accuracy', unit: nat, hue: 'accuracy' },
      complexity: { label: 'complexity', unit: nat, hue: 'complexity' },
      freeEnergy: { label: 'free energy', unit: nat, hue: 'ink' },
      x: { label: 'landscape, across' },
      y: { label: 'landscape, up' },
      qMean: { label: 'mean of q' },
      qSd: { label: 'sd of q' },
      qMean2: { label: 'mean of q, second coordinate' },
      qSd2: { label: 'sd of q, second coordinate' },
      qA: { label: 'a of q' },
      qB: { label: 'b of q' },
      qShape: { label: 'shape of q' },
      qRate: { label: 'rate of q' },
      q1: { label: 'q(1)' },
      q2: { label: 'q(2)' },
      q3: { label: 'q(3)' },
      q4: { label: 'q(4)' },
      q5: { label: 'q(5)' },
      q6: { label: 'q(6)' },
    },
    terms: {
      row: { label: 'row' },
      from: { label: 'from', unit: nat },
      to: { label: 'to', unit: nat },
      value: { label: 'term', unit: nat },
    },
    slice: {
      p: { label: 'q(1)' },
      energy: { label: 'energy', unit: nat, hue: 'energy' },
      cold: { label: '−T · entropy', unit: nat, hue: 'entropy' },
      freeEnergy: { label: 'free energy', unit: nat, hue: 'ink' },
    },
    path: {
      temperature: { label: 'temperature' },
      energy: { label: 'energy at T', unit: nat },
      entropy: { label: 'entropy at T', unit: nat },
    },
    here: { x: { label: 'x' }, y: { label: 'y' }, energy: { label: 'energy', unit: nat }, entropy: { label: 'entropy', unit: nat } },
    exact: {
      energy: { label: 'energy of the posterior', unit: nat },
      entropy: { label: 'entropy of the posterior', unit: nat },
      logEvidence: { label: 'log P(X)', unit: nat },
      lowest: { label: 'lowest F', unit: nat },
    },
    level: { energy: { label: 'energy', unit: nat }, entropy: { label: 'entropy at equal F', unit: nat } },
  },
  grids: {
    landscape: { label: 'F over the parameters of q', unit: nat },
    posterior: { label: 'posterior density, relative', hue: 'gap' },
    prior: { label: 'prior density, relative', hue: 'complexity' },
    likelihood: { label: 'likelihood, relative', hue: 'accuracy' },
  },
  presets: {
    twoExplanations: {
      title: 'Two explanations',
      sentence: 'The sign of Θ is lost. Drag q across: which explanation it keeps depends on where it starts.',
      values: { model: 'bimodal', observation: 1.7, noiseSd: 0.5, priorMean: 0.25, priorSd: 1.5, qMean: 0.5, qSd: 0.8 },
      steps: 41,
    },
    twoCoins: {
      title: 'Two coins, one answer',
      sentence: 'A coin drawn blindly from two showed heads: tell which, then drag q until the gap is gone.',
      values: { model: 'states', states: 2, likelihood1: 0.9, likelihood2: 0.3, prior1: 0.5, prior2: 0.5, q1: 0.5, q2: 0.5 },
    },
    aMean: {
      title: 'A mean, exactly',
      sentence: 'The posterior is in reach of q: descend, and the gap closes to nothing.',
      values: { model: 'gaussian', observation: 1.5, priorMean: 0, priorSd: 1, noiseSd: 1, qMean: -0.8, qSd: 1.2 },
    },
    surprise: {
      title: 'Surprise',
      sentence: 'What was seen is far from what was believed: complexity buys accuracy, and log P(X) says how surprising it was.',
      values: { model: 'gaussian', observation: 3.5, priorMean: 0, priorSd: 0.8, noiseSd: 0.6, qMean: 0, qSd: 0.8 },
    },
    tooSure: {
      title: 'Too sure',
      sentence: 'A q too narrow pays in entropy what it does not gain in energy. Widen it.',
      values: { model: 'gaussian', observation: 1, priorMean: 0, priorSd: 1, noiseSd: 1, qMean: 0.5, qSd: 0.08 },
    },
    coin: {
      title: 'Seven heads of ten',
      sentence: 'A flat prior and ten tosses: 1/1320 for this very order, and a Beta that q can be.',
      values: { model: 'coin', heads: 7, tosses: 10, priorA: 1, priorB: 1, qA: 2, qB: 4 },
    },
    horseKicks: {
      title: 'Horse kicks',
      sentence: 'Two hundred corps-years of the Prussian army: so much data that the prior hardly counts.',
      values: { model: 'poisson', dataset: 'horseKicks', priorShape: 2, priorRate: 1, qShape: 9, qRate: 12 },
    },
    galaxies: {
      title: 'Galaxies',
      sentence: 'Eighty-two velocities and one mean: accuracy is large and negative, for one normal is a poor model of clusters.',
      values: { model: 'gaussian', dataset: 'galaxies', priorMean: 20000, priorSd: 8000, noiseSd: 4500, qMean: 22500, qSd: 1500 },
    },
    meanField: {
      title: 'Correlated, mean field',
      sentence:
        'Two causes share one effect. A q of independent coordinates becomes too narrow; turn the direction to KL(p ‖ q) and it becomes too wide.',
      values: { model: 'correlated', observation: 1, priorSd: 1, noiseSd: 0.5, qMean: -0.4, qSd: 1, qMean2: 1.2, qSd2: 0.9 },
      steps: 60,
    },
    banana: {
      title: 'Banana',
      sentence: 'The posterior bends, q cannot: it settles in the thickest part and calls the rest impossible.',
      values: { model: 'banana', observation: 1, priorSd: 1.5, noiseSd: 0.5, qMean: 0, qSd: 0.6, qMean2: 0.6, qSd2: 0.5 },
    },
    iris: {
      title: 'Which iris',
      sentence: 'A logistic regression on a hundred flowers: no closed form, a posterior nearly normal, and a small gap.',
      values: { model: 'logistic', weights: 2, dataset: 'iris', priorSd: 3, qMean: 0, qSd: 1, qMean2: 0, qSd2: 1 },
    },
    eightSchools: {
      title: 'Eight schools',
      sentence: 'How much do schools differ? The posterior of log τ has a long tail to the left that a normal q cuts off.',
      values: { model: 'eightSchools', muSd: 5, tauScale: 5, qMean: 0, qSd: 4, qMean2: 1, qSd2: 0.6 },
    },
    optimum: {
      title: 'An optimum, not a belief',
      sentence: 'At temperature 0 entropy counts for nothing: q falls onto the likeliest Θ. Warm it up again.',
      values: { model: 'bimodal', observation: 1.7, noiseSd: 0.5, priorMean: 0.25, priorSd: 1.5, qMean: 0.6, qSd: 0.7, temperature: 0.01 },
      steps: 60,
    },
  },
  equations: [
    {
      title: 'Bayes’ rule',
      tex: 'P(\\Theta\\mid X)=\\frac{P(X\\mid\\Theta)\\,P(\\Theta)}{P(X)},\\qquad P(X)=\\int P(\\Theta)\\,P(X\\mid\\Theta)\\,d\\Theta',
      sentence: 'What is believed after seeing X. The integral below the line is what makes it hard.',
      source: 'Bayes 1763; Laplace 1774',
    },
    {
      title: 'The identity',
      tex: '\\log P(X)=\\mathbb{E}_q[\\log P(X\\mid\\Theta)]-\\mathrm{KL}[q\\,\\|\\,P(\\Theta)]+\\mathrm{KL}[q\\,\\|\\,P(\\Theta\\mid X)]',
      sentence: 'True for every q, to the last digit: accuracy, less complexity, plus gap.',
      source: 'Neal and Hinton 1998; Jordan et al. 1999',
    },
    {
      title: 'The bound',
      tex: '\\log P(X)\\;\\ge\\;\\mathcal{L}(q)=\\mathbb{E}_q[\\log P(X,\\Theta)]+H(q)=-F(q)',
      sentence: 'The gap is never negative, so what is left is a bound that needs no posterior.',
      source: 'Neal and Hinton 1998; Jordan et al. 1999',
    },
    {
      title: 'Free energy at a temperature',
      tex: 'F_T(q)=\\mathbb{E}_q[-\\log P(X,\\Theta)]-T\\,H(q),\\qquad Q_T\\propto P(X,\\Theta)^{1/T}',
      sentence: 'The lowest F is −T log ∫ P(X, Θ)^{1/T} dΘ: optimization at 0, Bayes at 1, flat at ∞.',
      source: 'Gibbs 1902; Jaynes 1957',
    },
    {
      title: 'Natural gradient',
      tex: 'u\\leftarrow u-\\rho\\,I(u)^{-1}\\,\\nabla_u F',
      sentence: 'A step measured in how much q changes, not in how much its parameters do; I is the Fisher information.',
      source: 'Amari 1998',
    },
  ],
  headline: {
    left: { scalar: 'logEvidence' },
    terms: [
      { scalar: 'accuracy', sign: 1 },
      { scalar: 'complexity', sign: -1 },
      { scalar: 'gap', sign: 1 },
    ],
  },
  ledger: {
    total: 'freeEnergy',
    rows: [
      {
        terms: [
          { scalar: 'energy', sign: 1 },
          { scalar: 'entropy', sign: -1, factor: 'temperature' },
        ],
      },
      {
        terms: [
          { scalar: 'complexity', sign: 1 },
          { scalar: 'accuracy', sign: -1 },
          { scalar: 'heat', sign: 1, quiet: true },
        ],
      },
      {
        needs: 'evidence',
        terms: [
          { scalar: 'gap', sign: 1 },
          { scalar: 'logEvidence', sign: -1 },
          { scalar: 'heat', sign: 1, quiet: true },
        ],
      },
    ],
  },
  plots: {
    beliefs: {
      title: 'Beliefs',
      caption: 'drag q, or its width',
      when: line,
      x: { label: (values) => axisOf(values, 0), grid: true },
      y: { include: 0, bare: true },
      marks: [
        { mark: 'area', table: 'beliefs', x: 'theta', y: 'posterior', hue: 'gap', term: 'gap' },
        { mark: 'area', table: 'beliefs', x: 'theta', y: 'q', hue: 'entropy', term: 'entropy' },
        { mark: 'line', table: 'beliefs', x: 'theta', y: 'prior', hue: 'complexity', term: 'complexity', label: 'prior P(Θ)' },
        {
          mark: 'line',
          table: 'beliefs',
          x: 'theta',
          y: 'likelihood',
          hue: 'accuracy',
          term: 'accuracy',
          dash: 'dotted',
          label: 'likelihood, scaled',
        },
        { mark: 'line', table: 'beliefs', x: 'theta', y: 'posterior', hue: 'gap', term: 'gap', label: 'posterior P(Θ | X)' },
        { mark: 'line', table: 'beliefs', x: 'theta', y: 'q', hue: 'entropy', term: 'entropy', width: 2, label: 'q(Θ)' },
        {
          mark: 'handle',
          table: 'handles',
          x: 'x',
          y: 'y',
          hue: 'entropy',
          name: (row) => (row === 0 ? 'mean of q' : 'width of q'),
          moves: 'x',
          params: ['qMean', 'qSd', 'qA', 'qB', 'qShape', 'qRate'],
          drag: dragOnCurve,
        },
      ],
      sentence,
    },
    states: {
      title: 'Beliefs',
      caption: 'drag the bars of q',
      when: states,
      x: { categories: (values) => Array.from({ length: values.states }, (_, i) => `hypothesis ${i + 1}`) },
      y: { domain: [0, 1], grid: true },
      marks: [
        {
          mark: 'bar',
          orient: 'vertical',
          table: 'states',
          at: 'state',
          to: 'prior',
          hues: ['complexity'],
          terms: ['complexity'],
          slot: [0, 4],
          label: 'prior',
        },
        {
          mark: 'bar',
          orient: 'vertical',
          table: 'states',
          at: 'state',
          to: 'likelihood',
          hues: ['accuracy'],
          terms: ['accuracy'],
          slot: [1, 4],
          label: 'likelihood',
        },
        {
          mark: 'bar',
          orient: 'vertical',
          table: 'states',
          at: 'state',
          to: 'posterior',
          hues: ['gap'],
          terms: ['gap'],
          slot: [2, 4],
          label: 'posterior',
        },
        {
          mark: 'bar',
          orient: 'vertical',
          table: 'states',
          at: 'state',
          to: 'q',
          hues: ['entropy'],
          terms: ['entropy'],
          slot: [3, 4],
          label: 'q',
        },
        {
          mark: 'handle',
          table: 'handles',
          x: 'x',
          y: 'y',
          hue: 'entropy',
          name: (row) => `q of hypothesis ${row + 1}`,
          moves: 'y',
          params: ['q1', 'q2', 'q3', 'q4', 'q5', 'q6'],
          drag: ({ y, row }, values) => dragState(y, row, values),
          slot: [3, 4],
        },
      ],
      sentence,
    },
    plane: {
      title: 'Beliefs',
      caption: 'drag q, or its widths',
      when: plane,
      x: { label: (values) => axisOf(values, 0) },
      y: { label: (values) => axisOf(values, 1) },
      marks: [
        { mark: 'raster', grid: 'posterior', map: 'density', hue: 'gap', term: 'gap' },
        { mark: 'contour', grid: 'prior', hue: 'complexity', levels: 3, term: 'complexity', label: 'prior' },
        { mark: 'contour', grid: 'likelihood', hue: 'accuracy', levels: 3, term: 'accuracy', label: 'likelihood', dash: 'dotted' },
        { mark: 'contour', grid: 'posterior', hue: 'gap', levels: 4, term: 'gap', label: 'posterior' },
        { mark: 'line', table: 'trail', x: 'qMean', y: 'qMean2', hue: 'ink' },
        { mark: 'line', table: 'ellipse', x: 'x', y: 'y', hue: 'entropy', term: 'entropy', width: 2, label: 'q, 1 and 2 sd' },
        {
          mark: 'handle',
          table: 'handles',
          x: 'x',
          y: 'y',
          hue: 'entropy',
          name: (row) => ['centre of q', 'first width of q', 'second width of q'][row] as string,
          moves: 'xy',
          params: ['qMean', 'qSd', 'qMean2', 'qSd2'],
          drag: dragInPlane,
        },
      ],
      sentence,
    },
    landscape: {
      title: 'Free energy over q',
      caption: 'nats, low is light',
      when: linear,
      x: { label: 'mean of q' },
      y: { label: 'sd of q', scale: 'log' },
      marks: [
        { mark: 'contour', grid: 'landscape', hue: 'soft', levels: 14, spacing: 'quantile', filled: true },
        { mark: 'line', table: 'trail', x: 'x', y: 'y', hue: 'ink' },
        { mark: 'dot', table: 'trail', x: 'x', y: 'y', hue: 'ink', radius: 1.5 },
        {
          mark: 'handle',
          table: 'here',
          x: 'x',
          y: 'y',
          hue: 'entropy',
          name: 'q: mean across, sd up',
          moves: 'xy',
          params: ['qMean', 'qSd'],
          drag: dragOnLandscape,
        },
      ],
      sentence: (seen, values) => landscapeSentence(seen, values, 'mean', 'sd'),
    },
    shapes: {
      title: 'Free energy over q',
      caption: 'nats, low is light',
      when: shaped,
      x: { label: (values) => (values.model === 'coin' ? 'a of q' : 'shape of q'), scale: 'log' },
      y: { label: (values) => (values.model === 'coin' ? 'b of q' : 'rate of q'), scale: 'log' },
      marks: [
        { mark: 'contour', grid: 'landscape', hue: 'soft', levels: 14, spacing: 'quantile', filled: true },
        { mark: 'line', table: 'trail', x: 'x', y: 'y', hue: 'ink' },
        { mark: 'dot', table: 'trail', x: 'x', y: 'y', hue: 'ink', radius: 1.5 },
        {
          mark: 'handle',
          table: 'here',
          x: 'x',
          y: 'y',
          hue: 'entropy',
          name: (_, values) => (values.model === 'coin' ? 'q: a across, b up' : 'q: shape across, rate up'),
          moves: 'xy',
          params: ['qA', 'qB', 'qShape', 'qRate'],
          drag: dragOnLandscape,
        },
      ],
      sentence: (seen, values) => landscapeSentence(seen, values, 'first parameter', 'second'),
    },
    widths: {
      title: 'Free energy over q’s widths',
      caption: 'nats, low is light',
      when: plane,
      x: { label: 'first sd', scale: 'log' },
      y: { label: 'second sd', scale: 'log' },
      marks: [
        { mark: 'contour', grid: 'landscape', hue: 'soft', levels: 14, spacing: 'quantile', filled: true },
        { mark: 'line', table: 'trail', x: 'x', y: 'y', hue: 'ink' },
        { mark: 'dot', table: 'trail', x: 'x', y: 'y', hue: 'ink', radius: 1.5 },
        {
          mark: 'handle',
          table: 'here',
          x: 'x',
          y: 'y',
          hue: 'entropy',
          name: 'q: first sd across, second up',
          moves: 'xy',
          params: ['qSd', 'qSd2'],
          drag: ({ x, y }) => ({ qSd: within('qSd', x), qSd2: within('qSd2', y) }),
        },
      ],
      sentence: (seen, values) => landscapeSentence(seen, values, 'first sd', 'second'),
    },
    slice: {
      title: 'Free energy over q(1)',
      caption: 'nats',
      when: states,
      x: { label: 'q(1)', domain: [0, 1] },
      y: { grid: true },
      marks: [
        { mark: 'line', table: 'slice', x: 'p', y: 'energy', hue: 'energy', term: 'energy', label: 'energy' },
        { mark: 'line', table: 'slice', x: 'p', y: 'cold', hue: 'entropy', term: 'entropy', label: '−T · entropy', dash: 'dashed' },
        { mark: 'line', table: 'slice', x: 'p', y: 'freeEnergy', hue: 'ink', term: 'freeEnergy', width: 2, label: 'F' },
        { mark: 'rule', table: 'exact', y: 'lowest', hue: 'soft', dash: 'dashed', label: 'lowest F, exact' },
        {
          mark: 'handle',
          table: 'here',
          x: 'x',
          y: 'y',
          hue: 'entropy',
          name: 'q of hypothesis 1',
          moves: 'x',
          params: ['q1'],
          drag: ({ x }, values) => dragState(x, 0, values),
        },
      ],
      sentence: (seen) =>
        `F is a straight energy less a dome of entropy; its lowest point is ${shown(seen.tables.exact?.lowest?.[0] ?? Number.NaN, 3)} nats.`,
    },
    terms: {
      title: 'How the terms add up',
      tab: 'Sums',
      caption: 'nats',
      x: { include: 0 },
      y: { categories: ['accuracy', 'complexity', 'gap', '', 'energy', 'entropy', 'gap', '', 'bound', 'gap', '', 'log P(X)'] },
      marks: [
        { mark: 'rule', table: 'exact', x: 'logEvidence', hue: 'soft', dash: 'dashed' },
        {
          mark: 'bar',
          orient: 'horizontal',
          table: 'terms',
          at: 'row',
          from: 'from',
          to: 'to',
          value: 'value',
          hues: ['accuracy', 'complexity', 'gap', 'energy', 'entropy', 'gap', 'ink', 'gap', 'ink'],
          terms: ['accuracy', 'complexity', 'gap', 'energy', 'entropy', 'gap', 'elbo', 'gap', 'logEvidence'],
        },
      ],
      sentence: ({ scalars: s }) =>
        `Three sums, one end: ${shown(s.accuracy as number, 3)} − ${shown(s.complexity as number, 3)} + ${shown(s.gap as number, 3)} = log P(X) = ${shown(s.logEvidence as number, 3)} nats.`,
    },
    plane2: {
      title: 'Energy and entropy',
      tab: 'Energy–entropy',
      caption: 'T from cold to hot',
      x: { label: 'energy' },
      y: { label: 'entropy', grid: true },
      marks: [
        { mark: 'line', table: 'level', x: 'energy', y: 'entropy', hue: 'soft', dash: 'dashed', label: 'equal F' },
        { mark: 'line', table: 'path', x: 'energy', y: 'entropy', hue: 'gap', width: 2 },
        { mark: 'line', table: 'trail', x: 'energy', y: 'entropy', hue: 'entropy' },
        { mark: 'dot', table: 'exact', x: 'energy', y: 'entropy', hue: 'gap', radius: 4, label: 'posterior, T = 1' },
        { mark: 'dot', table: 'here', x: 'energy', y: 'entropy', hue: 'entropy', radius: 5, label: 'q' },
      ],
      sentence: ({ scalars: s }) =>
        `q has energy ${shown(s.energy as number)} and entropy ${shown(s.entropy as number)} nats; no q lies above the curve of Q_T.`,
    },
    descent: {
      title: 'Terms over the descent',
      tab: 'Descent',
      caption: 'nats',
      x: { label: 'step' },
      y: { grid: true },
      marks: [
        { mark: 'rule', table: 'exact', y: 'lowest', hue: 'soft', dash: 'dashed', label: 'lowest F, exact' },
        { mark: 'line', table: 'trail', x: 'step', y: 'energy', hue: 'energy', term: 'energy', label: 'energy' },
        { mark: 'line', table: 'trail', x: 'step', y: 'complexity', hue: 'complexity', term: 'complexity', label: 'complexity' },
        { mark: 'line', table: 'trail', x: 'step', y: 'entropy', hue: 'entropy', term: 'entropy', label: 'entropy' },
        { mark: 'line', table: 'trail', x: 'step', y: 'freeEnergy', hue: 'ink', term: 'freeEnergy', width: 2, label: 'F' },
      ],
      sentence: (seen) =>
        `After ${stepsOf(seen)} steps F is ${shown(seen.scalars.freeEnergy as number, 3)} nats; the lowest there is, ${shown(seen.tables.exact?.lowest?.[0] ?? Number.NaN, 3)}.`,
    },
    sweep: {
      title: 'Terms over a sweep',
      tab: 'Sweep',
      caption: 'nats',
      x: {},
      y: { grid: true },
      marks: [
        { mark: 'line', table: 'sweep', x: 'x', y: 'accuracy', hue: 'accuracy', term: 'accuracy', label: 'accuracy' },
        { mark: 'line', table: 'sweep', x: 'x', y: 'complexity', hue: 'complexity', term: 'complexity', label: 'complexity' },
        { mark: 'line', table: 'sweep', x: 'x', y: 'gap', hue: 'gap', term: 'gap', label: 'gap' },
        { mark: 'line', table: 'sweep', x: 'x', y: 'logEvidence', hue: 'ink', term: 'logEvidence', width: 2, label: 'log P(X)' },
      ],
      sentence: () => 'The terms of the bound as one parameter runs over its range, everything else as it is.',
    },
  },
  layout: {
    main: ['beliefs', 'states', 'plane'],
    side: ['landscape', 'shapes', 'widths', 'slice'],
    row: [['terms'], ['plane2'], ['descent', 'sweep']],
  },
  sweep: { over: 'qMean' },
  identities: [
    {
      name: 'log P(X) = accuracy − complexity + gap',
      tex: '\\log P(X)=\\mathbb{E}_q[\\log P(X\\mid\\Theta)]-\\mathrm{KL}[q\\,\\|\\,P(\\Theta)]+\\mathrm{KL}[q\\,\\|\\,P(\\Theta\\mid X)]',
      of: ['logEvidence', 'accuracy', 'complexity', 'gap'],
      residual: (s) => (s.logEvidence as number) - ((s.accuracy as number) - (s.complexity as number) + (s.gap as number)),
      ...closed,
    },
    {
      name: 'bound = −energy + entropy',
      tex: '\\mathcal{L}=-\\mathbb{E}_q[-\\log P(X,\\Theta)]+H(q)',
      of: ['elbo', 'energy', 'entropy'],
      residual: (s) => (s.elbo as number) - ((s.entropy as number) - (s.energy as number)),
      ...closed,
    },
    {
      name: 'free energy = energy − temperature · entropy',
      tex: 'F=\\mathbb{E}_q[-\\log P(X,\\Theta)]-T\\,H(q)',
      of: ['freeEnergy', 'energy', 'entropy', 'heat'],
      residual: (s, values) => (s.freeEnergy as number) - ((s.energy as number) - (values.temperature as number) * (s.entropy as number)),
      ...closed,
    },
    {
      name: 'gap ≥ 0',
      tex: '\\mathrm{KL}[q\\,\\|\\,P(\\Theta\\mid X)]\\ge 0',
      of: ['gap', 'logEvidence', 'accuracy'],
      residual: (s) => Math.min(0, s.gap as number),
      ...closed,
    },
    {
      name: 'log P(X) is known to 1e−10',
      tex: '|\\delta\\log P(X)|\\le 10^{-10}',
      of: ['logEvidence'],
      residual: (s) => s.evidenceError as number,
      ...closed,
    },
  ],
  certificates: {
    bound: {
      estimate: 'elboEstimate',
      standardError: 'elboStandardError',
      exact: 'elbo',
      test: 'The mean of log P(X, Θ) − log q(Θ) over draws of Θ from q, against accuracy less complexity.',
    },
  },
  data: {
    param: 'dataset',
    sets: {
      galaxies: { file: 'galaxies.csv', source: 'Postman, Huchra and Geller 1986; Roeder 1990' },
      faithful: { file: 'faithful.csv', source: 'Azzalini and Bowman 1990' },
      horseKicks: { file: 'horse-kicks.csv', source: 'Bortkiewicz 1898' },
      iris: { file: 'iris-petals.csv', source: 'Anderson 1935; Fisher 1936' },
    },
  },
  adopt,
  sentence,
  engine: async () => (await import('./engine.ts')).engine,
});

function landscapeSentence(seen: Seen, _values: Values, across: string, up: string): string {
  const steps = stepsOf(seen);
  const at = `q stands at ${across} ${shown(seen.tables.here?.x?.[0] ?? Number.NaN)}, ${up} ${shown(seen.tables.here?.y?.[0] ?? Number.NaN)}`;
  return steps === 0 ? `${at}; it has not moved yet.` : `${at}, after ${steps} ${steps === 1 ? 'step' : 'steps'} downhill.`;
}
