// Draws a scene's nodes on a canvas: what is too much for elements of a page, or the whole of it for a file.
import type { DotsNode, ImageNode, LineNode, PathNode, SceneNode, Stroke, TextNode } from '../plot/scene.ts';

/** Draws the nodes that `wanted` takes; groups are entered in any case. */
export function drawScene(context: CanvasRenderingContext2D, nodes: readonly SceneNode[], wanted: (node: SceneNode) => boolean): void {
  for (const node of nodes) {
    if (node.kind !== 'group' && !wanted(node)) continue;
    context.save();
    context.globalAlpha *= node.opacity ?? 1;
    switch (node.kind) {
      case 'group':
        if (node.clip) {
          context.beginPath();
          context.rect(node.clip.x, node.clip.y, node.clip.width, node.clip.height);
          context.clip();
        }
        drawScene(context, node.children, wanted);
        break;
      case 'image':
        drawImage(context, node);
        break;
      case 'dots':
        drawDots(context, node);
        break;
      case 'line':
        drawLine(context, node);
        break;
      case 'path':
        drawPath(context, node);
        break;
      case 'text':
        drawText(context, node);
        break;
    }
    context.restore();
  }
}

/** Pixels stay from scene to scene, and making a canvas of them takes longer than drawing it. */
const images = new WeakMap<Uint8ClampedArray, OffscreenCanvas>();

function imageFrom({ columns, rows, pixels }: ImageNode): OffscreenCanvas {
  const known = images.get(pixels);
  if (known) return known;
  const image = new OffscreenCanvas(columns, rows);
  image.getContext('2d')?.putImageData(new ImageData(new Uint8ClampedArray(pixels), columns, rows), 0, 0);
  images.set(pixels, image);
  return image;
}

function drawImage(context: CanvasRenderingContext2D, node: ImageNode): void {
  const { x, y, width, height, smooth } = node;
  const image = imageFrom(node);
  context.imageSmoothingEnabled = smooth;
  context.imageSmoothingQuality = 'high';
  if (smooth) {
    context.drawImage(image, x, y, width, height);
    return;
  }
  // Edges fall between pixels of the canvas, or they would be blurred.
  const { a, d, e, f } = context.getTransform();
  const [left, right, top, bottom] = [a * x + e, a * (x + width) + e, d * y + f, d * (y + height) + f].map(Math.round) as [
    number,
    number,
    number,
    number,
  ];
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.drawImage(image, left, top, right - left, bottom - top);
}

/** Up to so many of the screen’s own pixels a square of the same area looks like the dot, and many are drawn three times as fast. */
const TINY = 1.75;

function drawDots(context: CanvasRenderingContext2D, { xy, radius, fill, rim }: DotsNode): void {
  const square = !rim && radius * context.getTransform().a <= TINY;
  const half = (radius * Math.sqrt(Math.PI)) / 2;
  context.beginPath();
  for (let i = 0; i + 1 < xy.length; i += 2) {
    const x = xy[i] as number;
    const y = xy[i + 1] as number;
    if (square) {
      context.rect(x - half, y - half, 2 * half, 2 * half);
    } else {
      context.moveTo(x + radius, y);
      context.arc(x, y, radius, 0, 2 * Math.PI);
    }
  }
  context.fillStyle = fill;
  context.fill();
  if (!rim) return;
  context.lineWidth = 1;
  context.strokeStyle = rim;
  context.stroke();
}

function take(context: CanvasRenderingContext2D, { color, width, dash }: Stroke): void {
  context.lineWidth = width;
  context.strokeStyle = color;
  context.lineJoin = 'round';
  context.lineCap = !dash || dash[0] === 0 ? 'round' : 'butt';
  context.setLineDash([...(dash ?? [])]);
}

function drawLine(context: CanvasRenderingContext2D, { xy, stroke }: LineNode): void {
  take(context, stroke);
  context.beginPath();
  let down = false;
  for (let i = 0; i + 1 < xy.length; i += 2) {
    const x = xy[i] as number;
    const y = xy[i + 1] as number;
    if (Number.isNaN(x)) {
      down = false;
    } else {
      if (!down) context.moveTo(x, y);
      // Even to where the pen was set down: a point alone is a dot.
      context.lineTo(x, y);
      down = true;
    }
  }
  context.stroke();
}

/** A landscape keeps its paths from frame to frame, and reading one takes longer than drawing it. */
const paths = new Map<string, Path2D>();
const KEPT = 64;

function pathFrom(d: string): Path2D {
  const known = paths.get(d) ?? new Path2D(d);
  if (!paths.has(d) && paths.size >= KEPT) paths.clear();
  paths.set(d, known);
  return known;
}

function drawPath(context: CanvasRenderingContext2D, { d, fill, stroke }: PathNode): void {
  const path = pathFrom(d);
  if (fill) {
    context.fillStyle = fill;
    context.fill(path);
  }
  if (!stroke) return;
  take(context, stroke);
  context.stroke(path);
}

function drawText(context: CanvasRenderingContext2D, { x, y, text, size, weight, anchor, fill, halo }: TextNode): void {
  context.font = `${weight} ${size}px Inter, system-ui, sans-serif`;
  context.textAlign = anchor === 'middle' ? 'center' : anchor === 'end' ? 'right' : 'left';
  if (halo) {
    context.strokeStyle = halo;
    context.lineWidth = 4;
    context.lineJoin = 'round';
    context.strokeText(text, x, y);
  }
  context.fillStyle = fill;
  context.fillText(text, x, y);
}
