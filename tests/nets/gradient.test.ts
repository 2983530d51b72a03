// Training from recordings against training by the tape: the same bits for every kind of network, likelihood, posterior and estimator.
import { beforeAll, describe, expect, it } from 'vitest';
import { noiseOf, unitNoiseOf, unitTensors } from '../../core/nets/evaluation.ts';
import { createGradient, type Minibatch } from '../../core/nets/gradient.ts';
import type { Architecture, Networks } from '../../core/nets/networks.ts';
import { differentiate, type ObjectiveSettings } from '../../core/nets/objective.ts';
import { disposeParameters } from '../../core/nets/parameters.ts';
import { createRandom } from '../../core/prob/random.ts';
import { createAdam, labBackend, openTensors, tf } from '../../core/tensor/index.ts';
import { drawnNetworks } from './small-networks.ts';

beforeAll(async () => void (await openTensors({ reproducible: true })));

const plain: ObjectiveSettings = { estimator: 'pathwise', inverseTemperature: 1, freeBits: 0, examples: 100 };
const SIDE = 6;
const COUNT = 7;

/** Step after step of images and noise, with the settings of each, and how many images. */
function* minibatches(networks: Networks, plan: readonly { settings: ObjectiveSettings; count?: number }[]): Generator<Minibatch> {
  const random = createRandom(11);
  const { pixels, latentDimension, likelihood } = networks.architecture;
  for (const { settings, count = COUNT } of plan) {
    const grey = Float32Array.from({ length: count * pixels }, () => random.below(256) / 255);
    yield {
      count,
      images: likelihood === 'bernoulli' ? grey.map((level) => Number(level < 0.2)) : grey,
      noise: noiseOf(random, count * latentDimension),
      unitNoise: unitNoiseOf(networks, count, random),
      settings,
    };
  }
}

/** Both networks after each step, and its terms; and how many steps were replayed. */
function trained(changes: Partial<Architecture>, plan: readonly { settings: ObjectiveSettings; count?: number }[]) {
  const make = () => drawnNetworks({ rows: SIDE, columns: SIDE, pixels: SIDE * SIDE, ...changes });
  const [taped, replayed] = [make(), make()];
  const adams = [taped, replayed].map(({ parameters }) => createAdam(Object.values(parameters)));
  const gradient = createGradient(replayed);
  const seen = (networks: Networks, terms: object) => [
    ...Object.values(terms),
    ...Object.values(networks.parameters).flatMap((variable) => [...new Int32Array(Float32Array.from(variable.dataSync()).buffer)]),
  ];
  const steps = [...minibatches(taped, plan)].map((batch) => {
    const { count, images, noise, unitNoise, settings } = batch;
    const [x, epsilon] = [tf.tensor2d(images, [count, images.length / count]), tf.tensor2d(noise, [count, noise.length / count])];
    const units = unitTensors(unitNoise, count);
    const byTape = differentiate(taped, x, epsilon, settings, units);
    adams[0]?.step(byTape.gradients, 1e-2);
    tf.dispose([x, epsilon, ...units, ...byTape.gradients.filter((each) => each !== undefined)]);
    const { terms, gradients } = gradient.of(batch);
    adams[1]?.step(gradients, 1e-2);
    return { taped: seen(taped, byTape.terms), replayed: seen(replayed, terms) };
  });
  const count = gradient.replayed();
  gradient.dispose();
  for (const adam of adams) adam.dispose();
  for (const { parameters } of [taped, replayed]) disposeParameters(parameters);
  return { steps, replayed: count };
}

const STEPS = 12;
/** β grows from step to step, as it warms up. */
const warming = (more: Partial<ObjectiveSettings> = {}) =>
  Array.from({ length: STEPS }, (_, i) => ({ settings: { ...plain, inverseTemperature: Math.min(1, (i + 1) / 8), ...more } }));

function expectSame({ steps }: ReturnType<typeof trained>) {
  for (const [i, { taped, replayed }] of steps.entries()) expect(replayed, `step ${i}`).toEqual(taped);
  // Control: a step changes something.
  expect(steps[1]?.taped).not.toEqual(steps[0]?.taped);
}

describe('steps from their recording are those of the tape', () => {
  const cases: [string, Partial<Architecture>, Partial<ObjectiveSettings>][] = [
    ['coins', {}, {}],
    ['normals', { likelihood: 'gaussian' }, {}],
    ['logistics', { likelihood: 'discretizedLogistic' }, {}],
    ['a softmax', { likelihood: 'categorical' }, {}],
    ['a full covariance', { family: 'fullCovariance', latentDimension: 3 }, {}],
    ['a planar flow', { family: 'planar' }, {}],
    ['an inverse autoregressive flow', { family: 'inverseAutoregressive', latentDimension: 3 }, {}],
    ['linear networks', { network: 'linear', likelihood: 'gaussian' }, {}],
    ['linear networks of coins', { network: 'linear' }, {}],
    ['convolutions', { network: 'convolutional', activation: 'relu' }, {}],
    ['convolutions to normals', { network: 'convolutional', likelihood: 'gaussian', family: 'planar' }, {}],
    ['convolutions to logistics', { network: 'convolutional', likelihood: 'discretizedLogistic', family: 'fullCovariance' }, {}],
    ['softplus', { activation: 'softplus' }, {}],
    ['beliefs about weights', { decoderWeights: 'bayesian' }, {}],
    ['beliefs about few weights', { decoderWeights: 'bayesian', network: 'linear', likelihood: 'gaussian' }, {}],
    ['free nats', {}, { freeBits: 0.1 }],
    ['one network alone', {}, { only: 'decoder' }],
    ['the landing', {}, { estimator: 'stickingTheLanding' }],
  ];
  it.each(cases)('%s', (_, changes, more) => {
    const before = [tf.memory().numTensors, labBackend().liveBytes()];
    const found = trained(changes, warming(more));
    expectSame(found);
    expect(found.replayed).toBe(STEPS - 1);
    expect([tf.memory().numTensors, labBackend().liveBytes()]).toEqual(before);
  });

  it('also those of the score function, which reads numbers on its way and stays with the tape', () => {
    const found = trained({}, warming({ estimator: 'scoreFunction' }));
    expectSame(found);
    expect(found.replayed).toBe(0);
  });
});

describe('what shapes a step brings the tape back for one', () => {
  const changes: [string, Partial<ObjectiveSettings> & { count?: number }][] = [
    ['nats that are free', { freeBits: 3 }],
    ['examples that share the cost of weights', { examples: 5 }],
    ['the network that learns', { only: 'encoder' }],
    ['the estimator', { estimator: 'stickingTheLanding' }],
    ['the number of images', { count: COUNT + 1 }],
  ];
  it.each(changes)('%s', (_, { count, ...settings }) => {
    const plan = (changed: boolean) => [
      ...Array.from({ length: 4 }, () => ({ settings: plain })),
      ...Array.from({ length: 4 }, () =>
        changed ? { settings: { ...plain, ...settings }, ...(count && { count }) } : { settings: plain },
      ),
    ];
    const found = trained({ decoderWeights: 'bayesian' }, plan(true));
    expectSame(found);
    expect(found.replayed).toBe(8 - 2);
    // Control: with the old recording the numbers would be others.
    expect(trained({ decoderWeights: 'bayesian' }, plan(false)).steps.at(-1)?.taped).not.toEqual(found.steps.at(-1)?.taped);
  });
});
