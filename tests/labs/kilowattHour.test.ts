// What is known of the lab of joules beyond its identities: worked values, stopping when sure, the price that ends training, files that come back.
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { dataFor } from '../../cli/data.ts';
import { networkSafetensorsOf } from '../../core/compression/export/safetensors.ts';
import { readNetwork as readCompressed } from '../../core/compression/file/network-file.ts';
import { createWork } from '../../core/compression/work.ts';
import { tableOf, tableText } from '../../core/energy/own-table.ts';
import { energyTables } from '../../core/energy/published-tables.ts';
import { type EnergyTable, exactly } from '../../core/energy/table.ts';
import { initialValues, parseValues, type Value } from '../../core/lab/param.ts';
import { openRun } from '../../core/lab/run.ts';
import { readNetwork } from '../../core/labs/kilowattHour/files/read-network.ts';
import { kilowattHour as lab } from '../../core/labs/kilowattHour/lab.ts';
import { intensityOf, regionTitles } from '../../core/labs/kilowattHour/model/carbon.ts';
import { costOfABit, isTooDear, SPAN } from '../../core/labs/kilowattHour/model/cost-of-a-bit.ts';
import { stopWhenSure } from '../../core/labs/kilowattHour/model/stop-when-sure.ts';
import { ensembleLogProbabilities } from '../../core/nets/classify/judge.ts';

const valuesOf = (laid: Readonly<Record<string, Value>>) => parseValues(lab.params, initialValues(lab.params), laid);
const small = { dataset: 'digits', batchSize: 64 };
const arithmetic = { weightsIn: 'registers', activationsIn: 'registers' };

async function opened(laid: Readonly<Record<string, Value>>, model?: Uint8Array<ArrayBuffer>) {
  const values = valuesOf(laid);
  const own = model && { name: 'mine', columns: {}, model };
  const run = await openRun(lab, values, 1, await dataFor(lab, values, own));
  return { values, run, seen: (await run.next(0, values)).result };
}

const seenAt = async (laid: Readonly<Record<string, Value>>) => (await opened(laid)).seen.scalars as Readonly<Record<string, number>>;

describe('an answer of LeNet-300-100', () => {
  const one = { ways: 'float32,int8', ...arithmetic };
  it('takes 1.22452 µJ of arithmetic in float32 at 45 nm, and 61.226 nJ in int8 summed up in 8 bits', async () => {
    const dense = await seenAt({ ...one, shown: 'float32' });
    expect(dense.multiplyAccumulates).toBe(266_200);
    expect(dense.microjoules).toBeCloseTo(1.22452, 12);
    const whole = await seenAt({ ...one, shown: 'int8', accumulator: 'int8' });
    expect(whole.microjoules).toBeCloseTo(0.061226, 12);
    expect(whole.boardRatio).toBeGreaterThan(500);
  });

  it('takes its weights from DRAM for 170.368 µJ, or a 128th of that in a batch of 128', async () => {
    const alone = await seenAt({ ...one, shown: 'float32', weightsIn: 'dram' });
    expect(alone.dramEnergy).toBeCloseTo(170.368, 9);
    expect([alone.microjoulesLeast, alone.microjoulesMost].map((each) => (each as number) > (alone.microjoules as number))).toEqual([
      false,
      true,
    ]);
    const batch = await seenAt({ ...one, shown: 'float32', weightsIn: 'dram', batch: 128 });
    expect(batch.dramEnergy).toBeCloseTo(170.368 / 128, 10);
    expect(batch.computeEnergy).toBe(alone.computeEnergy);
  });

  it('is as its preset says: a quarter of float32, about as often wrong', async () => {
    const { seen } = await opened({ ways: 'float32,int8' });
    const [joules, error] = [seen.tables.answers?.joules as Float64Array, seen.tables.answers?.error as Float64Array];
    expect((joules[1] as number) / (joules[0] as number)).toBeCloseTo(0.25, 1);
    expect(Math.abs((error[1] as number) - (error[0] as number))).toBeLessThan(0.2);
  });
});

