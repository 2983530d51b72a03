// What is known of the lab of description lengths beyond its identities: published lengths, its envelope as a file, its codes, its words.
import { unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { dataFor } from '../../cli/data.ts';
import { InputError } from '../../core/base/input-error.ts';
import { OWN } from '../../core/data/dataset.ts';
import { readFor } from '../../core/lab/data-for.ts';
import type { Values } from '../../core/lab/param.ts';
import { openRun } from '../../core/lab/run.ts';
import type { DescriptionValues } from '../../core/labs/descriptionLength/declaration/params.ts';
import { engine } from '../../core/labs/descriptionLength/engine.ts';
import { envelopeFile, readEnvelope } from '../../core/labs/descriptionLength/files/envelope-file.ts';
import { descriptionLength as lab } from '../../core/labs/descriptionLength/lab.ts';
import { bentLine, casesOf, scaleOf, taskOf } from '../../core/labs/descriptionLength/model/cases.ts';
import { linearCodes, twoPartBits } from '../../core/labs/descriptionLength/model/codes.ts';
import {
  type Belief,
  beginLearner,
  coefficientAt,
  type LearnerOptions,
  learn,
  noisyTerms,
  standingOf,
  trivialBits,
} from '../../core/labs/descriptionLength/model/noisy-learner.ts';
import type { NetworkRun } from '../../core/labs/descriptionLength/run/network.ts';
import { createRandom } from '../../core/prob/random.ts';
import { presetValues } from './declaration-faults.ts';

const open = async (preset: string, more: Partial<Values> = {}) => {
  const values = { ...presetValues(lab, preset), ...more } as Values;
  return { run: await openRun(lab, values, 1, await dataFor(lab, values, undefined)), values };
};

const frameOf = async (preset: string, more: Partial<Values> = {}, steps = lab.presets[preset]?.steps ?? 0) => {
  const { run, values } = await open(preset, more);
  return { ...(await run.next(steps, values)), values };
};

type Frame = Awaited<ReturnType<typeof frameOf>>;
const scalar = ({ result }: Frame, name: string) => result.scalars[name] as number;
const told = (frame: Frame) => lab.sentence(frame.result, frame.values);
const tableOf = (result: Frame['result'], table: string, column: string) => result.tables[table]?.[column] ?? new Float64Array();
const codes = ({ result }: Frame) => [...tableOf(result, 'codes', 'bits')];

describe('a symbol with two codewords (Frey and Hinton 1997)', () => {
  it.each([
    [1, 3],
    [0.5, 2.5],
    [2 / 3, Math.log2(16 / 3)],
  ])('costs, with the shorter one sent %f of the time, %f bits, and so it does as coded', async (share, bits) => {
    const frame = await frameOf('twoCodewords', { share }, 100);
    expect(Math.abs(scalar(frame, 'descriptionLength') - bits)).toBeLessThan(1e-12);
    expect(Math.abs(scalar(frame, 'measured') / bits - 1)).toBeLessThan(0.005);
  });

  it('is told to be at its least there alone', async () => {
    expect(told(await frameOf('twoCodewords', { share: 2 / 3 }))).toMatch(/2\.415 bits net\. No choice does better\.$/);
    expect(told(await frameOf('twoCodewords'))).toMatch(/2\.500 bits net\. The best choice would cost 2\.415 bits\.$/);
  });
});

describe('digits by factors', () => {
  it('take fewer bits than by gzip, and one codeword for each takes more', async () => {
    const frame = await frameOf('digits');
    const [, codeword, gzip, bitsBack] = codes(frame) as [number, number, number, number];
    expect(bitsBack).toBe(scalar(frame, 'descriptionLength'));
    expect(scalar(frame, 'measured')).toBeLessThan(gzip);
    expect(gzip).toBeLessThan(codeword);
    // The published lengths, of other digits of this size: 33, 39 and 60.
    expect([Math.round(bitsBack), Math.round(gzip)]).toEqual([30, 40]);
  });

  it('cost the same net at every precision that tells factors apart', async () => {
    const nets = await Promise.all([6, 8, 12].map(async (precision) => scalar(await frameOf('digits', { precision }, 3), 'measured')));
    expect(Math.max(...nets) - Math.min(...nets)).toBeLessThan(0.3);
  });
});

describe('eruptions by a mixture', () => {
  it('take −log₂ of the mixture, whoever is said to have made them', async () => {
    for (const components of [1, 2, 4]) {
      const frame = await frameOf('labels', { components });
      expect(Math.abs(scalar(frame, 'measured') / scalar(frame, 'evidenceBits') - 1)).toBeLessThan(0.005);
      expect(scalar(frame, 'descriptionLength')).toBeCloseTo(scalar(frame, 'evidenceBits'), 8);
    }
  });
});

const LINEAR: LearnerOptions = {
  shape: { inputs: 1, hidden: 0 },
  prior: 'fixed',
  priorSd: 1.5,
  noise: 0.7,
  learnNoise: false,
  spread: 0,
  weightSd: 0.1,
  rate: 0.01,
  stage: 0,
};
const task = taskOf(bentLine(createRandom(3)), 40, createRandom(4));

/** The posterior of a straight line: input and constant are orthogonal, since inputs are standardized. */
function posterior(): Belief {
  const { x, y } = task.sent;
  const precision = y.length / LINEAR.noise ** 2 + 1 / LINEAR.priorSd ** 2;
  const means = Float64Array.of(
    y.reduce((sum, each, n) => sum + each * (x[n] as number), 0) / LINEAR.noise ** 2 / precision,
    y.reduce((sum, each) => sum + each, 0) / LINEAR.noise ** 2 / precision,
  );
  const logSds = new Float64Array(2).fill(-0.5 * Math.log(precision));
  const prior = { shares: Float64Array.of(1), means: Float64Array.of(0), sds: Float64Array.of(LINEAR.priorSd) };
  return { means, logSds, noise: LINEAR.noise, prior };
}

const lengthOf = (belief: Belief): number => {
  const theta = Float64Array.from([...belief.means, ...belief.logSds, Math.log(belief.noise), 0, 0, Math.log(LINEAR.priorSd)]);
  const standing = standingOf(LINEAR, { theta, adam: beginLearner(LINEAR, createRandom(1)).adam, updates: 0 }, task.sent);
  const { dataBits, beliefBits } = noisyTerms(standing.belief, standing.fit.nats, task.sent, 10);
  return dataBits + beliefBits;
};

describe('codes of a linear model', () => {
  it('reach the evidence at the posterior, to 1e−10, and nowhere below', () => {
    const belief = posterior();
    const { evidence, prequential } = linearCodes(1, belief, task.sent);
    expect(Math.abs(lengthOf(belief) - evidence)).toBeLessThan(1e-10 * evidence);
    for (const shift of [-0.01, 0.01]) {
      expect(lengthOf({ ...belief, means: belief.means.map((m) => m + shift) })).toBeGreaterThan(evidence);
      expect(lengthOf({ ...belief, logSds: belief.logSds.map((s) => s + shift) })).toBeGreaterThan(evidence);
    }
    expect(prequential).toBeGreaterThan(evidence);
    expect(twoPartBits(LINEAR.shape, belief, task.sent)).toBeGreaterThan(evidence);
  });

  it('have the evidence of N(0, σ² I + s² X Xᵀ)', () => {
    // By the matrix determinant lemma with orthogonal columns: |C| = σ^2N ∏ (1 + s² N/σ²), and the quadratic form loses each projection’s part.
    const { x, y, width } = task.sent;
    const [n, noise, sd] = [y.length, LINEAR.noise, LINEAR.priorSd];
    const columns = [x, new Float64Array(n).fill(1)];
    const shrink = (sd * sd) / (noise * noise + n * sd * sd);
    const square = columns.reduce(
      (left, column) => left - shrink * column.reduce((sum, each, i) => sum + each * (y[i] as number), 0) ** 2,
      y.reduce((sum, each) => sum + each * each, 0),
    );
    const logDeterminant = 2 * n * Math.log(noise) + 2 * Math.log(1 + (n * sd * sd) / (noise * noise));
    const nats = 0.5 * (n * Math.log(2 * Math.PI) + logDeterminant + square / (noise * noise)) - n * Math.log(width);
    const { evidence } = linearCodes(1, posterior(), task.sent);
    expect(Math.abs(evidence - nats / Math.LN2)).toBeLessThan(1e-10 * evidence);
    expect(() =>
      linearCodes(
        1,
        { ...posterior(), prior: { shares: Float64Array.of(0.5, 0.5), means: new Float64Array(2), sds: Float64Array.of(1, 2) } },
        task.sent,
      ),
    ).toThrow(RangeError);
  });
});

describe('a network with noisy weights', () => {
  it('is found below the message without it, and above it where its weights are dear', async () => {
    const learnt = await frameOf('forgets');
    expect(scalar(learnt, 'descriptionLength')).toBeLessThan(scalar(learnt, 'trivialBits') - 50);
    expect(told(learnt)).toMatch(/ bits less than without a network\.$/);
    const dear = await frameOf('dear');
    expect(scalar(dear, 'descriptionLength')).toBeGreaterThan(scalar(dear, 'trivialBits') + 50);
    expect(told(dear)).toMatch(/ bits more than without a network\.$/);
    const concrete = await frameOf('strength');
    expect(scalar(concrete, 'heldOutError')).toBeLessThan(0.3);
    // Told once at the best precision, nothing coming back, the same weights cost more.
    const [none, twoParts, asItGoes, noisy] = codes(concrete) as [number, number, number, number];
    expect(noisy).toBeLessThan(Math.min(none, twoParts));
    // Learning as it goes says nothing of weights, and is surprised by the first cases.
    expect(asItGoes).toBeGreaterThan(scalar(concrete, 'dataBits'));
    expect(asItGoes).toBeLessThan(none);
    expect(none).toBe(scalar(concrete, 'trivialBits'));
  });

  it('ends next to the trivial solution where the cost of its weights counts from the start', async () => {
    const frame = await frameOf('trivial');
    expect(scalar(frame, 'weightBits')).toBeLessThan(5);
    expect(Math.abs(scalar(frame, 'descriptionLength') - scalar(frame, 'trivialBits'))).toBeLessThan(10);
    expect(scalar(frame, 'heldOutError')).toBeGreaterThan(0.9);
  });

  it('pays a tenth more for six hidden units that it does not need', async () => {
    const [few, many] = [await frameOf('forgets', {}, 900), await frameOf('tooMany')];
    const more = scalar(many, 'descriptionLength') / scalar(few, 'descriptionLength') - 1;
    expect([more > 0.05, more < 0.15]).toEqual([true, true]);
    expect(Math.abs(scalar(many, 'heldOutError') - scalar(few, 'heldOutError'))).toBeLessThan(0.02);
  });

  it('raises the cost of its weights in the paper’s stages', () => {
    const at = (updates: number) => coefficientAt({ stage: 100 }, updates);
    expect([0, 99, 100, 250, 450, 1050, 1100, 5000].map(at)).toEqual([0.05, 0.05, 0.1, 0.15, 0.3, 0.9, 1, 1]);
    expect(coefficientAt({ stage: 0 }, 0)).toBe(1);
  });

  it('goes down the gradient: a small step lowers misfit + coefficient · cost, in every kind of prior', () => {
    for (const prior of ['fixed', 'fitted', 'mixture'] as const) {
      const options: LearnerOptions = {
        ...LINEAR,
        shape: { inputs: 1, hidden: 3 },
        prior,
        learnNoise: true,
        spread: 0.5,
        rate: 1e-5,
        stage: 7,
      };
      const objective = (standing: ReturnType<typeof standingOf>) => {
        const { beliefBits } = noisyTerms(standing.belief, standing.fit.nats, task.sent, 10);
        return standing.fit.nats + coefficientAt(options, 0) * beliefBits * Math.LN2;
      };
      const begun = beginLearner(options, createRandom(5));
      const before = standingOf(options, begun, task.sent);
      const next = learn(options, begun, before);
      // The first step of Adam is the sign of each slope: the change is the sum of their sizes, to first order.
      const moved = next.theta.map((each, i) => each - (begun.theta[i] as number));
      const along = (share: number) =>
        objective(standingOf(options, { ...begun, theta: begun.theta.map((each, i) => each + share * (moved[i] as number)) }, task.sent));
      expect(along(1)).toBeLessThan(along(0));
      for (let i = 0; i < moved.length; i += 1) {
        const only = (sign: number) =>
          objective(
            standingOf(
              options,
              { ...begun, theta: begun.theta.map((each, j) => (i === j ? each + sign * (moved[i] as number) : each)) },
              task.sent,
            ),
          );
        if (moved[i] !== 0) expect(only(1), `coordinate ${i}`).toBeLessThan(only(-1));
      }
      expect(moved.some((each) => each === 0)).toBe(prior !== 'mixture');
    }
  });

  it('has its trivial message in closed form', () => {
    const { y, width } = task.sent;
    const variance = y.reduce((sum, each) => sum + each * each, 0) / y.length;
    expect(variance).toBeCloseTo(1, 12);
    expect(trivialBits(task.sent)).toBeCloseTo((y.length * (0.5 * Math.log(2 * Math.PI * Math.E) - Math.log(width))) / Math.LN2, 9);
  });
});

describe('how targets are written', () => {
  it('takes as many decimals as they need, with as much room on either side as they span', () => {
    expect(scaleOf(Float64Array.of(2, 5, 3))).toEqual({ low: -1, step: 1, count: 10 });
    expect(scaleOf(Float64Array.of(0.25, 0.5)).step).toBe(0.01);
    expect(scaleOf(Float64Array.of(0, Math.PI, 1)).count).toBe(3 * 65_535 + 1);
    expect(() => scaleOf(Float64Array.of(1, 1, 1))).toThrow(InputError);
  });

  it('gives back standardized targets from their steps', () => {
    expect(casesOf(task.agreed, task.steps)).toEqual(task.sent);
  });
});

describe('the envelope as a file', () => {
  const sealed = async (preset: string, steps: number, more: Partial<Values> = {}) => {
    const { run, values } = await open(preset, more);
    await run.next(steps, values);
    const [file] = await run.export('envelope', values);
    return file as { name: string; bytes: Uint8Array<ArrayBuffer> };
  };

  it.each([
    ['forgets', 150, {}],
    ['strength', 60, {}],
    ['strength', 40, { hidden: 0, prior: 'fixed', precision: 7 }],
  ] as const)('gives the targets back to the last bit: %s after %i steps', async (preset, steps, more) => {
    const file = await sealed(preset, steps, more);
    const data = await readFor(lab, [file]);
    const { run, values } = await open(preset, more);
    const { result } = await run.next(0, values);
    const kinds = tableOf(result, 'cases', 'kind');
    const sent = tableOf(result, 'cases', 'y').filter((_, i) => kinds[i] === 0);
    const targets = Object.values(data.columns).at(-1) as Float64Array;
    const mean = targets.reduce((sum, each) => sum + each, 0) / targets.length;
    const sd = Math.sqrt(targets.reduce((sum, each) => sum + (each - mean) ** 2, 0) / targets.length);
    expect(targets.length).toBe(sent.length);
    targets.forEach((each, i) => {
      expect((each - mean) / sd).toBeCloseTo(sent[i] as number, 9);
    });
    // And is data of the lab like any other.
    const own = { ...values, subject: OWN, cases: 20 } as Values;
    expect((await (await openRun(lab, own, 1, data)).next(3, own)).result.scalars.descriptionLength).toBeGreaterThan(0);
  });

  it('has the very targets that the table has', async () => {
    const data = await readFor(lab, [await sealed('strength', 10)]);
    const table = (await dataFor(lab, presetValues(lab, 'strength'), undefined))?.columns as Record<string, Float64Array>;
    const rows = new Set(
      Array.from(table.age as Float64Array, (_, i) =>
        Object.values(table)
          .map((column) => column[i])
          .join(),
      ),
    );
    const read = Object.values(data.columns);
    for (let i = 0; i < 105; i += 1) expect(rows.has(read.map((column) => column[i]).join())).toBe(true);
  });

  it('gives numbers back as they were, and they are sent by a mixture again', async () => {
    const file = await sealed('labels', 12);
    const { columns } = await readFor(lab, [file]);
    const sent = (await dataFor(lab, presetValues(lab, 'labels'), undefined))?.columns.eruptions as Float64Array;
    expect(Object.keys(columns)).toEqual(['eruptions']);
    expect(columns.eruptions).toEqual(sent);
    const values = { ...presetValues(lab, 'labels'), subject: OWN } as Values;
    const own = { ...values, ...lab.adopt?.(values, { name: '', columns }) } as Values;
    const again = await openRun(lab, own, 1, { name: '', columns });
    const { result } = await again.next(12, own);
    expect(result.scalars.descriptionLength).toBe(scalar(await frameOf('labels', {}, 12), 'descriptionLength'));
    expect(lab.sentence(result, own)).toMatch(/^Naming a component for each number takes /);
    expect((await again.export('envelope', own))[0]?.bytes).toEqual(file.bytes);
  });

  it('gives images back as they were, and they are sent by factors again', async () => {
    const data = await readFor(lab, [await sealed('digits', 1)]);
    const { training, heldOut } = data.images as NonNullable<typeof data.images>;
    const shipped = (await dataFor(lab, presetValues(lab, 'digits'), undefined))?.images?.heldOut as typeof training;
    const grey = shipped.pixels.subarray(0, 200 * 64);
    expect([training.count, heldOut.count, training.rows, heldOut.columns]).toEqual([150, 50, 8, 8]);
    expect([...training.pixels, ...heldOut.pixels]).toEqual(Array.from(grey, (each) => (each >= 128 ? 255 : 0)));
    const values = { ...presetValues(lab, 'digits'), subject: OWN } as Values;
    const own = { ...values, ...lab.adopt?.(values, data) } as Values;
    const again = await openRun(lab, own, 1, data);
    expect((await again.next(1, own)).result.scalars.strayBits).toBe(0);
    const [second] = await again.export('envelope', own);
    expect((await readFor(lab, [second as typeof second & object])).images?.training.count).toBe(37);
  });

  it('has data that were just opened sent by whom they came from', () => {
    const values = { ...presetValues(lab, 'labels'), subject: OWN } as Values;
    const [one, two] = [{ x: Float64Array.of(1) }, { x: Float64Array.of(1), y: Float64Array.of(2) }];
    expect([one, two].map((columns) => lab.adopt?.(values, { name: '', columns }))).toEqual([{ by: 'mixture' }, { by: 'network' }]);
    expect(lab.adopt?.(presetValues(lab, 'labels'), { name: '', columns: one })).toEqual({});
  });

  const changedParts = (file: { bytes: Uint8Array }) => {
    const parts = unzipSync(file.bytes);
    const agreed = JSON.parse(new TextDecoder().decode(parts['agreed.json']));
    const message = parts['message.bin'] as Uint8Array;
    const changed = (more: object, bytes = message) => {
      const known = new TextEncoder().encode(JSON.stringify({ ...agreed, ...more }));
      return [{ name: 'odd.envelope', bytes: new Uint8Array(zipSync({ 'agreed.json': known, 'message.bin': bytes })) }];
    };
    return { agreed, message, changed };
  };

  const flipped = (message: Uint8Array, at: number) => message.map((byte, i) => (i === at ? byte ^ 1 : byte));

  it('is refused in one line, too, where numbers or images are not whole', async () => {
    const ofNumbers = changedParts(await sealed('labels', 3));
    const ofImages = changedParts(await sealed('digits', 1));
    const [{ changed, agreed }, { changed: imagesChanged, agreed: images }] = [ofNumbers, ofImages];
    const refused = [
      changed({ weights: [0.5, 0.4, 0.3, 0.2] }),
      changed({ weights: agreed.weights.slice(1) }),
      changed({ variances: agreed.variances.map(() => 0) }),
      changed({ means: agreed.means.map((m: number) => m + 0.01) }),
      changed({ means: agreed.means.map(() => 1e300) }),
      changed({ size: agreed.size + 1 }),
      changed({ size: 1e9 }),
      changed({ seed: agreed.seed + 1 }),
      changed({ scale: { ...agreed.scale, count: 1e9 } }),
      changed({ scale: { low: 1e308, step: 1e300, count: 9 } }),
      changed({ by: 'factors' }),
      changed({ by: 'nobody' }),
      changed({}, flipped(ofNumbers.message, 20)),
      changed({}, ofNumbers.message.slice(0, 100)),
      imagesChanged({ rows: 1024 }),
      imagesChanged({ rows: 4 }),
      imagesChanged({ factors: 7 }),
      imagesChanged({ precision: images.precision + 1 }),
      imagesChanged({ images: 201 }),
      imagesChanged({ images: 199 }),
      imagesChanged({ theta: images.theta.map(() => 1e300) }),
      imagesChanged({ theta: images.theta.map((each: number) => -each) }),
      imagesChanged({ by: 'mixture' }),
      imagesChanged({}, flipped(ofImages.message, 40)),
      imagesChanged({}, ofImages.message.slice(0, 200)),
    ];
    const complaint = (files: (typeof refused)[number]) => {
      try {
        readEnvelope(files);
      } catch (error) {
        return error;
      }
      return 'none';
    };
    for (const [i, files] of refused.entries()) {
      const error = complaint(files);
      expect(error, `hostile file ${i}`).toBeInstanceOf(InputError);
      expect((error as Error).message).not.toContain('\n');
    }
    expect(complaint(changed({}))).toBe('none');
    expect(complaint(imagesChanged({}))).toBe('none');
  });

  it('is read by nobody else, and refused in one line where it is not whole', async () => {
    const file = await sealed('forgets', 5);
    expect(readEnvelope([{ name: 'numbers.csv', bytes: file.bytes }])).toBeUndefined();
    const parts = unzipSync(file.bytes);
    const changed = (change: (parts: Record<string, Uint8Array>) => Record<string, Uint8Array>) => [
      { name: 'odd.envelope', bytes: new Uint8Array(zipSync(change({ ...parts }))) },
    ];
    const agreed = JSON.parse(new TextDecoder().decode(parts['agreed.json']));
    const known = (more: object) => ({ ...parts, 'agreed.json': new TextEncoder().encode(JSON.stringify({ ...agreed, ...more })) });
    const refused = [
      [{ name: 'odd.envelope', bytes: new Uint8Array([1, 2, 3]) }],
      changed(({ 'message.bin': message }) => ({ 'message.bin': message as Uint8Array })),
      changed(() => known({ version: 2 })),
      changed(() => known({ seed: agreed.seed + 1 })),
      changed(() => known({ updates: 6 })),
      changed(() => known({ noise: -1 })),
      changed(() => known({ prior: { shares: [0.5], means: [0], sds: [1] } })),
      changed(() => known({ inputs: { x: [1, 2] } })),
      changed((all) => ({ ...all, 'message.bin': (all['message.bin'] as Uint8Array).map((byte, i) => (i === 12 ? byte ^ 1 : byte)) })),
      changed((all) => ({ ...all, 'message.bin': (all['message.bin'] as Uint8Array).slice(0, 40) })),
    ];
    for (const files of refused) expect(() => readEnvelope(files), JSON.stringify(files[0]?.bytes.length)).toThrow(InputError);
  });

  it('is not written where no reader would open it', async () => {
    const { values } = await open('forgets');
    const { init } = engine;
    const state = init(values as DescriptionValues, { seed: 1, data: undefined });
    const having = (updates: number, sd = 1) => {
      const sending = state.sending as NetworkRun;
      const task = { ...sending.task, agreed: { ...sending.task.agreed, sd } };
      return { ...state, sending: { ...sending, task, learner: { ...sending.learner, updates } } };
    };
    expect(envelopeFile(having(20_000), { precision: 12 }).length).toBe(1);
    expect(() => envelopeFile(having(20_001), { precision: 12 })).toThrow('steps: expected at most 20000 before an envelope, got 20001');
    expect(() => envelopeFile(having(5, Number.POSITIVE_INFINITY), { precision: 12 })).toThrow(InputError);
  });

  it('is opened, too, where it does not say that a network sends it', async () => {
    const { changed } = changedParts(await sealed('forgets', 5));
    expect(readEnvelope(changed({ by: undefined }))?.columns.y?.length).toBe(60);
  });

  it('is offered where there is more than a symbol', async () => {
    const { run, values } = await open('twoCodewords');
    await expect(async () => run.export('envelope', values)).rejects.toThrow(InputError);
  });
});
