// The harness that holds the labs to the contract must itself see what is wrong: each break is told.
import { describe, expect, it } from 'vitest';
import type { Lab } from '../../core/lab/lab.ts';
import { walk } from '../lab/walk.ts';
import { declarationFaults, isProse } from './declaration-faults.ts';

const broken = (change: Record<string, unknown>) => declarationFaults({ ...walk, ...change } as unknown as Lab);
const path = walk.plots.path as unknown as Record<string, unknown>;
const marked = (mark: Record<string, unknown>) => broken({ plots: { path: { ...path, marks: [mark] } } });
const param = (name: string, change: Record<string, unknown>) =>
  broken({ params: { ...walk.params, [name]: { ...walk.params[name], ...change } } });

describe('declarationFaults', () => {
  it('finds none where the declaration keeps its word', () => {
    expect(declarationFaults(walk)).toEqual([]);
  });

  it.each([
    ['a column', marked({ mark: 'line', table: 'path', x: 'step', y: 'height', hue: 'ink' }), 'plot path, mark 0: no column path.height'],
    ['a table', marked({ mark: 'dot', table: 'way', x: 'step', y: 'at', hue: 'ink' }), 'plot path, mark 0: no table way'],
    ['a grid', marked({ mark: 'raster', grid: 'map', map: 'grey' }), 'plot path, mark 0: no grid map'],
    ['a term', marked({ mark: 'line', table: 'path', x: 'step', y: 'at', hue: 'ink', term: 'loss' }), 'plot path, mark 0: no scalar loss'],
    ['a place', broken({ layout: { main: [], side: [], row: [] } }), 'layout: places '],
    ['two places', broken({ layout: { main: ['path'], side: ['path'], row: [] } }), 'layout: places path, path'],
    ['a followed column', param('start', { follows: ['path', 'was'] }), 'start: follows no column path.was'],
    ['a slider', param('start', { slider: [2, 1] }), 'start: slider 2 to 1 of -1e+300 to 1e+300'],
    ['a log scale', param('start', { scale: 'log' }), 'start: log scale from -1e+300'],
    ['a condition', param('start', { when: { kind: ['wild'] } }), 'start: when kind: expected one of plain, noisy, got wild'],
    ['a headline', broken({ headline: { left: { scalar: 'loss' }, terms: [] } }), 'headline: no scalar loss'],
    ['a swept parameter', broken({ sweep: { over: 'gravity' } }), 'sweep: no parameter gravity'],
    ['a preset', broken({ presets: {} }), 'no preset'],
    [
      'a data set',
      broken({ data: { param: 'data', sets: { tea: { file: 'tea.csv', source: 'Assam' } } } }),
      'data: data has no option tea',
    ],
    ['a caption', broken({ plots: { path: { ...path, caption: () => `${undefined} m` } } }), 'plot path at start: says "undefined m"'],
  ])('tells of %s that is not there', (_, faults, fault) => {
    expect(faults).toEqual([fault]);
  });

  it('tells of TeX that does not render', () => {
    expect(param('start', { tex: '\\frac{1' })[0]).toMatch(/^start: KaTeX parse error/);
  });

  it('knows prose from what was meant to be prose', () => {
    expect(['q is at 0.3.', '', ' ', 'at NaN', 'at undefined.', 'null nats', '[object Object]'].map(isProse)).toEqual([
      true,
      false,
      false,
      false,
      false,
      false,
      false,
    ]);
  });
});
