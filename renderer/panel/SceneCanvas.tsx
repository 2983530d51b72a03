// Images, crowds of dots and long lines, under the SVG, drawn to whole device pixels.
import { useLayoutEffect, useRef } from 'react';
import type { Scene, SceneNode } from '../plot/scene.ts';
import { drawScene } from './draw-scene.ts';

interface Props {
  readonly scene: Scene;
  /** Those of its nodes that are drawn. */
  readonly nodes: ReadonlySet<SceneNode>;
}

export function SceneCanvas({ scene: { width, height, children }, nodes }: Props) {
  const ref = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    const canvas = ref.current;
    const context = canvas?.getContext('2d');
    if (!canvas || !context) return;
    const ratio = window.devicePixelRatio;
    const [columns, rows] = [Math.round(width * ratio), Math.round(height * ratio)];
    if (canvas.width !== columns || canvas.height !== rows) Object.assign(canvas, { width: columns, height: rows });
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    drawScene(context, children, (node) => nodes.has(node));
  }, [width, height, children, nodes]);
  return <canvas ref={ref} style={{ width, height }} />;
}
