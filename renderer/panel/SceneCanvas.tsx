// Images, crowds of dots and long lines, under the SVG, drawn to whole device pixels.
import { useLayoutEffect, useRef } from 'react';
import type { Scene, SceneNode } from '../plot/scene.ts';
import { drawScene } from './draw-scene.ts';

interface Props {
  readonly scene: Scene;
  /** Those of its nodes that are drawn. */
  readonly nodes: ReadonlySet<SceneNode>;
  /** Px of the page, and pixels of the screen, to a px of the scene. */
  readonly scale: number;
  readonly ratio: number;
}

export function SceneCanvas({ scene: { width, height, children }, nodes, scale, ratio }: Props) {
  const ref = useRef<HTMLCanvasElement>(null);
  const [columns, rows] = [Math.ceil(width * ratio), Math.ceil(height * ratio)];
  useLayoutEffect(() => {
    const canvas = ref.current;
    const context = canvas?.getContext('2d');
    if (!canvas || !context) return;
    if (canvas.width !== columns || canvas.height !== rows) Object.assign(canvas, { width: columns, height: rows });
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, columns / ratio, rows / ratio);
    drawScene(context, children, (node) => nodes.has(node));
  }, [columns, rows, ratio, children, nodes]);
  // As many of the screen’s pixels as it has of its own, and none in part.
  return <canvas ref={ref} style={{ width: (columns * scale) / ratio, height: (rows * scale) / ratio }} />;
}
