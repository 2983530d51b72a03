// A handle in the hand, from the press to the release: one way of dragging, wherever the press was.
import type { StoreApi } from 'zustand';
import type { AnyPlot } from '../../core/lab/lab.ts';
import type { Value } from '../../core/lab/param.ts';
import { type DragTo, dragTo } from '../plot/drag.ts';
import type { Handle, Scene } from '../plot/scene.ts';
import type { RunState } from '../store.ts';
import { shownOf } from './shown-of.ts';

export interface Held {
  readonly plot: AnyPlot;
  readonly scene: Scene;
  readonly handle: Handle;
  /** Of what declares no `drag`: what moving it there sets. */
  readonly moved?: (to: DragTo) => Readonly<Record<string, Value>>;
  /** Px that the pointer may go before it moves anything. */
  readonly slack?: number;
}

type HandleMark = Extract<AnyPlot['marks'][number], { mark: 'handle' }>;

export const handleMark = ({ plot, handle }: Pick<Held, 'plot' | 'handle'>) => plot.marks[handle.mark] as HandleMark;

/** Sets the parameters of a handle that was moved, and plays what they begin where that is declared. */
export function moveHandle(store: StoreApi<RunState>, dot: Held, to: DragTo): void {
  const { set, begin } = store.getState();
  const { drag, plays } = handleMark(dot);
  if (dot.moved) set(dot.moved(to));
  else (plays ? begin : set)(drag(to, shownOf(store.getState())));
}

interface Press {
  /** The handle's element. */
  readonly target: SVGGElement;
  readonly pointerId: number;
  /** Client coordinates of the scene's origin, as the hand takes them: with the handle where it was grasped. */
  readonly from: { readonly x: number; readonly y: number };
  /** Px of the page to a px of the scene. */
  readonly scale: number;
}

/** Moves the handle with the pointer until that is let go. */
export function holdHandle(store: StoreApi<RunState>, dot: Held, { target, pointerId, from, scale }: Press) {
  const { handle, scene } = dot;
  const { mark, row } = handle;
  const { setDragging } = store.getState();
  target.focus({ preventScroll: true });
  target.setPointerCapture(pointerId);
  setDragging(true);

  /** What a handle does not move stays where it is now, not where it was when it was pressed. */
  const currentAt = () => {
    const declared = dot.plot.marks[mark] as HandleMark;
    const table = store.getState().frame?.result.tables[declared.table];
    return { x: table?.[declared.x]?.[row] ?? handle.at.x, y: table?.[declared.y]?.[row] ?? handle.at.y };
  };
  let rests = (dot.slack ?? 0) > 0;
  const follow = ({ clientX, clientY }: { readonly clientX: number; readonly clientY: number }) => {
    const at = { x: (clientX - from.x) / scale, y: (clientY - from.y) / scale };
    rests &&= far(handle, at.x, at.y) < (dot.slack ?? 0);
    if (!rests) moveHandle(store, dot, dragTo(scene.scales, { ...handle, at: currentAt() }, at));
  };
  const release = () => {
    target.removeEventListener('pointermove', follow);
    setDragging(false);
  };
  target.addEventListener('pointermove', follow);
  target.addEventListener('lostpointercapture', release, { once: true });
  return follow;
}

const far = ({ x, y }: Handle, px: number, py: number) => Math.hypot(x - px, y - py);

/** The handle that a press at this place of the scene fetches: the nearest of those that come. */
export function fetchedHandle(plot: AnyPlot, { inner, handles }: Scene, x: number, y: number): Handle | undefined {
  if (x < inner.x || x > inner.x + inner.width || y < inner.y || y > inner.y + inner.height) return undefined;
  return handles
    .filter((handle) => handleMark({ plot, handle }).fetched)
    .reduce<Handle | undefined>((best, one) => (best && far(best, x, y) <= far(one, x, y) ? best : one), undefined);
}
