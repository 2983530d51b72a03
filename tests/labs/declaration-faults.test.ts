// The harness that holds the labs to the contract must itself see what is wrong: each break is told.
import { describe, expect, it } from 'vitest';
import type { Lab } from '../../core/lab/lab.ts';
import { walk } from '../lab/walk.ts';
import { declarationFaults, isProse } from './declaration-faults.ts';

const broken = (change: Record<string, unknown>) => declarationFaults({ ...walk, ...change } as unknown as Lab);

/** One that trains, at fault in one part. */
const training = (change: Record<string, unknown>) =>
  broken({ training: { progress: { scalar: 'at', of: 'start', word: 'step' }, ...change } });
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
    ['a stage', marked({ mark: 'dot', table: 'path', x: 'step', y: 'at', hue: 'ink', stage: 'rest' }), 'plot path, mark 0: no stage rest'],
    ['a progress', training({ progress: { scalar: 'loss', of: 'start', word: 'step' } }), 'progress: no scalar loss'],
    ['a rate', training({ rates: { speed: { of: 'loss', label: 'metres a second' } } }), 'rate speed: no scalar loss'],
    [
      'a walk’s plot',
      training({ walk: { param: 'mirrored', plot: 'way', stages: {} } }),
      'walk: plot way does not show the stages of mirrored',
    ],
    [
      'a data set',
      broken({ data: { param: 'data', sets: { tea: { file: 'tea.csv', source: 'Assam' } } } }),
      'data: data has no option tea',
    ],
    [
      'a neutral caption',
      broken({ plots: { path: { ...path, caption: 'drag the point' } } }),
      'plot path: a caption that asks for a hand: drag the point',
    ],
    ['a mark of changes', broken({ plots: { path: { ...path, x: { label: 'step' } } } }), 'plot path: marks no change on its steps'],
    ['a caption', broken({ plots: { path: { ...path, caption: () => `${undefined} m` } } }), 'plot path at start: says "undefined m"'],
  ])('tells of %s that is not there', (_, faults, fault) => {
    expect(faults).toEqual([fault]);
  });

  const mapped = (change: Record<string, unknown>) => {
    const rows = () => [
      { label: 'plain', values: { kind: 'plain' }, steps: 1 },
      { label: 'noisy', values: { kind: 'noisy' }, steps: 1 },
    ];
    return broken({ map: { over: 'rate', count: 3, domain: () => [0.1, 1], rows, ...change } });
  };

  it.each([
    ['a map over a choice', mapped({ over: 'kind' }), 'map: over kind, which is no number'],
    ['a map from 0 on a log scale', mapped({ domain: () => [0, 1] }), 'map at start: from 0 to 1'],
    ['a map of one row', mapped({ rows: () => [{ label: 'it', values: {}, steps: 1 }] }), 'map at start: 3 by 1 points'],
    ['a map beyond what is valid', mapped({ domain: () => [1, 1000] }), 'map at start: rate: expected 0.001 to 100, got 1000'],
    [
      'a certificate that none is',
      broken({ presets: { start: { ...walk.presets.start, breaks: ['mean'] } } }),
      'breaks no certificate mean',
    ],
    ['a readout of nothing', broken({ readouts: [{ scalar: 'loss' }] }), 'readout: no scalar loss'],
    ['a readout never trusted', broken({ readouts: [{ scalar: 'at', trusted: { atLeast: 2, atMost: 1 } }] }), 'at least 2, at most 1'],
    ['an initial subset out of order', param('seen', { initial: 'sheet,path' }), 'seen: sheet,path is written path,sheet'],
    ['a condition on two options at once', param('start', { when: { seen: ['path,sheet'] } }), 'path,sheet, which is no single option'],
    ['a category', marked({ mark: 'dot', table: 'path', x: 'step', y: 'at', by: 'kind', hue: 'ink' }), 'mark 0: no column path.kind'],
    ['facets', broken({ plots: { path: { ...path, facets: { by: 'chain', names: () => ['one'] } } } }), 'the column chain of its facets'],
  ])('tells of %s', (_, faults, fault) => {
    expect(faults).toContainEqual(expect.stringContaining(fault));
  });

  it('takes the grids of a map that there is, and of no other', () => {
    const plots = { path: { ...path, marks: [{ mark: 'raster', grid: 'map at', map: 'grey' }] } };
    expect(broken({ plots })).toEqual(['plot path, mark 0: no grid map at']);
    const rows = () => [
      { label: 'one', values: { kind: 'plain' }, steps: 1 },
      { label: 'two', values: {}, steps: 1 },
    ];
    expect(broken({ plots, map: { over: 'rate', count: 3, domain: () => [0.1, 1], rows } })).toEqual([]);
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
