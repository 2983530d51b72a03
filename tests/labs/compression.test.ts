// The Compression lab beyond its identities: what its presets claim, its thresholds, its files, and that a run goes on from a checkpoint bit for bit.
import { describe, expect, it } from 'vitest';
import { dataFor } from '../../cli/data.ts';
import { InputError } from '../../core/base/input-error.ts';
import { decoded } from '../../core/compression/coded.ts';
import { countsIn } from '../../core/compression/export/counted.ts';
import { readNetwork } from '../../core/compression/file/network-file.ts';
import { dense } from '../../core/compression/ledger/networks.ts';
import { createRunner } from '../../core/compression/run/network-runner.ts';
import type { ImageSet } from '../../core/data/images.ts';
import { readSafetensors } from '../../core/io/safetensors.ts';
import { initialValues, parseValues, type Values } from '../../core/lab/param.ts';
import { type Checkpoint, type Frame, openRun } from '../../core/lab/run.ts';
import { compression as lab } from '../../core/labs/compression/lab.ts';
import { finishedRows } from '../../core/labs/compression/model/finished-runs.generated.ts';
import { judgedBy } from '../../core/labs/compression/model/judged.ts';
import { methodNames } from '../../core/labs/compression/model/method-names.ts';
import { comparisons, scoresOf, thresholdFor } from '../../core/labs/compression/model/threshold.ts';
import { examplesOf } from '../../core/nets/classify/examples.ts';
import { methods } from '../../core/nets/classify/methods/index.ts';
import { createRandom } from '../../core/prob/random.ts';
import { presetValues } from './declaration-faults.ts';

const valuesOf = (more: Readonly<Record<string, unknown>>): Values => parseValues(lab.params, initialValues(lab.params), more);
const data = await dataFor(lab, initialValues(lab.params), undefined);
const open = (values: Values, from?: Checkpoint) => openRun(lab, values, 1, data, from);

/** A preset at the steps at which it opens, and after some more; each is run once. */
const runs = new Map<string, Promise<readonly [opened: Frame, later: Frame]>>();
async function ran(preset: string, more: number): Promise<readonly [Frame, Frame]> {
  const values = presetValues(lab, preset);
  const run = await open(values);
  const opened = await run.next(lab.presets[preset]?.steps ?? 0, values);
  const later = await run.next(more, values);
  run.close();
  return [opened, later];
}
const once = (preset: string, more = 0) => {
  const found = runs.get(preset) ?? ran(preset, more);
  runs.set(preset, found);
  return found;
};

/** The present row of a method. */
function row({ result: { tables } }: Frame, name: (typeof methodNames)[number]) {
  const present = tables.present ?? {};
  const at = present.method?.indexOf(methodNames.indexOf(name)) ?? -1;
  return { bytes: present.bytes?.[at] ?? Number.NaN, error: present.error?.[at] ?? Number.NaN, kept: present.kept?.[at] ?? Number.NaN };
}

const quantized = ({ result: { tables } }: Frame) => Array.from(tables.quantized?.error ?? []);

describe('the names of methods', () => {
  it('are those of the trainings, in their order', () => {
    expect(methods.map(({ id }) => id)).toEqual([...methodNames]);
  });

  it('and their thresholds those of the trainings, on the axis of what they compare', () => {
    const published = Object.fromEntries(methods.map(({ id, threshold }) => [id, threshold]));
    for (const name of ['sparseVariational', 'normalJeffreys', 'horseshoe'] as const) expect(comparisons[name].own).toBe(published[name]);
  });
});

