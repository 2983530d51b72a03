import { describe, expect, it } from 'vitest';
import { initialValues } from '../../../core/lab/param.ts';
import { samplers } from '../../../core/labs/samplers/lab.ts';
import { vae } from '../../../core/labs/vae/lab.ts';
import { moved, type WalkPlace, walkOf } from '../../../renderer/panel/walk-of.ts';

const at = (stage: string) => walkOf(vae, { ...initialValues(vae.params), stage });

describe('where a run stands in the walk', () => {
  it('is nowhere until somebody walks, and in labs without one', () => {
    expect(at('none')).toBeUndefined();
    expect(walkOf(samplers, initialValues(samplers.params))).toBeUndefined();
  });

  it('is a stage, or before the first while all are in the light', () => {
    expect(at('data')).toMatchObject({ at: 0 });
    expect(at('update')).toMatchObject({ at: 7 });
    expect(at('all')).toMatchObject({ at: -1 });
  });
});

describe('a move', () => {
  it('goes through the stages in their order, and from the last one takes a step', () => {
    const way: string[] = [];
    let stage = 'all';
    let steps = 0;
    for (let i = 0; i < 9; i += 1) {
      const next = moved(at(stage) as WalkPlace, 1);
      stage = next.stage;
      steps += Number(next.steps);
      way.push(stage);
    }
    expect(way).toEqual(['data', 'encode', 'sample', 'decode', 'energy', 'entropy', 'gradient', 'update', 'data']);
    expect(steps).toBe(1);
  });

  it('back takes no step, and stays at the first', () => {
    expect(moved(at('encode') as WalkPlace, -1)).toEqual({ stage: 'data', steps: false });
    expect(moved(at('data') as WalkPlace, -1)).toEqual({ stage: 'data', steps: false });
    expect(moved(at('all') as WalkPlace, -1)).toEqual({ stage: 'data', steps: false });
  });
});
