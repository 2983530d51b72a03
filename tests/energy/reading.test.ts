// What batteries give, in made-up trees; and which of counters and batteries is read.
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { energyHere as commandLine } from '../../cli/energy.ts';
import { batteryWatts } from '../../core/energy/battery.ts';
import { energyOf, joulesOver, type Reading } from '../../core/energy/reading.ts';
import { energyHere as desktop } from '../../electron/energy.ts';
import { treeOf } from './tree-of.ts';

const battery = (name: string, status: string, more: Readonly<Record<string, string>> = { power_now: '6500000' }) =>
  Object.fromEntries(Object.entries({ type: 'Battery', status, ...more }).map(([file, text]) => [`${name}/${file}`, `${text}\n`]));
const rapl = { 'intel-rapl:0/name': 'package-0\n', 'intel-rapl:0/energy_uj': '5\n', 'intel-rapl:0/max_energy_range_uj': '1000\n' };
const { 'intel-rapl:0/energy_uj': _, ...closed } = rapl;

describe('watts of batteries', () => {
  const wattsOf = (files: Readonly<Record<string, string>>) => batteryWatts(treeOf(files));

  it.each([
    ['none', {}, undefined],
    ['the mains alone', { 'AC/type': 'Mains\n', 'AC/online': '1\n' }, undefined],
    ['that of a mouse', battery('hid', 'Discharging', { scope: 'Device', power_now: '1' }), undefined],
    ['one', battery('BAT0', 'Discharging'), 6.5],
    ['two', { ...battery('BAT0', 'Discharging'), ...battery('BAT1', 'Discharging', { power_now: '1500000' }) }, 8],
    ['one that is spared', { ...battery('BAT0', 'Discharging'), ...battery('BAT1', 'Not charging', {}) }, 6.5],
    ['current times voltage', battery('BAT0', 'Discharging', { current_now: '540000', voltage_now: '12000000' }), 6.48],
    ['a current that flows out', battery('BAT0', 'Discharging', { current_now: '-540000', voltage_now: '12000000' }), 6.48],
  ])('are read of %s', async (_name, files, watts) => expect(await wattsOf(files)).toBe(watts));

  it.each([
    [battery('BAT0', 'Charging'), 'battery: expected one that discharges (unplug the machine), got Charging'],
    [battery('BAT0', 'Full'), 'battery: expected one that discharges (unplug the machine), got Full'],
    [{ ...battery('BAT0', 'Discharging'), ...battery('BAT1', 'Charging') }, 'got Discharging, Charging'],
    [{ 'BAT0/type': 'Battery' }, 'got Unknown'],
    [
      battery('BAT0', 'Discharging', { current_now: '1' }),
      'battery: expected a number in BAT0/power_now, or in current_now and voltage_now, got none',
    ],
    [battery('BAT0', 'Discharging', { power_now: 'much' }), 'got none'],
  ])('are refused in one line of %j', async (files, line) => {
    await expect(wattsOf(files)).rejects.toThrow(line);
  });
});

describe('joules are counted', () => {
  const at = (powercap: Readonly<Record<string, string>>, powerSupply: Readonly<Record<string, string>>) =>
    energyOf({ powercap: treeOf(powercap), powerSupply: treeOf(powerSupply) });

  it('by the processors where they may be read, or else by the battery', async () => {
    expect(await at(rapl, battery('BAT0', 'Discharging'))).toMatchObject({ by: 'RAPL', counters: [{ microjoules: 5 }] });
    expect(await at(closed, battery('BAT0', 'Discharging'))).toEqual({ by: 'battery', watts: 6.5 });
  });

  it('by neither, for reasons that are told', async () => {
    expect(await at({}, {})).toEqual({ none: 'this machine has no RAPL counters; it has no battery' });
    expect(await at(closed, battery('BAT0', 'Full'))).toEqual({
      none: 'energy: expected a readable intel-rapl:0/energy_uj, got none: it may take an administrator; battery: expected one that discharges (unplug the machine), got Full',
    });
  });

  it('between two readings by the same source', () => {
    const counted = (microjoules: number): Reading => ({
      by: 'RAPL',
      counters: [{ zone: 'intel-rapl:0', name: 'package-0', microjoules, range: 1000 }],
    });
    expect(joulesOver(counted(900), counted(50), 7)).toBeCloseTo(150e-6, 15);
    expect(joulesOver({ by: 'battery', watts: 6 }, { by: 'battery', watts: 8 }, 3)).toBe(21);
    expect(() => joulesOver(counted(1), { by: 'battery', watts: 6 }, 1)).toThrow('energy: expected RAPL, as it was, got battery');
    expect(() => joulesOver(counted(1), { none: 'it is gone' }, 1)).toThrow('energy: expected RAPL, as it was, got none: it is gone');
  });
});

describe.each([
  ['the desktop', desktop],
  ['the command line', commandLine],
])('%s', (_name, energyHere) => {
  it('reads the folders of this machine, on Linux alone', async () => {
    const classes = await mkdtemp(join(tmpdir(), 'class-'));
    const put = async (folder: string, files: Readonly<Record<string, string>>) => {
      for (const [path, text] of Object.entries(files)) {
        await mkdir(dirname(join(classes, folder, path)), { recursive: true });
        await writeFile(join(classes, folder, path), text);
      }
    };
    expect(await energyHere(classes, 'linux')).toEqual({ none: 'this machine has no RAPL counters; it has no battery' });
    await put('power_supply', battery('BAT0', 'Discharging'));
    expect(await energyHere(classes, 'linux')).toEqual({ by: 'battery', watts: 6.5 });
    await put('powercap', rapl);
    expect(await energyHere(classes, 'linux')).toMatchObject({ by: 'RAPL', counters: [{ name: 'package-0' }] });
    expect(await energyHere(classes, 'darwin')).toEqual({ none: 'joules are read on Linux alone' });
  });
});
