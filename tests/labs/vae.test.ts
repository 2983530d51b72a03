// What is known of the VAE lab beyond its identities: where linear networks end, that runs repeat, go on from checkpoints, leave nothing behind.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dataFor } from '../../cli/data.ts';
import { InputError } from '../../core/base/input-error.ts';
import { readSafetensors, safetensorsOf } from '../../core/io/safetensors.ts';
import { initialValues, parseValues } from '../../core/lab/param.ts';
import type { Result, Table } from '../../core/lab/result.ts';
import { type Checkpoint, type Frame, openRun } from '../../core/lab/run.ts';
import { vae } from '../../core/labs/vae/lab.ts';
import { codeImages } from '../../core/labs/vae/run/coding.ts';
import { dispose, init } from '../../core/labs/vae/run/state.ts';
import { createRandom } from '../../core/prob/random.ts';
import { labBackend, openTensors, tf } from '../../core/tensor/index.ts';
import { presetValues } from './declaration-faults.ts';
import { bars, openSmall, smallValues, vaeValues } from './small-images.ts';

const scalar = ({ scalars }: Result, name: string) => scalars[name] as number;

it('brings linear networks to the optimum of probabilistic PCA, to 0.01 nats an image', async () => {
  // Draws count less and less as q nears the posterior, where their gradient has no noise at the landing.
  const values = { ...presetValues(vae, 'linear'), estimator: 'stickingTheLanding', aligned: false, epochs: 10_000 };
  const run = await openRun(vae, values, 1, await dataFor(vae, values, undefined));
  const gaps: number[] = [];
  for (const [learningRate, batchSize, steps] of [
    [3e-2, 128, 200],
    [1e-2, 1437, 300],
    [3e-3, 1437, 300],
    [5e-4, 1437, 150],
  ] as const) {
    const { result } = await run.next(steps, { ...values, learningRate, batchSize });
    gaps.push(scalar(result, 'principalEvidence') - scalar(result, 'linearElbo'));
  }
  run.close();
  expect(gaps[0]).toBeGreaterThan(0.1);
  expect(gaps.at(-1)).toBeLessThan(0.01);
  // Nothing linear does better.
  for (const gap of gaps) expect(gap).toBeGreaterThan(-1e-6);
});

describe('a run', () => {
  const curve = async (seed: number, raw: Readonly<Record<string, unknown>> = {}) => {
    const run = await openSmall(raw, seed);
    const { result } = await run.next(80, smallValues(raw));
    run.close();
    return result;
  };

  it('is the same twice from one seed, and another from another', async () => {
    const first = await curve(1);
    expect(await curve(1)).toEqual(first);
    const other = await curve(2);
    expect(other.tables.curves?.step).toEqual(first.tables.curves?.step);
    expect(other.tables.curves?.elbo).not.toEqual(first.tables.curves?.elbo);
  });

  it.each([
    ['pathwise', {}],
    ['scoreFunction', { estimator: 'scoreFunction' }],
    ['stickingTheLanding', { estimator: 'stickingTheLanding' }],
    ['fullCovariance', { family: 'fullCovariance' }],
    ['gaussian', { likelihood: 'gaussian' }],
    ['discretizedLogistic', { likelihood: 'discretizedLogistic' }],
    ['linear', { network: 'linear', likelihood: 'gaussian' }],
    ['convolutional', { network: 'convolutional' }],
    ['planar', { family: 'planar' }],
    ['inverseAutoregressive', { family: 'inverseAutoregressive' }],
    ['beliefs about weights', { decoderWeights: 'bayesian' }],
  ])('leaves nothing behind over 1,000 steps, and nothing at all once it is closed: %s', async (_, raw) => {
    await openTensors();
    const held = () => [tf.memory().numTensors, tf.memory().numDataBuffers, labBackend().liveBytes()];
    const before = held();
    const values = smallValues({ coded: 3, ...raw });
    const run = await openRun(vae, values, 1, bars);
    await run.next(10, values);
    const after = held();
    for (let i = 0; i < 10; i += 1) await run.next(100, values);
    expect(held()).toEqual(after);
    expect(after[0]).toBeGreaterThan(before[0] as number);
    run.close();
    expect(held()).toEqual(before);
  });
});