describe('the network that all begin with', () => {
  const alone = { methods: 'plain', shown: 'plain' } as const;

  async function scalars(more: Readonly<Record<string, unknown>>) {
    const values = valuesOf({ ...alone, ...more });
    const run = await openRun(lab, values, 1, await dataFor(lab, values, undefined));
    const { result } = await run.next(0, values);
    run.close();
    return result.scalars as Readonly<Record<string, number>>;
  }

  it('ships as what the lab trains of seed 1: the same bytes, the same errors', async () => {
    expect(await scalars({ base: 'fresh' })).toEqual(await scalars({ base: 'trained' }));
    expect(await scalars({ base: 'fresh', baseEpochs: 9 })).not.toEqual(await scalars({ base: 'trained' }));
  });

  it('is trained here where none ships for the images', async () => {
    const { allWeights, heldOutError } = await scalars({ dataset: 'fashion', baseEpochs: 1, batchSize: 50, learningRate: 0.003 });
    expect(allWeights).toBe(784 * 32 + 32 * 10);
    expect(heldOutError).toBeLessThan(40);
  });

  it.each([
    ['lenet300', 784 * 300 + 300 * 100 + 100 * 10, 4.3],
    ['lenet5', 430_500, 3],
  ])('ships as %s, at an error that is said', async (network, weights, most) => {
    const { allWeights, baseError } = await scalars({ network, dataset: 'mnist' });
    expect(allWeights).toBe(weights);
    expect(baseError).toBeLessThan(most);
  });

  it('may be of the user’s own: what the lab handed out is what it begins with', async () => {
    const made = valuesOf({ ...alone, base: 'fresh', baseEpochs: 2 });
    const run = await open(made);
    const files = await run.export('safetensors', made);
    const { heldOutError, multiplyAccumulates } = (await run.next(0, made)).result.scalars;
    run.close();
    const counted = countsIn(readSafetensors('f', files[0]?.bytes as Uint8Array).metadata);
    expect([counted?.heldOut?.images, counted?.work.multiplyAccumulatesFloat32]).toEqual([359, multiplyAccumulates]);
    expect(100 * (counted?.heldOut?.error as number)).toBeCloseTo(heldOutError as number, 10);
    const model = (await lab.training?.models?.reader())?.(files.map(({ name, bytes }) => ({ name, bytes })));
    const values = valuesOf({ ...alone, network: 'own' });
    const begun = async (values: Values) =>
      openRun(lab, values, 2, await dataFor(lab, values, { name: 'mine', columns: {}, ...(model && { model }) }));
    const own = await begun(values);
    expect((await own.next(0, values)).result.scalars.baseError).toBe(heldOutError);
    own.close();
    await expect(begun({ ...values, dataset: 'mnist' })).rejects.toThrow('network: expected one that takes 784 numbers, got 64');
  });

  it('cannot be LeNet-5 of images that its filters leave nothing of', async () => {
    await expect(open(valuesOf({ network: 'lenet5' }))).rejects.toThrow(
      'network: expected images of 16 × 16 pixels or more for LeNet-5, got 8 × 8',
    );
  });
});

describe('the presets do what they say', () => {
  it('threshold: by belief seven of ten go and nothing is lost, by size much is', async () => {
    const [opened] = await once('small');
    const { baseError } = opened.result.scalars;
    expect(row(opened, 'sparseVariational').kept).toBeLessThan(30);
    expect(row(opened, 'sparseVariational').error).toBeLessThan(baseError as number);
    expect(row(opened, 'oneShotPruning').error).toBeGreaterThan(4 * (baseError as number));
  });

  it('oneShot: all at once half of the digits are lost, step by step one in ten at most', async () => {
    const [opened] = await once('oneShot');
    expect(row(opened, 'oneShotPruning').error).toBeGreaterThan(50);
    expect(row(opened, 'iterativePruning').error).toBeLessThan(10);
  });

  it('belief: the complexity falls, the files shrink, and the error stays at that of the base or below', async () => {
    const [opened, later] = await once('belief', 330);
    expect(later.result.scalars.complexity as number).toBeLessThan(0.9 * (opened.result.scalars.complexity as number));
    for (const name of ['sparseVariational', 'normalJeffreys'] as const) {
      expect(row(later, name).bytes).toBeLessThan(0.9 * row(opened, name).bytes);
      expect(row(later, name).error).toBeLessThanOrEqual(later.result.scalars.baseError as number);
    }
  });

  it('gates: pixels go as a whole, and units with them', async () => {
    const [{ result }] = await once('gates');
    const { left } = result.tables.unitCounts ?? {};
    expect(left?.[0]).toBeLessThan(48);
    expect(left?.[1]).toBeLessThan(32);
  });

  it('bits: eight cost nothing, two a quarter of the digits, unless the network learns on its grid', async () => {
    const [opened] = await once('bits');
    const base = opened.result.scalars.baseError as number;
    const [eight, , , two] = quantized(opened) as [number, number, number, number];
    expect(Math.abs(eight - base)).toBeLessThan(0.3);
    expect(two).toBeGreaterThan(25);
    for (const name of ['quantizationAware', 'relaxedQuantization'] as const) expect(row(opened, name).error).toBeLessThan(base + 2);
  });

  it('signs: those of the base lose digits, learnt ones hardly, in a fourteenth of the bytes', async () => {
    const [opened] = await once('signs');
    expect(quantized(opened).at(-1)).toBeGreaterThan(20);
    expect(row(opened, 'binaryConnect').error).toBeLessThan((opened.result.scalars.baseError as number) + 3);
    expect(row(opened, 'plain').bytes / row(opened, 'binaryConnect').bytes).toBeGreaterThan(14);
  });

  it('share: a quarter of the weights in a table of sixteen levels is less than a kilobyte', async () => {
    const [opened] = await once('share');
    expect(row(opened, 'iterativePruning')).toMatchObject({ kept: 25 });
    expect(row(opened, 'iterativePruning').bytes).toBeLessThan(1000);
    for (const name of ['iterativePruning', 'softWeightSharing'] as const)
      expect(row(opened, name).error).toBeLessThanOrEqual(opened.result.scalars.baseError as number);
  });
});

