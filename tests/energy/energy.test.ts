// What counted work costs by published tables, and what is made of it: worked values to the last digit.
import { describe, expect, it } from 'vitest';
import { lenet5, lenet300, weightsOf } from '../../core/compression/ledger/networks.ts';
import { boards } from '../../core/energy/boards.ts';
import {
  answersPerKilowattHour,
  bitsAboutLabel,
  bitsPerJoule,
  correctPerKilowattHour,
  landauerJoules,
  worthGoingOn,
} from '../../core/energy/efficiency.ts';
import { type Circumstances, joulesOf, multiplyAccumulatePrice, type Spent, totalOf } from '../../core/energy/estimate.ts';
import { energyTables } from '../../core/energy/published-tables.ts';
import { type EnergyTable, exactly, type Memory } from '../../core/energy/table.ts';

const { horowitz, jouppi } = energyTables;
const memory = (table: EnergyTable, name: string) => table.memories.find((each) => each.name === name) as Memory;
const relative = (got: number, expected: number) => expect(Math.abs(got / expected - 1)).toBeLessThan(1e-12);

const nothing: Spent = { multiplyAccumulates: {}, additions: {}, weightBytes: 0, activationBytes: 0 };
const plain: Circumstances = {
  weightsFrom: memory(horowitz, 'DRAM'),
  activationsIn: memory(horowitz, 'cache of 8 kB'),
  batch: 1,
  accumulator: 'int8',
  idleWatts: 0,
  seconds: 0,
};
const macs = weightsOf(lenet300, 'leftOut');

describe('joules of counted work', () => {
  it.each([
    ['float32', 4.6],
    ['float16', 1.5],
    ['int32', 3.2],
    ['int8', 0.23],
  ] as const)('a multiply–accumulate of %s takes %d pJ at 45 nm', (width, picojoules) => {
    relative(multiplyAccumulatePrice(horowitz, width, 'int8').value, picojoules);
  });

  it('one of int8 added up in 32 bits takes 0.30 pJ at 45 nm, and 0.10 at 7 nm', () => {
    relative(multiplyAccumulatePrice(horowitz, 'int8', 'int32').value, 0.3);
    relative(multiplyAccumulatePrice(jouppi, 'int8', 'int32').value, 0.1);
  });

  it('LeNet-300-100: 266,200 of them, 1.22452 µJ in float32 and 61.226 nJ in int8; its weights once from DRAM 170.6304 and 42.6576 µJ', () => {
    expect(macs).toBe(266_200);
    relative(joulesOf(horowitz, { ...nothing, multiplyAccumulates: { float32: macs } }, plain).compute.value, 1.22452e-6);
    relative(joulesOf(horowitz, { ...nothing, multiplyAccumulates: { int8: macs } }, plain).compute.value, 61.226e-9);
    const words = weightsOf(lenet300, 'counted');
    relative(joulesOf(horowitz, { ...nothing, weightBytes: 4 * words }, plain).dram.value, 170.6304e-6);
    relative(joulesOf(horowitz, { ...nothing, weightBytes: words }, plain).dram.value, 42.6576e-6);
    expect((answersPerKilowattHour(1.22452e-6) / 1e12).toFixed(6)).toBe('2.939927');
  });

  it('a batch shares the weights, and nothing else', () => {
    const spent: Spent = {
      multiplyAccumulates: { float32: macs },
      additions: { int32: 410 },
      weightBytes: 4 * macs,
      activationBytes: 1640,
    };
    const [one, many] = [1, 128].map((batch) => joulesOf(horowitz, spent, { ...plain, batch, idleWatts: 2, seconds: 1e-3 })) as [
      ReturnType<typeof joulesOf>,
      ReturnType<typeof joulesOf>,
    ];
    relative(one.dram.value / many.dram.value, 128);
    expect({ ...many, dram: one.dram }).toEqual(one);
    relative(totalOf(one).value, one.compute.value + one.onChip.value + one.dram.value + 2e-3);
  });

  it('has a band where sources differ, and what it says lies in it', () => {
    const { least, value, most } = joulesOf(horowitz, { ...nothing, weightBytes: 8 }, plain).dram;
    expect([least, value, most].map((joules) => joules * 1e12)).toEqual([1280, 1280, 2600]);
    for (const table of Object.values(energyTables))
      for (const price of [
        ...table.memories.map(({ access }) => access),
        ...Object.values(table.operations).flatMap((of) => [of.add, of.multiply]),
      ])
        expect(price.least <= price.value && price.value <= price.most && price.least > 0).toBe(true);
  });

  it('refuses a width that the table says nothing of, in one line', () => {
    expect(() => joulesOf(jouppi, { ...nothing, additions: { float16: 1 } }, plain)).toThrow(
      'table: expected one with float16, got 7 nm, 2021',
    );
    expect(() => joulesOf(horowitz, nothing, { ...plain, batch: 0 })).toThrow('batch: expected one answer or more, got 0');
  });

  it('is hundreds of times less than what boards measured', () => {
    const modelled = joulesOf(horowitz, { ...nothing, multiplyAccumulates: { int8: boards[0]?.multiplyAccumulates ?? 0 } }, plain).compute
      .value;
    const times = boards.map(({ microjoules }) => microjoules / (modelled * 1e6));
    expect(Math.min(...times)).toBeGreaterThan(500);
    expect(Math.max(...times)).toBeLessThan(3500);
  });
});

describe('intelligence per kilowatt-hour', () => {
  it('bits about the label: log₂ C less the cross-entropy, below 0 where that is worse than not knowing', () => {
    expect(bitsAboutLabel(0.08, 10).toFixed(7)).toBe('3.2065125');
    expect(bitsAboutLabel(Math.log(10), 10)).toBeCloseTo(0, 12);
    expect(bitsAboutLabel(3, 10)).toBeLessThan(0);
  });

  it('bits per joule, and right answers per kilowatt-hour', () => {
    const each = bitsPerJoule(0.08, 10, 1.22452e-6);
    expect([(each / 1e6).toFixed(7), ((each * 3.6e6) / 1e12).toFixed(4)]).toEqual(['2.6185873', '9.4269']);
    relative(correctPerKilowattHour(0.02, 1.22452e-6), 0.98 * answersPerKilowattHour(1.22452e-6));
  });

  it('Landauer’s limit at 300 K', () => expect((landauerJoules(300) * 1e21).toFixed(9)).toBe('2.870978885'));

  it('training goes on while a bit costs less than one is ready to pay', () => {
    expect(worthGoingOn(Math.LN2, 2, 2)).toBe(true);
    expect(worthGoingOn(Math.LN2, 2, 1.99)).toBe(false);
    expect(worthGoingOn(-1, 2, 100)).toBe(false);
    expect(worthGoingOn(-1, 0, 100)).toBe(true);
  });

  it('LeNet-5 of Caffe takes 2,293,000 multiply–accumulates', () => {
    const places = [24 * 24, 8 * 8, 1, 1];
    expect(lenet5.layers.reduce((sum, { shape }, i) => sum + shape.reduce((a, b) => a * b, 1) * (places[i] as number), 0)).toBe(2_293_000);
  });

  it('a band of one source alone has no width', () => expect(exactly(2)).toEqual({ least: 2, value: 2, most: 2 }));
});