describe('the map of neighbours', () => {
  const laidOut = smallValues({ neighbours: true });
  const codesAt = (frame: Frame) => frame.result.tables.neighbours as Table;

  it('stays between two surveys and moves at one, with the labels of the plane, and from a checkpoint on alike', async () => {
    const run = await openSmall();
    await run.next(55, smallValues());
    const on = await run.next(0, laidOut);
    const { label, x } = codesAt(on);
    expect(label?.toSorted()).toEqual(on.result.tables.codes?.label?.toSorted());
    expect([...(x ?? [])].every(Number.isFinite)).toBe(true);
    expect(x).not.toEqual(on.result.tables.codes?.x);
    // Nobody asks: no map is laid out, and the plane is the same.
    const off = await run.next(0, smallValues());
    expect([codesAt(off).x?.length, off.result.tables.codes]).toEqual([0, on.result.tables.codes]);
    const checkpoint = run.checkpoint() as Checkpoint;
    const next = await run.next(5, laidOut);
    expect(codesAt(next)).toEqual(codesAt(on));
    const again = await openRun(vae, laidOut, 1, bars, checkpoint);
    expect(codesAt(await again.next(5, laidOut))).toEqual(codesAt(on));
    expect(codesAt(await run.next(20, laidOut)).x).not.toEqual(x);
    run.close();
    again.close();
  });
});

describe('a checkpoint', () => {
  const written = async (raw: Readonly<Record<string, unknown>>, steps: number): Promise<Checkpoint> => {
    const run = await openSmall(raw);
    await run.next(steps, smallValues(raw));
    const checkpoint = run.checkpoint() as Checkpoint;
    run.close();
    return checkpoint;
  };

  it.each([
    ['coins', {}],
    ['a warm-up', { warmUp: 50 }],
    ['a full covariance', { family: 'fullCovariance' }],
    ['linear networks', { network: 'linear', likelihood: 'gaussian' }],
    ['logistics', { likelihood: 'discretizedLogistic' }],
    ['a softmax over levels', { likelihood: 'categorical' }],
    ['convolutions', { network: 'convolutional' }],
    ['a planar flow', { family: 'planar' }],
    ['beliefs about weights', { decoderWeights: 'bayesian' }],
  ])('goes on as if nothing had been, bit for bit: %s', async (_, raw) => {
    const values = smallValues(raw);
    const whole = await openSmall(raw);
    const straight = await whole.next(60, values);
    const from = await written(raw, 30);
    const resumed = await openRun(vae, values, 1, bars, from);
    expect((await resumed.next(0, values)).step).toBe(30);
    expect(await resumed.next(30, values)).toEqual(straight);
    // The next checkpoint, too.
    const contents = (run: typeof whole) => {
      const { tensors, metadata } = readSafetensors('f', (run.checkpoint() as Checkpoint).bytes);
      return { tensors, format: metadata.format, state: JSON.parse(metadata.state as string) };
    };
    expect(contents(resumed)).toEqual(contents(whole));
    // Control: without Adam's moments the curve is another.
    const { tensors, metadata } = readSafetensors('f', from.bytes);
    const cold = tensors.map((tensor) => (tensor.name.startsWith('adam/') ? { ...tensor, values: tensor.values.map(() => 0) } : tensor));
    const other = await openRun(vae, values, 1, bars, { step: 30, bytes: safetensorsOf({ tensors: cold, metadata }) });
    expect((await other.next(30, values)).result.scalars.elbo).not.toBe(straight.result.scalars.elbo);
    for (const run of [whole, resumed, other]) run.close();
  });

  it('that is none, or another’s, is refused in one line, and leaves nothing behind', async () => {
    const { bytes } = await written({}, 5);
    const { tensors, metadata } = readSafetensors('f', bytes);
    const state = JSON.parse(metadata.state as string);
    const withState = (text: string) => safetensorsOf({ tensors, metadata: { ...metadata, state: text } });
    const without = (name: string) => safetensorsOf({ tensors: tensors.filter((tensor) => tensor.name !== name), metadata });
    const { state: _, ...stateless } = metadata;
    const shorter = tensors.map((tensor) =>
      tensor.name === 'codes/means' ? { ...tensor, shape: [3], values: tensor.values.slice(0, 3) } : tensor,
    );
    const hostile: [string, Uint8Array<ArrayBuffer>, RegExp][] = [
      ['nothing', new Uint8Array(), /^checkpoint: expected the length of a header/],
      ['half of it', bytes.slice(0, bytes.length / 2), /^checkpoint/],
      ['another format', safetensorsOf({ tensors, metadata: { format: 'x' } }), /expected free-energy-lab\/vae-checkpoint, got x$/],
      ['no state', safetensorsOf({ tensors, metadata: stateless }), /expected a state in JSON, got none/],
      ['a state that does not parse', withState('{'), /expected a state in JSON, got text that does not parse/],
      ['another state', withState('{"step": 3}'), /expected a state of this lab, got something else at epoch/],
      ['no entries', withState(JSON.stringify({ ...state, entries: [] })), /something else at entries/],
      ['a step before the first', withState(JSON.stringify({ ...state, step: -1 })), /something else at step/],
      ['numbers gone missing', withState(JSON.stringify({ ...state, sums: { ...state.sums, accuracy: null } })), /at sums.accuracy/],
      [
        'entries of other latents',
        withState(JSON.stringify({ ...state, entries: [{ ...state.entries[0], complexities: [1] }] })),
        /complexities of 3 latents, got 1/,
      ],
      ['no moments', without('adam/4'), /expected adam\/4 of \d+ numbers, got a file without it/],
      ['no codes', without('codes/logVariances'), /expected codes\/logVariances of 72 numbers/],
      ['codes of fewer images', safetensorsOf({ tensors: shorter, metadata }), /expected codes\/means of 72 numbers, got 3/],
      ['no weights', without('decoder/output/bias'), /^weights: expected a model with decoder\/output\/bias/],
    ];
    const tensorsBefore = [tf.memory().numTensors, labBackend().liveBytes()];
    for (const [name, broken, message] of hostile) {
      const opening = openRun(vae, smallValues(), 1, bars, { step: 5, bytes: broken });
      await expect(opening, name).rejects.toThrow(InputError);
      await expect(opening, name).rejects.toThrow(message);
    }
    await expect(openRun(vae, smallValues({ hiddenUnits: 9 }), 1, bars, { step: 5, bytes })).rejects.toThrow(InputError);
    await expect(openRun(vae, smallValues({ latentDimension: 2 }), 1, bars, { step: 5, bytes })).rejects.toThrow(InputError);
    expect([tf.memory().numTensors, labBackend().liveBytes()]).toEqual(tensorsBefore);
  });

  it('with any byte of its header damaged is refused in one line, or opens', async () => {
    const { bytes } = await written({}, 5);
    const header = 8 + new DataView(bytes.buffer).getUint32(0, true);
    await fc.assert(
      fc.asyncProperty(fc.nat(header - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const damaged = bytes.slice();
        damaged[at] = ((damaged[at] as number) + change) % 256;
        try {
          (await openRun(vae, smallValues(), 1, bars, { step: 5, bytes: damaged })).close();
        } catch (error) {
          expect(error).toBeInstanceOf(InputError);
          expect((error as Error).message).not.toContain('\n');
        }
      }),
      { numRuns: 200, seed: 3 },
    );
  });
});