describe('signs that are probabilities', () => {
  it('stay fair where they are not worth their price, and sixteen drawn do better than the likeliest', async () => {
    const [{ result }] = await once('probable');
    const { complexityBits, bitsPerWeight, heldOutError, ensembleError, supremum } = result.scalars as Record<string, number>;
    expect(complexityBits).toBeGreaterThan(0.4);
    expect(complexityBits).toBeLessThan(0.6);
    expect(bitsPerWeight).toBeGreaterThan(1);
    expect(ensembleError).toBeLessThan(heldOutError as number);
    // A hill at 0: more there than in the bins around.
    const { weight, count } = result.tables.shownWeights ?? {};
    const near = (low: number, high: number) =>
      count?.reduce(
        (sum, each, i) => sum + (Math.abs(weight?.[i] as number) >= low && Math.abs(weight?.[i] as number) < high ? each : 0),
        0,
      ) ?? 0;
    expect(near(0, 0.1)).toBeGreaterThan(3 * near(0.3, 0.4));
    const bars = result.tables.law?.probability?.reduce((a, b) => a + b, 0);
    expect(bars).toBeGreaterThan(0.999);
    expect(supremum).toBeGreaterThan(0.05);
  });

  it('give files of signs alone, and of three values, that run as they were judged', async () => {
    const values = valuesOf({ methods: 'probabilisticBinary', shown: 'probabilisticBinary', epochs: 2, baseEpochs: 1, batchSize: 128 });
    const run = await open(values);
    const { result } = await run.next(22, values);
    const [file] = await run.export('compressed', values);
    const network = readNetwork(file?.bytes as Uint8Array);
    expect(network.layers.map(({ activation, weights }) => [activation, weights.kind])).toEqual([
      ['sign', 'signs'],
      ['linear', 'signs'],
    ]);
    const { inputs, labels, count } = examplesOf(data?.images?.heldOut as ImageSet);
    const { run: through } = createRunner(network);
    const wrong = Array.from(labels, (label, row) => {
      const logits = through(inputs.subarray((row * inputs.length) / count, ((row + 1) * inputs.length) / count));
      return Number(logits.indexOf(logits.reduce((a, b) => Math.max(a, b))) !== label);
    }).reduce((a, b) => a + b, 0);
    expect((100 * wrong) / count).toBeCloseTo(result.scalars.heldOutError as number, 10);
    run.close();
  });
});

