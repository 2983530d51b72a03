// Counts in a model file come back as they went in, and hostile ones are refused in one line.
import { describe, expect, it } from 'vitest';
import { countedMetadata, countsIn } from '../../../core/compression/export/counted.ts';
import { networkSafetensorsOf } from '../../../core/compression/export/safetensors.ts';
import { createWork } from '../../../core/compression/work.ts';
import { readSafetensors } from '../../../core/io/safetensors.ts';
import { createRandom } from '../../../core/prob/random.ts';
import { convolutional5, floatsOf } from '../made-networks.ts';

const counted = {
  title: 'sigma-delta, in temporal order',
  work: { ...createWork(), additions: 49_123.25, weightBytes: 1 / 3 },
  heldOut: { error: 0.0445, crossEntropy: 0.1 + 0.2, images: 2000 },
};

describe('what a model took', () => {
  it('comes back from its file to the last bit, beside what the file says of layers', () => {
    const { metadata } = readSafetensors('f', networkSafetensorsOf(convolutional5(createRandom(1), floatsOf), counted));
    expect(countsIn(metadata)).toEqual(counted);
    expect(metadata).toMatchObject({ conv1: 'relu, pool 2' });
  });

  it('may have no class that was known, and be missing altogether', () => {
    const { heldOut: _, ...without } = counted;
    expect(countsIn(countedMetadata(without))).toEqual(without);
    expect(countsIn({ heldOut: '{}', name: 'LeNet' })).toBeUndefined();
    expect(countsIn(JSON.parse('{"__proto__": {"work": "{}"}}'))).toBeUndefined();
  });

  const fit = countedMetadata(counted);
  it.each([
    ['no JSON', { work: '{"additions":' }],
    ['null', { work: 'null' }],
    ['a list', { work: '[1, 2, 3, 4, 5, 6]' }],
    ['a count that is missing', { work: '{"additions": 1}' }],
    ['a count too many', { work: fit.work?.replace('{', '{"joules": 1,') ?? '' }],
    ['a count below 0', { work: fit.work?.replace('49123.25', '-1') ?? '' }],
    ['a count that is no number', { work: fit.work?.replace('49123.25', '"49"') ?? '' }],
    ['a count past all numbers', { work: fit.work?.replace('49123.25', '1e999') ?? '' }],
    ['nesting', { work: '['.repeat(100_000) }],
    ['counts that are inherited', { work: `{"__proto__": ${fit.work}}` }],
    ['an error above 1', { heldOut: fit.heldOut?.replace('0.0445', '4.45') ?? '' }],
    ['no images', { heldOut: fit.heldOut?.replace('2000', '0') ?? '' }],
    ['half an image', { heldOut: fit.heldOut?.replace('2000', '0.5') ?? '' }],
  ])('is refused with %s', (_, words) => {
    expect(() => countsIn({ ...fit, ...words }, 'mine')).toThrow(/^mine (work|heldOut): expected [^\n]{10,200}, got [^\n]{1,50}$/);
  });
});