describe('annealing', () => {
  it('tells log p(x) of held-out images when asked and as training ends, above their bound, and goes on from a checkpoint', async () => {
    const values = smallValues({ annealed: 12, epochs: 20, learningRate: 1e-2 });
    const told = async (steps: readonly number[], from?: Checkpoint) => {
      const run = await openRun(vae, values, 1, bars, from);
      const found = [];
      for (const by of steps) found.push((await run.next(by, values)).result.scalars);
      const last = run.checkpoint() as Checkpoint;
      run.close();
      return { last, found };
    };
    const { found } = await told([0, 30, 30]);
    expect(found.map(({ annealedStep }) => annealedStep)).toEqual([0, 0, 60]);
    expect(found[1]?.annealedBound).toBe(found[0]?.annealedBound);
    expect(found[2]?.annealedBound as number).toBeGreaterThan((found[0]?.annealedBound as number) + 1);
    expect(found[2]?.annealedGap as number).toBeGreaterThan(0);
    expect((await told([60])).found[0]).toEqual(found[2]);
    expect((await told([30, 30], (await told([0])).last)).found.at(-1)?.annealedBound).toBe(found[2]?.annealedBound);
    const { last } = await told([30]);
    expect((await told([0], last)).found[0]).toEqual(found[1]);
    // Nobody asks: nothing is told.
    const idle = await openSmall();
    expect((await idle.next(0, smallValues())).result.scalars.annealedBound).toBeUndefined();
    idle.close();
  });
});