describe('stopping when sure', () => {
  const logs = (rows: readonly (readonly number[])[]) => Float64Array.from(rows.flat(), Math.log);
  const stage = (rows: readonly (readonly number[])[], additions: number) => ({
    logProbabilities: logs(rows),
    work: { ...createWork(), additions },
  });
  const [first, second] = [
    stage(
      [
        [0.9, 0.1],
        [0.6, 0.4],
        [0.3, 0.7],
      ],
      10,
    ),
    stage(
      [
        [0.2, 0.8],
        [0.1, 0.9],
        [0.2, 0.8],
      ],
      1000,
    ),
  ] as const;
  const labels = Uint8Array.of(0, 1, 1);

  it('asks the second network only where the first is not sure, and counts what was asked', () => {
    const found = stopWhenSure([first, second], labels, 0.7, 'last');
    // Images 1 and 3 are sure; of image 2 the second says class 1.
    expect(found).toMatchObject({ error: 0, asked: 4 / 3 });
    expect(found.early).toBeCloseTo(2 / 3, 15);
    expect(found.work.additions).toBeCloseTo(10 + 1000 / 3, 12);
    expect(found.crossEntropy).toBeCloseTo(-(Math.log(0.9) + Math.log(0.9) + Math.log(0.7)) / 3, 14);
  });

  it('asks nobody else where any probability will do, and all where none does', () => {
    expect(stopWhenSure([first, second], labels, 0.5, 'mean')).toMatchObject({ asked: 1, early: 1, error: 1 / 3 });
    const all = stopWhenSure([first, second], labels, 1.1, 'mean');
    expect(all).toMatchObject({ asked: 2, early: 0 });
    const pooled = ensembleLogProbabilities([first.logProbabilities, second.logProbabilities], 2);
    const nats = labels.reduce((sum, label, image) => sum - (pooled[2 * image + label] as number), 0) / 3;
    expect(all.crossEntropy).toBeCloseTo(nats, 13);
  });

  it('takes the mean of those asked, and not their sum, for sure', () => {
    const unsure = (p: number) => stage([[p, 1 - p]], 1);
    const stages = [unsure(0.6), unsure(0.6), unsure(0.9), unsure(0.5)];
    expect(stopWhenSure(stages, Uint8Array.of(0), 0.69, 'mean').asked).toBe(3);
  });

  it('is not clipped where a network misleads', () => {
    const misled = stopWhenSure([stage([[0.999, 0.001]], 1)], Uint8Array.of(1), 1, 'last');
    expect(Math.log2(2) - misled.crossEntropy / Math.LN2).toBeLessThan(-8);
  });

  it('takes less of sixteen drawn networks, for more errors the sooner it stops', async () => {
    const { seen } = await opened({ ...small, ways: 'ensemble,untilSure', shown: 'untilSure' });
    const { asked, sure } = seen.tables.paths as Record<string, Float64Array>;
    expect(asked?.[0]).toBe(1);
    expect(Array.from(asked ?? []).every((each, i, all) => i === 0 || each >= (all[i - 1] as number))).toBe(true);
    expect(sure?.at(-1)).toBe(1);
    expect(seen.scalars.networksAsked).toBeLessThan(16);
  });
});

describe('the price of a bit', () => {
  const looks = Array.from({ length: SPAN + 3 }, (_, i) => ({ joules: i * 1e-3, bound: -1 + 0.01 * i }));

  it('is joules over the bits that all images became shorter by', () => {
    expect(costOfABit(looks, SPAN, 1000)).toBeCloseTo((SPAN * 1e-3) / ((1000 * SPAN * 0.01) / Math.LN2), 15);
    expect(costOfABit(looks, SPAN - 1, 1000)).toBeUndefined();
    expect(costOfABit(looks.toReversed(), SPAN, 1000)).toBe(Number.POSITIVE_INFINITY);
  });

  it('ends training where it is above what a bit is worth, or nothing was gained', () => {
    const cost = costOfABit(looks, looks.length - 1, 1000) as number;
    expect([0.99, 1.01].map((share) => isTooDear(looks, 1000, share * cost))).toEqual([true, false]);
    expect(isTooDear(looks.slice(0, SPAN), 1000, 0)).toBe(false);
    const flat = looks.map(({ joules }) => ({ joules, bound: -1 }));
    expect(isTooDear(flat, 1000, 1e9)).toBe(true);
  });

  it.each(['classifier', 'vae'])(
    'stops a %s at the same step again, also from a checkpoint, and later where a bit is worth more',
    async (learner) => {
      const laid = { ...small, ways: 'float32', learner, learningRate: 0.003, epochs: 40, price: learner === 'vae' ? 0.02 : 0.1 };
      const stoppedAt = async (more: Readonly<Record<string, Value>>, stride: number) => {
        const { run, values } = await opened({ ...laid, ...more });
        let frame = await run.next(0, values);
        while (!frame.done) frame = await run.next(stride, values);
        return frame.step;
      };
      const step = await stoppedAt({}, 7);
      expect(step).toBeLessThan(40 * 22);
      expect(await stoppedAt({}, 100)).toBe(step);
      const { run, values } = await opened(laid);
      await run.next(step - 15, values);
      const checkpoint = run.checkpoint();
      const again = await openRun(lab, values, 1, await dataFor(lab, values, undefined), checkpoint);
      expect((await again.next(500, values)).step).toBe(step);
      expect(await stoppedAt({ price: 1000 * laid.price }, 100)).toBeGreaterThan(step);
    },
  );
});

