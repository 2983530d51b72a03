// Marks of a live change on axes that count steps, the ghost of the run before, and lines of one point.
import { expect, test } from 'vitest';
import { descriptionOf } from '../../renderer/plot/description-of.ts';
import type { PathNode } from '../../renderer/plot/scene.ts';
import { light, markColor } from '../../renderer/plot/theme.ts';
import { draw, line, marksOf, nodesOf, pathsOf, plotOf, resultOf, textsOf } from './small-plots.ts';

const result = resultOf({ x: [0, 50, 100], y: [3, 2, 1] });
const overSteps = plotOf([line('y')], { x: { label: 'step', steps: true } });
const turns = [{ step: 50, text: 'temperature 0' }];
/** Where a dashed line goes from top to bottom. */
const upright = ({ d, stroke }: PathNode) => (stroke?.dash ? /^M([\d.]+),[\d.]+V[\d.]+$/.exec(d)?.[1] : undefined);

test('a change is a line across curves over steps, where it was made, with its words', () => {
  const { children, inner } = draw(overSteps, result, { turns });
  const lines = pathsOf(children).flatMap((node) => upright(node) ?? []);
  expect(lines.map(Number)).toHaveLength(1);
  expect(Math.abs(Number(lines[0]) - (inner.x + inner.width / 2))).toBeLessThan(1);
  expect(textsOf(children).map(({ text }) => text)).toContain('temperature 0');
  expect(descriptionOf(overSteps, result, {}, turns).sentence).toBe('What is to be seen. Changed at step 50: temperature 0.');
});

test('an axis that counts something else has none, nor has a step that is not shown', () => {
  for (const [plot, given] of [
    [plotOf([line('y')], { x: { label: 'passes' } }), turns],
    [overSteps, [{ step: 500, text: 'temperature 0' }]],
  ] as const) {
    const { children } = draw(plot, result, { turns: given });
    expect(pathsOf(children).some((node) => upright(node))).toBe(false);
    expect(textsOf(children).map(({ text }) => text)).not.toContain('temperature 0');
  }
  expect(descriptionOf(plotOf([line('y')]), result, {}, turns).sentence).toBe('What is to be seen.');
});

test('of many changes only the last is named, and those that fall together are one line', () => {
  const many = Array.from({ length: 40 }, (_, i) => ({ step: 60 + i / 10, text: `rate ${i}` }));
  const { children } = draw(overSteps, result, { turns: many });
  expect(
    textsOf(children)
      .filter(({ text }) => text.startsWith('rate'))
      .map(({ text }) => text),
  ).toEqual(['rate 39']);
  expect(pathsOf(children).filter((node) => upright(node)).length).toBeLessThan(8);
});

test('the run before stays behind its line, faint and unnamed, and within the axes', () => {
  const plot = plotOf([line('y', { ghost: true, label: 'F' })]);
  const short = resultOf({ x: [0, 1], y: [3, 2.9] });
  const [without, withGhost] = [draw(plot, short), draw(plot, short, { ghost: result.tables })];
  expect(withGhost.scales.x.domain).toEqual([0, 100]);
  expect(without.scales.x.domain[1]).toBeLessThan(2);
  const strokes = marksOf(withGhost.children).map((node) => [node.kind, node.opacity ?? 1]);
  expect(strokes).toEqual([
    ['path', 0.3],
    ['path', 1],
  ]);
  expect(textsOf(withGhost.children).filter(({ text }) => text === 'F')).toHaveLength(1);
  expect(marksOf(draw(plotOf([line('y')]), short, { ghost: result.tables }).children)).toHaveLength(1);
});

test('a line that has come to one point is a dot', () => {
  const [node] = nodesOf(draw(plotOf([line('y', { hue: 'energy' })]), resultOf({ x: [0], y: [3] })).children).filter(
    ({ kind }) => kind === 'dots',
  );
  expect(node).toMatchObject({ kind: 'dots', fill: markColor(light, 'energy') });
  expect(node?.kind === 'dots' && node.xy.length).toBe(2);
});
