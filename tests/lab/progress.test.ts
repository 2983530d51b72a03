import { describe, expect, it } from 'vitest';
import { shareOf } from '../../core/lab/progress.ts';

const lab = { training: { progress: { scalar: 'epoch', of: 'epochs', word: 'epoch' } } };

describe('the share of its way that a run has behind it', () => {
  it('is what it has come to of what it ends with, never beyond', () => {
    expect(shareOf(lab, { epoch: 7.5 }, { epochs: 30 })).toBe(0.25);
    expect(shareOf(lab, { epoch: 31 }, { epochs: 30 })).toBe(1);
    expect(shareOf(lab, { epoch: 0 }, { epochs: 30 })).toBe(0);
  });

  it('is not known where the lab does not say, or the scalar is missing', () => {
    expect(shareOf({}, { epoch: 3 }, { epochs: 30 })).toBeUndefined();
    expect(shareOf(lab, {}, { epochs: 30 })).toBeUndefined();
  });
});