describe('what methods come to at their end', () => {
  it.each(['iterativePruning', 'sparseVariational'])('on LeNet-300-100 is what its preset says: %s', (method) => {
    const { bytes, error } = finishedRows.find((row) => row.network === 'lenet300' && row.method === method) ?? { bytes: NaN, error: NaN };
    expect((4 * 266_200) / bytes).toBeGreaterThan(40);
    // The base has 3.5 %.
    expect(error).toBeGreaterThan(3.5);
    expect(error).toBeLessThan(3.5 + 1.2);
  });

  it('is kept for each on the small digits, and is what a run comes to', async () => {
    const ofNetwork = (name: string) => finishedRows.filter(({ network }) => network === name).map(({ method }) => method);
    expect(ofNetwork('small').toSorted()).toEqual([...methodNames].toSorted());
    expect(new Set(ofNetwork('lenet300')).size).toBe(ofNetwork('lenet300').length);
    const values = valuesOf({ methods: 'binaryConnect', shown: 'binaryConnect' });
    const run = await open(values);
    const { result, step } = await run.next(440, values);
    run.close();
    const { fileBytes, heldOutError, kept, multiplyAccumulates } = result.scalars;
    const own = finishedRows.find(({ network, method }) => network === 'small' && method === 'binaryConnect');
    expect({ step, fileBytes, heldOutError, kept, multiplyAccumulates }).toEqual({
      step: own?.steps,
      fileBytes: own?.bytes,
      heldOutError: own?.error,
      kept: own?.kept,
      multiplyAccumulates: own?.multiplyAccumulates,
    });
    // Drawn beside, but for the method that runs.
    expect([...(result.tables.finished?.method ?? [])].toSorted((a, b) => a - b)).toEqual(
      methodNames.flatMap((name, at) => (name === 'binaryConnect' ? [] : [at])),
    );
  });
});

describe('the KL that variational dropout learns by', () => {
  it('may be the integral itself, which costs other numbers than the published fit by less than a hundredth of a nat a weight', async () => {
    const costs: number[] = [];
    for (const scaleFreeKl of ['fit', 'exact']) {
      const values = valuesOf({ methods: 'sparseVariational', scaleFreeKl, epochs: 2, baseEpochs: 1, batchSize: 128 });
      const run = await open(values);
      costs.push(((await run.next(0, values)).result.scalars.complexityBits as number) * Math.LN2);
      run.close();
    }
    const [fit, exact] = costs as [number, number];
    expect(Math.abs(fit - exact)).toBeGreaterThan(1e-5);
    expect(Math.abs(fit - exact)).toBeLessThan(0.0095);
  });
});

describe('the threshold', () => {
  const classifier = { name: 'three', input: [2], layers: dense(2, 3, 2) };
  const random = createRandom(5);
  const drawn = (size: number) => ({ shape: [size], values: Float32Array.from({ length: size }, () => random.normal()) });

  it('of sizes drops the chosen share at 0, and as many as lie below it elsewhere', () => {
    const weights = { 'dense1/weights': drawn(6), 'dense2/weights': drawn(6) };
    const scores = scoresOf('oneShotPruning', classifier, weights, 0.5);
    expect(scores.filter((score) => score >= 0)).toHaveLength(6);
    expect(thresholdFor('oneShotPruning', scores, 0.5, 0)).toBe(0.5);
    const third = scores.toSorted().at(-3) as number;
    expect(thresholdFor('oneShotPruning', scores, 0.5, third)).toBeCloseTo(9 / 12, 12);
    expect(thresholdFor('oneShotPruning', scores, 0.5, 100)).toBeCloseTo(11 / 12, 12);
  });

  it('of gates is the gate of test time, which opens at the one that is declared', () => {
    const { own } = comparisons.hardConcrete;
    const gate = (offset: number) => thresholdFor('hardConcrete', new Float64Array(), 1, offset);
    expect(gate(1)).toBeCloseTo(1.2 / (1 + Math.exp(-own - 1)) - 0.1, 12);
    expect(gate(-1)).toBe(0);
    // At the place that is declared the stretched gate is just 0.
    expect(1.2 / (1 + Math.exp(-own)) - 0.1).toBeCloseTo(0, 12);
    expect(gate(0)).toBeUndefined();
  });

  it('drops more the further it goes to one side, never more and less at once, at every method that has one', async () => {
    const values = valuesOf({
      methods: 'oneShotPruning,sparseVariational,hardConcrete,normalJeffreys,horseshoe',
      epochs: 4,
      baseEpochs: 2,
      batchSize: 128,
    });
    const run = await open(values);
    await run.next(44, values);
    for (const shown of ['oneShotPruning', 'sparseVariational', 'hardConcrete', 'normalJeffreys', 'horseshoe'] as const) {
      const kept: number[] = [];
      for (const threshold of [-8, -2, -1, 0, 1, 2, 8]) {
        const { result } = await run.next(0, { ...values, shown, threshold });
        kept.push(result.scalars.nonZeroWeights as number);
        const bins = [result.tables.keptBins, result.tables.droppedBins].map((table) =>
          Array.from(table?.count ?? []).reduce((sum, top, i) => sum + top - (table?.floor?.[i] ?? 0), 0),
        );
        // As many are compared wherever the line stands.
        const compared = shown === 'oneShotPruning' || shown === 'sparseVariational' ? 64 * 32 + 320 : 64 + 32;
        expect((bins[0] as number) + (bins[1] as number)).toBe(compared);
      }
      const rising = kept.toSorted((a, b) => a - b);
      expect(comparisons[shown].keepsLarger ? kept.toReversed() : kept, shown).toEqual(rising);
      expect(rising[0]).toBeLessThan(rising.at(-1) as number);
    }
    // What follows the hand says the same as what is seen when it lets go.
    const at = { ...values, shown: 'sparseVariational', threshold: 1.5 };
    const draft = await run.next(0, at, { draft: true });
    const seen = await run.next(0, at);
    expect(draft.draft).toBe(true);
    expect({ ...draft.result.scalars, strayNumbers: 0 }).toEqual(seen.result.scalars);
    run.close();
  });
});

