// What has one way through the house has no second one: chance, runs, samplers by their traits, and nothing that outlives a run.
import { describe, expect, test } from 'vitest';
import { kernelNames } from '../../core/inference/mcmc/kernels.ts';
import { sources } from './sources.ts';

/** The files that say such a thing. */
const saying = (pattern: RegExp, ...folders: string[]): string[] =>
  sources(...folders)
    .filter(({ file, code }) => !/\/assembly\/|\.generated\./.test(file) && pattern.test(code))
    .map(({ file }) => file)
    .sort();

describe('one way', () => {
  test('seeds are mixed in one place, and labs draw from streams with names', () => {
    // A sweep counts seeds up, by Weyl’s sequence: it draws nothing.
    expect(saying(/Math\.imul\(/, 'core', 'renderer', 'cli')).toEqual(['core/lab/sweep.ts', 'core/prob/mixed-state.ts']);
    // Weights whose shapes alone are asked for.
    expect(saying(/createRandom\((?!0\))/, 'core/labs')).toEqual([]);
    expect(saying(/streamsFor\(/, 'core/labs').every((file) => file.endsWith('/run/streams.ts'))).toBe(true);
  });

  test('runs are opened by the replay, by a sweep’s points and by the worker’s host', () => {
    expect(saying(/\bopenRun\(/, 'core', 'renderer', 'cli')).toEqual([
      'core/lab/local-run.ts',
      'core/lab/run-sweep.ts',
      'core/lab/run.ts',
      'renderer/compute/host.ts',
    ]);
  });

  test('samplers are known by their traits, not by their names', () => {
    const named = new RegExp(`[!=]== '(${kernelNames.join('|')})'|case '(${kernelNames.join('|')})'`);
    // The map of bias is about SGLD, and ULA is SGLD that reads all data.
    expect(saying(named, 'core/labs/samplers', 'core/inference/mcmc', 'renderer')).toEqual(['core/labs/samplers/declaration/map-rows.ts']);
  });

  test('nothing outlives a run but TensorFlow.js’ own registry', () => {
    const kept = /^let |^(?:export )?const \w+(?:: [^=]*)? = (?:new Map(?:<[^>]*>)?\(\)|new Set(?:<[^>]*>)?\(\)|\[\]);/m;
    expect(saying(kept, 'core', 'renderer/plot', 'renderer/export')).toEqual(['core/tensor/index.ts', 'core/tensor/register.ts']);
  });
});
