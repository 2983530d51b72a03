// A point of the picture that is held: by the pointer, by a finger, by keys.
import type { KeyboardEvent, PointerEvent } from 'react';
import { applies, type Values } from '../../core/lab/param.ts';
import { valueText } from '../controls/value-text.ts';
import { nudge } from '../plot/drag.ts';
import { useRoom } from '../room.ts';
import { useRunStore } from '../run-context.tsx';
import type { RunState } from '../store.ts';
import style from './HandleDot.module.css';
import { type Held, handleMark, holdHandle, moveHandle } from './hold-handle.ts';
import { shownOf } from './shown-of.ts';

/** `mean 1.55, sd 0.48`: the parameters that it sets, as they are. */
function spoken(params: readonly string[], { lab }: RunState, values: Values): string {
  const said = params.flatMap((name) => {
    const param = lab.params[name];
    if (!param || !applies(param.when, values) || !('scale' in param)) return [];
    return [`${param.label} ${valueText(param, values[name] as number)}`];
  });
  return said.join(', ');
}

interface Props extends Held {
  /** Where it is, in words, and the keys that do more than move it: of one that sets other things than numbers. */
  readonly said?: string;
  readonly keys?: string;
  /** A key that does not move it, at first; true where it did something. */
  readonly onOtherKey?: (event: KeyboardEvent) => boolean;
}

export function HandleDot({ said, keys, onOtherKey, ...dot }: Props) {
  const { scene, handle } = dot;
  const store = useRunStore();
  const mark = handleMark(dot);
  const { scale } = useRoom();
  const { setDragging } = store.getState();

  const press = (event: PointerEvent<SVGGElement>) => {
    if (event.button !== 0) return;
    event.preventDefault();
    // The point keeps its place under the finger; the page is measured once, not at every move.
    const from = { x: event.clientX - handle.x * scale, y: event.clientY - handle.y * scale };
    holdHandle(store, dot, { target: event.currentTarget, pointerId: event.pointerId, from, scale });
    // What plays begins where it is, too.
    if (mark.plays) moveHandle(store, dot, { ...handle.at, row: handle.row });
  };

  const key = (event: KeyboardEvent) => {
    if (onOtherKey?.(event)) return event.preventDefault();
    const to = nudge(scene.scales, handle, event.key, { shift: event.shiftKey, alt: event.altKey });
    if (!to) return;
    event.preventDefault();
    if (!event.repeat) setDragging(true);
    moveHandle(store, dot, to);
  };
  const release = () => {
    if (store.getState().dragging) setDragging(false);
  };

  const along = handle.moves === 'y' ? 'y' : 'x';
  const [low, high] = [...scene.scales[along].domain].sort((a, b) => a - b) as [number, number];
  return (
    <g
      className={style.handle}
      role="slider"
      tabIndex={0}
      aria-label={handle.name}
      aria-roledescription={handle.moves === 'xy' ? 'handle, moves in two directions' : undefined}
      aria-orientation={along === 'y' ? 'vertical' : 'horizontal'}
      aria-valuemin={low}
      aria-valuemax={high}
      aria-valuenow={Math.max(low, Math.min(high, handle.at[along]))}
      aria-valuetext={said ?? spoken(mark.params, store.getState(), shownOf(store.getState()))}
      aria-keyshortcuts={keys}
      transform={`translate(${handle.x} ${handle.y})`}
      data-handle={`${handle.mark} ${handle.row}`}
      data-moves={handle.moves}
      onPointerDown={press}
      onKeyDown={key}
      onKeyUp={release}
      onBlur={release}
    >
      <circle className={style.area} r={16} />
      <circle className={style.ring} r={11} />
      <circle r={6} fill={handle.color} stroke={handle.rim} strokeWidth={2} />
    </g>
  );
}
