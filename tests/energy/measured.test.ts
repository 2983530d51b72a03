// The processor’s own counters, in made-up trees, and joules of a run less those of idling.
import { describe, expect, it } from 'vitest';
import { InputError } from '../../core/base/input-error.ts';
import { measuredJoules } from '../../core/energy/measured.ts';
import { countersOf, joulesBetween } from '../../core/energy/rapl.ts';
import { treeOf } from './tree-of.ts';

const zone = (at: string, name: string, microjoules: number | undefined, range = 262_143_328_850) => ({
  [`${at}/name`]: `${name}\n`,
  ...(microjoules !== undefined && { [`${at}/energy_uj`]: `${microjoules}\n` }),
  [`${at}/max_energy_range_uj`]: `${range}\n`,
});

describe('counters of energy', () => {
  it('are those of packages, each once: no parts, no twin in memory, no whole platform', async () => {
    const counters = await countersOf(
      treeOf({
        ...zone('intel-rapl', 'control', 9),
        ...zone('intel-rapl:1', 'package-1', 7),
        ...zone('intel-rapl:0', 'package-0', 5),
        ...zone('intel-rapl:0:0', 'core', 3),
        ...zone('intel-rapl:0:1', 'dram', 2),
        ...zone('intel-rapl:2', 'psys', 40),
        ...zone('intel-rapl-mmio:0', 'package-0', 5),
        ...zone('intel-rapl:3', 'package-0', 5),
      }),
    );
    expect(counters.map(({ zone: at, microjoules }) => [at, microjoules])).toEqual([
      ['intel-rapl:0', 5],
      ['intel-rapl:1', 7],
    ]);
  });

  it('are none in a machine without', async () => expect(await countersOf(treeOf({}))).toEqual([]));

  it.each([
    [
      'may not be read',
      zone('intel-rapl:0', 'package-0', undefined),
      'energy: expected a readable intel-rapl:0/energy_uj, got none: it may take an administrator',
    ],
    [
      'hold no number',
      { ...zone('intel-rapl:0', 'package-0', 1), 'intel-rapl:0/energy_uj': '-3' },
      'energy: expected a readable intel-rapl:0/energy_uj',
    ],
    [
      'say no range',
      { ...zone('intel-rapl:0', 'package-0', 1), 'intel-rapl:0/max_energy_range_uj': '' },
      'energy: expected a number in intel-rapl:0/max_energy_range_uj, got none',
    ],
  ])('that %s are refused in one line', async (_, files, line) => {
    await expect(countersOf(treeOf(files))).rejects.toThrow(line);
  });

  it('wrap: joules between two readings, of two packages', async () => {
    const before = await countersOf(
      treeOf({ ...zone('intel-rapl:0', 'package-0', 900, 1000), ...zone('intel-rapl:1', 'package-1', 100, 1000) }),
    );
    const after = await countersOf(
      treeOf({ ...zone('intel-rapl:0', 'package-0', 50, 1000), ...zone('intel-rapl:1', 'package-1', 400, 1000) }),
    );
    expect(joulesBetween(before, after)).toBeCloseTo((150 + 300) / 1e6, 15);
  });

  it('that vanish are refused', async () => {
    const before = await countersOf(treeOf(zone('intel-rapl:0', 'package-0', 1)));
    expect(() => joulesBetween(before, [])).toThrow('energy: expected counters of package-0, got none');
    expect(() => joulesBetween([], before)).toThrow(InputError);
  });
});

describe('joules of a run', () => {
  const stretches = (watts: readonly number[], seconds: number) => watts.map((each) => ({ joules: each * seconds, seconds }));

  it('less those of idling, with the standard error of both', () => {
    const { joules, standardError } = measuredJoules(stretches([21, 19, 20, 20], 1), stretches([9, 11], 1), 1000);
    expect(joules).toBeCloseTo((20 - 10) * (4 / 1000), 12);
    expect(standardError).toBeCloseTo(Math.sqrt(2 / 3 / 4 + 2 / 2) * (4 / 1000), 12);
  });

  it('are not told of what is too short, or was looked at once', () => {
    expect(() => measuredJoules(stretches([20, 20], 0.5), stretches([10, 10], 1), 10)).toThrow(
      'energy: expected a run of 2 s or more, got 1.00 s',
    );
    expect(() => measuredJoules(stretches([20], 4), stretches([10, 10], 1), 10)).toThrow(InputError);
  });
});