describe('bits back', () => {
  const digits = parseValues(vae.params, initialValues(vae.params), {
    dataset: 'digits',
    hiddenUnits: 32,
    latentDimension: 4,
    learningRate: 3e-3,
    epochs: 36,
    coded: 300,
  });

  it('gives back held-out images exactly, in as many bits as the bound says: within 1 %', async () => {
    const run = await openRun(vae, digits, 1, await dataFor(vae, digits, undefined));
    const before = (await run.next(0, digits)).result;
    await run.next(390, { ...digits, coded: 0 });
    // Training ends here, and all is coded once more.
    const after = (await run.next(6, digits)).result;
    const off = (result: Result) => Math.abs(scalar(result, 'codeLength') / scalar(result, 'codeBound') - 1);
    for (const result of [before, after]) expect(scalar(result, 'codeErrors')).toBe(0);
    expect(off(after)).toBeLessThan(0.01);
    // Codes are drawn by the message: at first they differ more from draw to draw.
    expect(off(before)).toBeLessThan(0.03);
    // Control: what the untrained networks say is far off, and learning makes the message shorter.
    expect(scalar(after, 'codeLength')).toBeLessThan(0.8 * scalar(before, 'codeBound'));
    // The bound of the judged images, which these are among, in bits: intervals for latents change little.
    const nats = scalar(after, 'heldOutElbo');
    expect(Math.abs((scalar(after, 'codeBound') * 64 * Math.LN2) / -nats - 1)).toBeLessThan(0.03);
    const { borrowed, likelihood, prior, net, length, image } = after.tables.coding as Record<string, Float64Array>;
    expect(image).toEqual(Float64Array.from({ length: 300 }, (_, i) => i + 1));
    net?.forEach((bits, i) => {
      expect(bits).toBeCloseTo((likelihood?.[i] as number) + (prior?.[i] as number) - (borrowed?.[i] as number), 9);
      if (i > 0) expect(bits).toBeCloseTo((length?.[i] as number) - (length?.[i - 1] as number), 6);
    });
    const sum = net?.reduce((a, b) => a + b, 0) as number;
    expect(scalar(after, 'codeLength')).toBeCloseTo(sum / (300 * 64), 12);
    run.close();
  });

  it('decodes images of any density: sparse ones and full ones take other ways through the networks', async () => {
    const values = vaeValues(smallValues());
    const state = await init(values, { random: createRandom(1), seed: 1, data: bars });
    const random = createRandom(7);
    const images = Uint8Array.from({ length: 40 * 25 }, (_, i) => (random.uniform() < (Math.floor(i / 25) % 8) / 7 ? 1 : 0));
    expect(codeImages(state.networks, images, 3).codeErrors).toBe(0);
    dispose(state);
  });

  it('codes with each survey, whenever one looks, and goes on from a checkpoint with what was coded', async () => {
    const values = smallValues({ coded: 5 });
    const lengths = async (steps: readonly number[], from?: Checkpoint) => {
      const run = await openRun(vae, values, 1, bars, from);
      const found = [];
      for (const by of steps) found.push((await run.next(by, values)).result);
      const last = run.checkpoint() as Checkpoint;
      run.close();
      return {
        last,
        all: found.map(({ scalars, tables }) => ({ step: scalars.codedStep, length: scalars.codeLength, net: tables.coding?.net })),
      };
    };
    const looked = await lengths([0, 20, 40, 4, 6]);
    expect(looked.all.map(({ step }) => step)).toEqual([0, 0, 50, 50, 70]);
    expect(looked.all[3]).toEqual(looked.all[2]);
    expect(looked.all[4]?.length).not.toBe(looked.all[3]?.length);
    expect((await lengths([64])).all[0]).toEqual(looked.all[3]);
    const from = (await lengths([60])).last;
    expect((await lengths([0, 4, 6], from)).all).toEqual(looked.all.slice(2));
    // Another number of images is coded at once.
    const run = await openRun(vae, values, 1, bars, from);
    const { scalars } = (await run.next(0, smallValues({ coded: 6 }))).result;
    run.close();
    expect(scalars.codedStep).toBe(60);
  });

  it('codes when asked, and where q is a product and pixels are zeros and ones', async () => {
    const asked = async (raw: Readonly<Record<string, unknown>>) => {
      const run = await openSmall(raw);
      const { result } = await run.next(3, smallValues(raw));
      run.close();
      return [result.scalars.codeErrors, result.tables.coding?.image?.length];
    };
    expect(await asked({ coded: 0 })).toEqual([undefined, 0]);
    expect(await asked({ coded: 7 })).toEqual([0, 7]);
    // All there are.
    expect(await asked({ coded: 2000 })).toEqual([0, 24]);
    expect(await asked({ coded: 7, network: 'linear' })).toEqual([0, 7]);
    expect(await asked({ coded: 7, family: 'fullCovariance' })).toEqual([undefined, 0]);
    expect(await asked({ coded: 7, family: 'planar' })).toEqual([undefined, 0]);
    expect(await asked({ coded: 7, likelihood: 'gaussian' })).toEqual([undefined, 0]);
  });
});
