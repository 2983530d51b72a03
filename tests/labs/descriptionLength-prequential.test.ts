// Predictions that learn as they go: in blocks they come to the exact code of a linear model as blocks shrink.
import { describe, expect, it } from 'vitest';
import { bentLine, taskOf } from '../../core/labs/descriptionLength/model/cases.ts';
import { linearCodes } from '../../core/labs/descriptionLength/model/codes.ts';
import {
  type Belief,
  beginLearner,
  type Cases,
  type LearnerOptions,
  type Progress,
  standingOf,
  trivialBits,
} from '../../core/labs/descriptionLength/model/noisy-learner.ts';
import {
  beginPrequential,
  doublingEnds,
  type Prequential,
  prequentialBits,
  prequentialLearnt,
} from '../../core/labs/descriptionLength/model/prequential.ts';
import { createRandom } from '../../core/prob/random.ts';

const LINEAR: LearnerOptions = {
  shape: { inputs: 1, hidden: 0 },
  prior: 'fixed',
  priorSd: 1.5,
  noise: 0.7,
  learnNoise: false,
  spread: 0,
  weightSd: 0.2,
  rate: 0.02,
  stage: 0,
};
const { sent } = taskOf(bentLine(createRandom(3)), 40, createRandom(4));

/** Cases of the model itself: weights from the prior, targets about the line that they make. */
function drawnCases(seed: number): Cases {
  const random = createRandom(seed);
  const [slope, bias] = [LINEAR.priorSd * random.normal(), LINEAR.priorSd * random.normal()];
  const x = sent.x.map(() => random.normal());
  return { ...sent, x, y: x.map((each) => slope * each + bias + LINEAR.noise * random.normal()) };
}
const prior = { shares: Float64Array.of(1), means: Float64Array.of(0), sds: Float64Array.of(LINEAR.priorSd) };

const begin =
  (options: LearnerOptions) =>
  (cases: Cases): Progress => {
    const learner = beginLearner(options, createRandom(5));
    return { learner, standing: standingOf(options, learner, cases) };
  };

/** Ridge regression on a line by Cramer’s rule: where noisy weights end, whose means are those of the posterior. */
function settled(cases: Cases): Progress {
  const { x, y } = cases;
  const ridge = (LINEAR.noise / LINEAR.priorSd) ** 2;
  const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, each, i) => sum + each * (b[i] as number), 0);
  const one = new Float64Array(x.length).fill(1);
  const [a, b, d] = [dot(x, x) + ridge, dot(x, one), dot(one, one) + ridge];
  const [p, q] = [dot(x, y), dot(one, y)];
  const means = Float64Array.of((p * d - q * b) / (a * d - b * b), (a * q - b * p) / (a * d - b * b));
  const belief: Belief = {
    means,
    logSds: Float64Array.from([a, d], (each) => Math.log(LINEAR.noise) - 0.5 * Math.log(each)),
    noise: LINEAR.noise,
    prior,
  };
  const { learner, standing } = begin(LINEAR)(cases);
  return { learner, standing: { ...standing, belief } };
}

const endsOf = (size: number) => Array.from({ length: sent.y.length / size }, (_, i) => (i + 1) * size);
const exactOf = (cases: Cases) =>
  linearCodes(1, { means: new Float64Array(2), logSds: new Float64Array(2), noise: LINEAR.noise, prior }, cases).prequential;
const inBlocks = (size: number, cases = sent) => prequentialBits(LINEAR, beginPrequential(LINEAR.shape, cases, endsOf(size), settled));

describe('predictions that learn as they go', () => {
  it('are the exact code of a linear model in blocks of one, and cost the more on average the larger the blocks', () => {
    const all = Array.from({ length: 60 }, (_, seed) => drawnCases(seed));
    for (const cases of all) expect(Math.abs(inBlocks(1, cases) - exactOf(cases))).toBeLessThan(1e-10 * exactOf(cases));
    const beyond = [20, 10, 5, 2].map((size) => all.reduce((sum, cases) => sum + inBlocks(size, cases) - exactOf(cases), 0) / all.length);
    for (const [i, each] of beyond.entries()) expect(each).toBeGreaterThan(1.3 * (beyond[i + 1] ?? 0));
  });

  it('come there by learning, too', () => {
    let prequential: Prequential = beginPrequential(LINEAR.shape, sent, endsOf(4), begin(LINEAR));
    for (let update = 0; update < 600; update += 1) prequential = prequentialLearnt(LINEAR, prequential);
    expect(Math.abs(prequentialBits(LINEAR, prequential) - inBlocks(4))).toBeLessThan(1e-3);
  });

  it('begin as without a network where the noise is learnt', () => {
    const options = { ...LINEAR, learnNoise: true };
    const alone = prequentialBits(options, beginPrequential(LINEAR.shape, sent, [sent.y.length], settled));
    expect(Math.abs(alone - trivialBits(sent))).toBeLessThan(1e-9 * alone);
  });

  it('never look at the block that they send, nor behind it', () => {
    const other = { ...sent, y: sent.y.map((each, n) => (n < 20 ? each : -each)) };
    const of = (cases: Cases) => prequentialLearnt(LINEAR, beginPrequential(LINEAR.shape, cases, [5, 10, 20, 40], begin(LINEAR)));
    const beliefs = ({ forerunners }: Prequential) => forerunners.map(({ progress }) => progress.standing.belief);
    expect(beliefs(of(other))).toEqual(beliefs(of(sent)));
  });

  it('go in blocks that double', () => {
    expect([60, 105, 5, 4, 3].map(doublingEnds)).toEqual([[3, 7, 15, 30, 60], [3, 6, 13, 26, 52, 105], [2, 5], [4], [3]]);
  });
});
