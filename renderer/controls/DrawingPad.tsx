// A small sheet to draw on: with the pointer, or by arrow keys and the space bar.
import { type CSSProperties, memo, useEffect, useRef, useState } from 'react';
import type { DrawingParam } from '../../core/lab/param.ts';
import { useLab, useRun, useRunStore } from '../run-context.tsx';
import css from './DrawingPad.module.css';
import { sheetOf, stroked, textOf } from './drawing.ts';

interface Props {
  /** The parameter that is drawn. */
  readonly name: string;
  readonly style?: CSSProperties;
}

type Point = readonly [x: number, y: number];

const steps: Readonly<Record<string, Point>> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export const DrawingPad = memo(function DrawingPad({ name, style }: Props) {
  const { rows, columns, label } = useLab().params[name] as DrawingParam;
  const value = useRun((run) => run.values[name]) as string;
  const { set, setDragging } = useRunStore().getState();
  const canvas = useRef<HTMLCanvasElement>(null);
  const pen = useRef<Point>(undefined);
  const [cursor, setCursor] = useState<Point>();

  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const image = context.createImageData(columns, rows);
    sheetOf(value, rows, columns).levels.forEach((level, i) => {
      image.data.set([17 * level, 17 * level, 17 * level, 255], 4 * i);
    });
    context.putImageData(image, 0, 0);
    if (!cursor) return;
    context.fillStyle = '#56b4e9';
    context.fillRect(Math.floor(cursor[0]), Math.floor(cursor[1]), 1, 1);
  }, [value, rows, columns, cursor]);

  const draw = (from: Point, to: Point) => set({ [name]: textOf(stroked(sheetOf(value, rows, columns), from, to)) });

  const pointOf = ({ clientX, clientY }: { clientX: number; clientY: number }): Point => {
    const box = (canvas.current as HTMLCanvasElement).getBoundingClientRect();
    return [((clientX - box.left) / box.width) * columns, ((clientY - box.top) / box.height) * rows];
  };

  return (
    <canvas
      ref={canvas}
      className={css.pad}
      style={style}
      width={columns}
      height={rows}
      tabIndex={0}
      aria-label={`${label}: draw with the pointer, or move by the arrow keys and press space`}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        setDragging(true);
        pen.current = pointOf(event);
        draw(pen.current, pen.current);
      }}
      onPointerMove={(event) => {
        if (!pen.current) return;
        const to = pointOf(event);
        draw(pen.current, to);
        pen.current = to;
      }}
      onLostPointerCapture={() => {
        pen.current = undefined;
        setDragging(false);
      }}
      onBlur={() => setCursor(undefined)}
      onKeyDown={(event) => {
        const step = steps[event.key];
        const at = cursor ?? [columns / 2, rows / 2];
        if (step)
          setCursor([Math.min(columns - 0.5, Math.max(0.5, at[0] + step[0])), Math.min(rows - 0.5, Math.max(0.5, at[1] + step[1]))]);
        else if (event.key === ' ') draw(at, at);
        else return;
        event.preventDefault();
        event.stopPropagation();
      }}
    />
  );
});
