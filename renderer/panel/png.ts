// A scene as the bytes of a PNG.
import type { Scene } from '../plot/scene.ts';
import { drawScene } from './draw-scene.ts';

const HANDLE_RADIUS = 6;

/** `scale` px of the file to a px of the scene. */
export async function pngOf(scene: Scene, scale: number): Promise<Uint8Array<ArrayBuffer>> {
  const canvas = new OffscreenCanvas(Math.round(scene.width * scale), Math.round(scene.height * scale));
  const context = canvas.getContext('2d') as unknown as CanvasRenderingContext2D;
  context.scale(scale, scale);
  context.fillStyle = scene.background;
  context.fillRect(0, 0, scene.width, scene.height);
  const handles = scene.handles.map(({ x, y, color, rim }) => {
    return { kind: 'dots', xy: Float32Array.of(x, y), radius: HANDLE_RADIUS, fill: color, rim } as const;
  });
  drawScene(context, [...scene.children, ...handles], () => true);
  const blob = await canvas.convertToBlob({ type: 'image/png' });
  return new Uint8Array(await blob.arrayBuffer());
}
