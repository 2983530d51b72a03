// Rows of data under a hand: a press on a dot chooses it and takes hold of it, a double click adds one; keys take the chosen one away, or add one beside it.
import { type KeyboardEvent, type MouseEvent, type PointerEvent, useRef } from 'react';
import { keyAt, withAdded, withMoved, withRemoved } from '../../core/lab/edited-rows.ts';
import type { AnyPlot } from '../../core/lab/lab.ts';
import { readNumber } from '../../core/lab/number-text.ts';
import { axisScale } from '../plot/axis-scale.ts';
import { nudge } from '../plot/drag.ts';
import { nearestRow } from '../plot/nearest-row.ts';
import type { Handle, Scales, Scene } from '../plot/scene.ts';
import { useRoom } from '../room.ts';
import { useRunStore } from '../run-context.tsx';
import { HandleDot } from './HandleDot.tsx';
import { type Held, holdHandle } from './hold-handle.ts';

/** Px from a dot at which a press still means it, and those that a hand moves without meaning to. */
const REACH = 9;
const SLACK = 3;

type Declared = Extract<AnyPlot['marks'][number], { mark: 'dot' }>;

/** As many decimals as a tenth of a px has. */
function rounded({ domain: [a, b] }: Scales['x'], value: number): number {
  const decimals = Math.ceil(Math.log10(4000 / Math.abs(b - a)));
  return Number(value.toFixed(Math.max(0, Math.min(12, decimals)))) + 0;
}

interface Props {
  readonly plot: AnyPlot;
  readonly scene: Scene;
}

export default function EditLayer({ plot, scene }: Props) {
  const store = useRunStore();
  const { scale } = useRoom();
  const ref = useRef<SVGGElement>(null);
  const chosen = scene.handles.find(({ edits }) => edits);
  const mark = chosen && (plot.marks[chosen.mark] as Declared);
  if (!chosen || !mark?.edits) return null;
  const { param, chosen: choosing, moves } = mark.edits;
  const { scales, inner } = scene;
  const { set } = store.getState();

  const text = () => String(store.getState().values[param]);
  const rows = () => {
    const table = store.getState().frame?.result.tables[mark.table] ?? {};
    return { xs: table[mark.x] ?? new Float64Array(0), ys: table[mark.y] ?? new Float64Array(0) };
  };
  const keyOf = (row: number) => keyAt(String(store.getState().frameValues[param]), rows().xs.length, row);
  const placeOf = ({ x, y }: { readonly x: number; readonly y: number }) =>
    moves === 'x' ? [rounded(scales.x, x)] : [rounded(scales.x, x), rounded(scales.y, y)];
  const heldAs = (handle: Handle): Held => {
    const key = keyOf(handle.row);
    return { plot, scene, handle, moved: (to) => ({ [param]: withMoved(text(), key, placeOf(to)) }), slack: SLACK };
  };
  const added = (at: { readonly x: number; readonly y: number }) =>
    set({ [param]: withAdded(text(), placeOf(at)), [choosing]: rows().xs.length + 1 });

  const origin = (event: MouseEvent<Element>) => {
    const { left, top } = (event.currentTarget as SVGElement).ownerSVGElement?.getBoundingClientRect() ?? { left: 0, top: 0 };
    return { left, top, at: { x: (event.clientX - left) / scale, y: (event.clientY - top) / scale } };
  };
  const rowUnder = (event: MouseEvent<Element>) => nearestRow(scales, rows(), origin(event).at, REACH);
  const handleOf = () => ref.current?.querySelector<SVGGElement>('[data-handle]') ?? undefined;

  const press = (event: PointerEvent<SVGRectElement>) => {
    const row = event.button === 0 ? rowUnder(event) : undefined;
    const target = handleOf();
    if (row === undefined || !target) return;
    event.preventDefault();
    const { xs, ys } = rows();
    const at = { x: xs[row] as number, y: ys[row] as number };
    const [x, y] = [axisScale(scales.x).of(at.x), axisScale(scales.y).of(at.y)];
    const from = { x: event.clientX - x * scale, y: event.clientY - y * scale };
    holdHandle(store, heldAs({ ...chosen, row, at, x, y }), { target, pointerId: event.pointerId, from, scale });
    set({ [choosing]: row + 1 });
  };
  const point = (event: PointerEvent<SVGRectElement>) => {
    event.currentTarget.style.cursor = rowUnder(event) === undefined ? '' : 'grab';
  };
  const add = (event: MouseEvent<SVGRectElement>) => {
    if (rowUnder(event) !== undefined) return;
    const { at } = origin(event);
    added({ x: axisScale(scales.x).invert(at.x), y: axisScale(scales.y).invert(at.y) });
    handleOf()?.focus({ preventScroll: true });
  };
  const key = (event: KeyboardEvent) => {
    if (event.key === 'Delete' || event.key === 'Backspace') {
      const size = rows().xs.length;
      set({ [param]: withRemoved(text(), keyOf(chosen.row)), [choosing]: Math.max(1, Math.min(chosen.row + 1, size - 1)) });
    } else if (event.key === 'Enter') added(nudge(scales, chosen, 'ArrowRight') ?? chosen.at);
    else return false;
    return true;
  };

  const said = [chosen.at.x, ...(moves === 'x' ? [] : [chosen.at.y])].map(readNumber).join(', ');
  return (
    <g ref={ref}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: all of it can be done by keys, on the chosen one and its control */}
      <rect {...inner} fill="transparent" onPointerDown={press} onPointerMove={point} onDoubleClick={add} />
      <HandleDot {...heldAs(chosen)} said={said} keys="Delete Enter" onOtherKey={key} />
    </g>
  );
}