describe('the file', () => {
  it('that is handed out is the one whose bytes are counted, and holds what is shown', async () => {
    const values = valuesOf({ methods: 'sparseVariational', shown: 'sparseVariational', epochs: 4, baseEpochs: 2, numbers: 'int8' });
    const run = await open(values);
    const { result } = await run.next(66, values);
    const [file] = await run.export('compressed', values);
    expect(file?.bytes.length).toBe(result.scalars.fileBytes);
    const network = readNetwork(file?.bytes as Uint8Array);
    const left = network.layers.reduce((sum, { weights }) => sum + decoded(weights).filter((w) => w !== 0).length, 0);
    expect(left).toBe(result.scalars.nonZeroWeights);
    await expect(run.export('tflite', { ...values, shown: 'quantizationAware' })).rejects.toThrow(InputError);
    // Nine of ten weights are gone: the C code has those that are left, and what is said of its bytes is said beside the run.
    const made = await run.export('device', values);
    expect(made.map(({ name }) => name)).toEqual(expect.arrayContaining(['device/sparseVariational.h', 'device/sparseVariational.tflite']));
    const header = new TextDecoder().decode(made.find(({ name }) => name.endsWith('.h'))?.bytes);
    expect(header).toContain(`Flash: ${result.scalars.flashBytes} bytes of constants. RAM: ${result.scalars.ramBytes} bytes`);
    expect(header).toContain('codes that are not 0, and gaps between them');
    run.close();
  });
});

describe('errors by class', () => {
  it('add up to the error, each by its share of the images', () => {
    const logits = Float32Array.of(2, 1, 0, 0, 3, 1, 5, 1, 1, 0, 0, 0);
    const { error, standardError, byClass, counts } = judgedBy(logits, Uint8Array.of(0, 2, 1, 0));
    expect(error).toBe(0.5);
    expect(standardError).toBe(0.25);
    expect([...byClass]).toEqual([0, 1, 1]);
    expect([...counts]).toEqual([2, 1, 1]);
  });
});

describe('a run goes on from a checkpoint', () => {
  const values = valuesOf({
    methods: 'iterativePruning,sparseVariational,hardConcrete,softWeightSharing',
    epochs: 3,
    baseEpochs: 1,
    batchSize: 128,
  });

  it('with the same bits as if it had not stopped, in the midst of an epoch', async () => {
    const run = await open(values);
    const there = await run.next(15, values);
    const kept = run.checkpoint() as Checkpoint;
    const straight = await run.next(10, values);
    run.close();
    const again = await open(values, { ...kept, bytes: kept.bytes.slice() });
    // What was surveyed at the last epoch’s end, and not what has been learnt since.
    expect((await again.next(0, values)).result).toEqual(there.result);
    expect((await again.next(10, values)).result).toEqual(straight.result);
    again.close();
  });

  it('and refuses one of other methods, and one that is cut short', async () => {
    const run = await open(values);
    const kept = run.checkpoint() as Checkpoint;
    run.close();
    await expect(open({ ...values, methods: 'plain' }, kept)).rejects.toThrow(InputError);
    await expect(open(values, { ...kept, bytes: kept.bytes.slice(0, 2000) })).rejects.toThrow(InputError);
  });
});