describe('grams of CO₂', () => {
  it('are of regions whose intensity is known, none of them 0', () => {
    expect(intensityOf('WORLD')).toBe(472.94);
    for (const region of Object.keys(regionTitles)) expect(intensityOf(region)).toBeGreaterThan(10);
    // The table has the Central African Republic at 0.
    for (const region of ['CAF', 'ATLANTIS', 'toString'])
      expect(() => intensityOf(region)).toThrow(/^region: expected one whose intensity is known, got \w+$/);
  });
});

describe('a table of one’s own', () => {
  it('comes back from its CSV as it was', () => {
    for (const table of Object.values(energyTables)) expect(tableOf(tableText(table))).toEqual(table);
  });

  it('is what joules are by, and says so', async () => {
    const chip: EnergyTable = {
      ...energyTables.horowitz,
      title: 'My chip, with "quotes"',
      operations: { float32: { add: exactly(1), multiply: exactly(2) }, int32: { add: exactly(0), multiply: exactly(0) } },
    };
    const { seen, values } = await opened({ ...small, ways: 'float32', ...arithmetic, prices: tableText(chip) });
    expect(seen.scalars.microjoules).toBeCloseTo(2368 * 3e-6, 15);
    expect(lab.sentence(seen as never, values)).toContain('“My chip, with "quotes"”');
    await expect(opened({ ...small, ways: 'int8', prices: tableText(chip) })).rejects.toThrow(
      /^table: expected one with int8, got My chip/,
    );
  });

  const fit = tableText(energyTables.horowitz);
  it.each([
    ['no head', fit.replace('what,', 'that,'), /^line 1: expected what,name,bits,pJ,least,most, got that/],
    ['a price below 0', fit.replace('add,float32,,0.9', 'add,float32,,-0.9'), /^line \d+: expected pJ from 0 to 1e12, got -0.9$/],
    ['a price that is no number', fit.replace('add,float32,,0.9', 'add,float32,,cheap'), /^line \d+: expected pJ/],
    ['a band that misses its price', fit.replace('640,640,1300', '640,650,1300'), /^line \d+: expected least ≤ pJ ≤ most/],
    ['a width that nobody counts', fit.replace('add,int8', 'add,int4'), /^line \d+: expected one of float32/],
    ['the same twice', `${fit}add,int8,,0.1,,\n`, /^line \d+: expected add of int8 once, got again$/],
    ['half of an arithmetic', fit.replace(/multiply,int8.*\n/, ''), /^table: expected add and multiply of int8, got add alone$/],
    ['no source', fit.replace(/source,.*\n/, ''), /^table: expected a row that says its source, got none$/],
    ['bits of an access that are none', fit.replace(',64,10', ',0,10'), /^line \d+: expected bits of an access, 1 to 65536, got 0$/],
    ['words', 'hello', /^line 1: expected what,name/],
  ])('is refused with %s, in one line', (_, text, line) => {
    expect(() => tableOf(text)).toThrow(line);
  });
});

describe('a network of one’s own', () => {
  const file = async (name: string) => Uint8Array.from(await readFile(new URL(`../../samples/models/${name}`, import.meta.url)));

  it('is a compressed file as it is, with the answers and the work of the same network that ships', async () => {
    const bytes = readNetwork([{ name: 'pruned.feln', bytes: await file('classifier-small-pruned.feln') }]);
    const { seen } = await opened({ ...small, network: 'own', ways: 'pruned,yours', shown: 'yours' }, bytes);
    for (const column of Object.values(seen.tables.answers ?? {}).slice(1)) expect(column[1]).toBe(column[0]);
  });

  it('that says what an answer takes is taken at its word', async () => {
    const network = readCompressed(await file('classifier-small-pruned.feln'));
    const work = { ...createWork(), additions: 1000 };
    const told = networkSafetensorsOf(network, { title: 'told', work, heldOut: { error: 0.25, crossEntropy: 1, images: 10 } });
    const bytes = readNetwork([{ name: 'told.safetensors', bytes: told }]);
    const { seen } = await opened({ ...small, network: 'own', ways: 'yours', shown: 'yours', ...arithmetic }, bytes);
    expect(seen.scalars).toMatchObject({ additions: 1000, error: 25, crossEntropy: 1 });
    expect(seen.scalars.microjoules).toBeCloseTo(1000 * 0.9e-6, 15);
  });

  it('of other images is refused in one line', async () => {
    const bytes = readNetwork([{ name: 'large.feln', bytes: await file('classifier-lenet-300-100-signs.feln') }]);
    await expect(opened({ ...small, network: 'own', ways: 'yours' }, bytes)).rejects.toThrow(
      /^network: expected one that takes 64 pixels, got 784$/,
    );
    expect(() => readNetwork([{ name: 'broken.feln', bytes: Uint8Array.of(0x46, 0x45, 0x4c, 0x4e, 9) }])).toThrow(/expected/);
  });
});
