// Images and crowds of dots, under the SVG, drawn to whole device pixels.
import { useLayoutEffect, useRef } from 'react';
import type { Scene } from '../plot/scene.ts';
import { drawScene, isCanvasNode } from './draw-scene.ts';

export function SceneCanvas({ scene: { width, height, children } }: { readonly scene: Scene }) {
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
    drawScene(context, children, isCanvasNode);
  }, [width, height, children]);
  return <canvas ref={ref} style={{ width, height }} />;
}
