// A scene written out as one SVG file that needs nothing else: font, colours, labels, its words, and the session it came from.
import { encode } from 'fast-png';
import { base64Of } from '../../core/base/base64.ts';
import { round } from '../plot/round.ts';
import type { Handle, ImageNode, Rect, Scene, SceneNode, Stroke } from '../plot/scene.ts';
import { pathOf } from '../plot/trace.ts';
import { escapeXml, sessionElement } from './session-text.ts';

/** Pixels, RGBA, row 0 at the top. */
const pngOf = ({ pixels, columns, rows }: Pick<ImageNode, 'pixels' | 'columns' | 'rows'>): Uint8Array =>
  encode({ width: columns, height: rows, data: pixels, channels: 4 });

/** The woff2 bytes of Inter’s variable font, by subset. */
export interface Fonts {
  readonly latin: Uint8Array;
  readonly greek: Uint8Array;
}

export interface SvgWords {
  readonly title: string;
  /** What is to be seen, for whoever cannot see it. */
  readonly sentence: string;
  /** A session’s text, carried along. */
  readonly session?: string;
  readonly fonts?: Fonts;
  /** Part of a page that has its fonts and styles: ids begin with this, so that several stand side by side. */
  readonly within?: string;
  /** Width and height as the file states them, `85mm`; px where left out. */
  readonly size?: { readonly width: string; readonly height: string };
}

/** What SVG calls optimizeSpeed, browsers call pixelated; renderers that know the one only do not read the other. */
const SHARP = '@supports (image-rendering:pixelated){[image-rendering]{image-rendering:pixelated}}';

const FONT_FAMILY = "Inter, 'Noto Sans Math', system-ui, sans-serif";

const GREEK = /[\u0370-\u03ff]/;

const attributes = (given: Readonly<Record<string, string | number | undefined>>): string =>
  Object.entries(given)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}="${typeof value === 'number' ? value : escapeXml(value as string)}"`)
    .join('');

/** Round ends make dots of dashes of no length, and would make dashes longer than they are. */
const strokeOf = (stroke: Stroke | undefined) =>
  stroke && {
    stroke: stroke.color,
    'stroke-width': stroke.width,
    'stroke-linejoin': 'round',
    'stroke-linecap': !stroke.dash || stroke.dash[0] === 0 ? 'round' : undefined,
    'stroke-dasharray': stroke.dash?.join(' '),
  };

function circles(xy: Float32Array, radius: number, look: Readonly<Record<string, string | number | undefined>>): string {
  let inside = '';
  for (let i = 0; i + 1 < xy.length; i += 2)
    inside += `<circle${attributes({ cx: round(xy[i] as number), cy: round(xy[i + 1] as number), r: radius })}/>`;
  return `<g${attributes(look)}>${inside}</g>`;
}

const imageOf = (node: ImageNode) =>
  `<image${attributes({
    x: node.x,
    y: node.y,
    width: node.width,
    height: node.height,
    opacity: node.opacity,
    preserveAspectRatio: 'none',
    'image-rendering': node.smooth ? undefined : 'optimizeSpeed',
    href: `data:image/png;base64,${base64Of(pngOf(node))}`,
  })}/>`;

function fontFaces({ latin, greek }: Fonts, text: string): string {
  const face = (bytes: Uint8Array, ranges: string) =>
    `@font-face{font-family:Inter;font-weight:100 900;src:url(data:font/woff2;base64,${base64Of(bytes)}) format('woff2');unicode-range:${ranges}}`;
  return face(latin, 'U+0-36F,U+400-FFFF') + (GREEK.test(text) ? face(greek, 'U+370-3FF') : '');
}

const styleOf = (fonts: Fonts | undefined, body: string): string =>
  `<style>${fonts ? fontFaces(fonts, body) : ''}text{font-variant-numeric:tabular-nums}${body.includes(' image-rendering=') ? SHARP : ''}</style>`;

/** The scene as SVG text; the same scene and words give the same text. */
export function svgOf(scene: Scene, { title, sentence, session, fonts, within, size }: SvgWords): string {
  const clips: Rect[] = [];
  const id = (name: string) => (within === undefined ? name : `${within}-${name}`);

  const draw = (node: SceneNode): string => {
    switch (node.kind) {
      case 'path':
        return `<path${attributes({ d: node.d, fill: node.fill ?? 'none', opacity: node.opacity, ...strokeOf(node.stroke) })}/>`;
      case 'line':
        return `<path${attributes({ d: pathOf(node.xy), fill: 'none', opacity: node.opacity, ...strokeOf(node.stroke) })}/>`;
      case 'dots':
        return circles(node.xy, node.radius, { fill: node.fill, stroke: node.rim, opacity: node.opacity });
      case 'text':
        return `<text${attributes({
          x: node.x,
          y: node.y,
          fill: node.fill,
          'font-size': node.size,
          'font-weight': node.weight === 400 ? undefined : node.weight,
          'text-anchor': node.anchor === 'start' ? undefined : node.anchor,
          opacity: node.opacity,
          ...(node.halo && { stroke: node.halo, 'stroke-width': 4, 'stroke-linejoin': 'round', 'paint-order': 'stroke' }),
        })}>${escapeXml(node.text)}</text>`;
      case 'image':
        return imageOf(node);
      case 'group': {
        const clip = node.clip && `url(#${id(`clip-${clips.push(node.clip)}`)})`;
        return `<g${attributes({ 'clip-path': clip, opacity: node.opacity })}>${node.children.map(draw).join('')}</g>`;
      }
    }
  };
  const dotOf = ({ x, y, color, rim }: Handle) =>
    `<circle${attributes({ cx: x, cy: y, r: 6, fill: color, stroke: rim, 'stroke-width': 2 })}/>`;

  const body = scene.children.map(draw).join('\n') + scene.handles.map(dotOf).join('');
  const shapes = clips.map(
    ({ x, y, width, height }, i) => `<clipPath id="${id(`clip-${i + 1}`)}"><rect${attributes({ x, y, width, height })}/></clipPath>`,
  );
  const { width, height, background } = scene;
  return `<svg${attributes({
    xmlns: 'http://www.w3.org/2000/svg',
    width: size?.width ?? width,
    height: size?.height ?? height,
    viewBox: `0 0 ${width} ${height}`,
    role: 'img',
    'aria-labelledby': `${id('figure-title')} ${id('figure-desc')}`,
    'font-family': FONT_FAMILY,
  })}>
<title id="${id('figure-title')}">${escapeXml(title)}</title>
<desc id="${id('figure-desc')}">${escapeXml(sentence)}</desc>
${session === undefined ? '' : `${sessionElement(session)}\n`}${within === undefined ? styleOf(fonts, body) : ''}
${shapes.length > 0 ? `<defs>${shapes.join('')}</defs>\n` : ''}<rect${attributes({ width, height, fill: background })}/>
${body}
</svg>
`;
}
