// @vitest-environment happy-dom
// A picture on the page: what is drawn where, and a handle that comes to the hand.
import { act } from 'react';
import { expect, test, vi } from 'vitest';
import type { Lab } from '../../../core/lab/lab.ts';
import { canvasNodes } from '../../../renderer/panel/canvas-nodes.ts';
import { Figure } from '../../../renderer/panel/Figure.tsx';
import { axisScale } from '../../../renderer/plot/axis-scale.ts';
import type { SceneNode } from '../../../renderer/plot/scene.ts';
import { sceneOf } from '../../../renderer/plot/scene-of.ts';
import { light } from '../../../renderer/plot/theme.ts';
import { mount } from './mounted.tsx';
import { tiny } from './tiny-lab.ts';

const plane = tiny.plots.plane as Lab['plots'][string];
const fetching = (fetched: boolean): Lab => ({
  ...tiny,
  plots: { plane: { ...plane, marks: plane.marks.map((mark) => (mark.mark === 'handle' ? { ...mark, fetched } : mark)) } },
});

/** Where the picture of the mounted size puts a place of the plane. */
function pxOf(x: number, y: number) {
  const result = { scalars: {}, tables: {}, grids: {} };
  const { scales, inner } = sceneOf({ plot: plane, result, values: {}, theme: light, width: 600, height: 400 });
  return { clientX: axisScale(scales.x).of(x), clientY: axisScale(scales.y).of(y), inner };
}

async function pressed(lab: Lab, at: { readonly clientX: number; readonly clientY: number }, button = 0) {
  const page = await mount(lab, <Figure plotId="plane" described={false} />);
  const capture = vi.spyOn(Element.prototype, 'setPointerCapture').mockImplementation(() => {});
  const { clientX, clientY } = at;
  const send = (selector: string, type: string, more: PointerEventInit) =>
    page.after(() => page.find(selector).dispatchEvent(new PointerEvent(type, { bubbles: true, cancelable: true, pointerId: 1, ...more })));
  await send('figure svg', 'pointerdown', { clientX, clientY, button });
  return { page, send, capture };
}

test('a press on the plot brings a handle there that is fetched, and holds it from then on', async () => {
  const { page, send, capture } = await pressed(fetching(true), pxOf(-2, 2));
  const values = () => page.run.getState().values as { mean: number; sd: number };
  expect(values().mean).toBeCloseTo(-2, 6);
  expect(values().sd).toBeCloseTo(2, 6);
  expect(page.run.getState().dragging).toBe(true);
  expect(capture).toHaveBeenCalledWith(1);
  expect(document.activeElement).toBe(page.find('[data-handle]'));

  const { clientX, clientY } = pxOf(3, 0.1);
  await send('[data-handle]', 'pointermove', { clientX, clientY });
  expect(values().mean).toBeCloseTo(3, 6);
  expect(values().sd).toBeCloseTo(0.1, 6);
  await send('[data-handle]', 'lostpointercapture', {});
  expect(page.run.getState().dragging).toBe(false);
  await send('[data-handle]', 'pointermove', pxOf(0, 1));
  expect(values().mean).toBeCloseTo(3, 6);
  await page.unmount();
});

test('a press with a handle that plays begins the run again where it is put, and plays', async () => {
  const playing: Lab = {
    ...tiny,
    play: 'Go',
    engine: async () => ({ ...(await tiny.engine()), step: (state) => state }),
    plots: {
      plane: { ...plane, marks: plane.marks.map((mark) => (mark.mark === 'handle' ? { ...mark, fetched: true, plays: true } : mark)) },
    },
  };
  const { page, send } = await pressed(playing, pxOf(-2, 2));
  expect(page.run.getState()).toMatchObject({ status: { kind: 'playing' } });
  expect((page.run.getState().values as { mean: number }).mean).toBeCloseTo(-2, 6);
  await send('[data-handle]', 'lostpointercapture', {});
  page.run.getState().pause();

  // The handle itself is a place, too.
  await send('[data-handle]', 'pointerdown', { clientX: 0, clientY: 0 });
  expect(page.run.getState().status.kind).toBe('playing');
  await page.unmount();
});

test('a handle that is not fetched stays where it is, as does one that is pressed for beyond the axes or with another button', async () => {
  const { inner, ...inside } = pxOf(-2, 2);
  for (const [lab, at, button] of [
    [fetching(false), inside, 0],
    [fetching(true), inside, 2],
    [fetching(true), { clientX: inside.clientX, clientY: inner.y + inner.height + 8 }, 0],
  ] as const) {
    const { page } = await pressed(lab, at, button);
    expect(page.run.getState().values).toMatchObject({ mean: 1, sd: 0.5 });
    expect(page.run.getState().dragging).toBe(false);
    await page.unmount();
  }
});

test('what is too much for elements goes to the canvas, and with it every fill that lies beneath', () => {
  const path = (more: Partial<Extract<SceneNode, { kind: 'path' }>>): SceneNode => ({ kind: 'path', d: 'M0,0h1', ...more });
  const dots = (count: number): SceneNode => ({ kind: 'dots', xy: new Float32Array(2 * count), radius: 2, fill: '#000' });
  const stroke = { color: '#000', width: 1 };
  const [under, curve, crowd, over, few] = [path({ fill: '#fff' }), path({ stroke }), dots(401), path({ fill: '#eee' }), dots(3)] as const;
  expect(canvasNodes([{ kind: 'group', children: [under, curve, crowd] }, over, few])).toEqual(new Set([under, crowd]));
  expect(canvasNodes([under, curve, few]).size).toBe(0);
  const shades = Array.from({ length: 6 }, () => dots(201));
  expect(canvasNodes([...shades, few]).size).toBe(6);
  expect(canvasNodes(shades.slice(0, 5)).size).toBe(0);
  const trail: SceneNode = { kind: 'line', xy: new Float32Array(4000), stroke };
  const long = path({ stroke, d: `M0,0${'h1.5'.repeat(6000)}` });
  expect(canvasNodes([over, trail, curve, long])).toEqual(new Set([over, trail, long]));
});

test('a picture that has nothing to show says what fills it, and a press on the button does', async () => {
  const empty: Lab = {
    ...tiny,
    plots: {
      plane: {
        ...plane,
        marks: plane.marks.map((mark) => ({ ...mark, when: { shown: [true] } })),
        empty: { words: 'Nothing is shown.', offer: { label: 'Show it', set: () => ({ shown: true }) } },
      },
    },
  };
  const page = await mount(empty, <Figure plotId="plane" described={false} />);
  // Its words are fetched when they are needed.
  await act(async () => void (await import('../../../renderer/panel/Empty.tsx')));
  expect(page.root.textContent).toContain('Nothing is shown.');
  expect(page.root.querySelector('figure svg')).toBeNull();
  await page.after(() => page.find('figure button').click());
  expect(page.run.getState().values.shown).toBe(true);
  expect(page.root.querySelector('figure svg')).not.toBeNull();
  expect(page.root.textContent).not.toContain('Nothing is shown.');
  await page.unmount();
});
