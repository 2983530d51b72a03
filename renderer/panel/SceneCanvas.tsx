// Images, crowds of dots and long lines, under the SVG, drawn to whole device pixels.
import { useLayoutEffect, useRef } from 'react';
import type { Scene, SceneNode } from '../plot/scene.ts';
import { drawScene } from './draw-scene.ts';

interface Props {
  readonly scene: Scene;
  /** Those of its nodes that are drawn. */
  readonly nodes: ReadonlySet<SceneNode>;
  /** Px of the page to a px of the scene. */
  readonly scale: number;
}

export function SceneCanvas({ scene: { width, height, children }, nodes, scale }: Props) {
  const ref = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    const canvas = ref.current;
    const context = canvas?.getContext('2d');
    if (!canvas || !context) return;
    const ratio = window.devicePixelRatio * scale;
    const [columns, rows] = [Math.round(width * ratio), Math.round(height * ratio)];
    if (canvas.width !== columns || canvas.height !== rows) Object.assign(canvas, { width: columns, height: rows });
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    drawScene(context, children, (node) => nodes.has(node));
  }, [width, height, children, nodes, scale]);
  return <canvas ref={ref} style={{ width: width * scale, height: height * scale }} />;
}
