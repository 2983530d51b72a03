// A scene's nodes as SVG elements; the numbers, colours and places are the scene's.
import { memo } from 'react';
import type { DotsNode, PathNode, SceneNode, Stroke, TextNode } from '../plot/scene.ts';

/** Opacity is left to the style sheet, which dims with it: what a node has of its own goes to fill and stroke. */
const strokeOf = (stroke: Stroke | undefined, opacity: number | undefined) =>
  stroke && {
    stroke: stroke.color,
    strokeWidth: stroke.width,
    strokeOpacity: opacity,
    strokeLinejoin: 'round' as const,
    strokeLinecap: !stroke.dash || stroke.dash[0] === 0 ? ('round' as const) : undefined,
    strokeDasharray: stroke.dash?.join(' '),
  };

interface Props {
  readonly nodes: readonly SceneNode[];
  /** Those that a canvas shows. */
  readonly except: ReadonlySet<SceneNode>;
}

export function SceneNodes({ nodes, except }: Props) {
  return nodes.map((node, index) => {
    if (except.has(node)) return null;
    // biome-ignore lint/suspicious/noArrayIndexKey: a node has no other name, and keeps its place from frame to frame
    return <SceneElement key={index} node={node} except={except} />;
  });
}

function SceneElement({ node, except }: { readonly node: SceneNode } & Pick<Props, 'except'>) {
  switch (node.kind) {
    case 'group': {
      const { clip, children, opacity, term } = node;
      const inside = <SceneNodes nodes={children} except={except} />;
      if (!clip) {
        return (
          <g opacity={opacity} data-term={term}>
            {inside}
          </g>
        );
      }
      // An svg within an svg clips to itself.
      const { x, y, width, height } = clip;
      return (
        <svg
          x={x}
          y={y}
          width={width}
          height={height}
          viewBox={`${x} ${y} ${width} ${height}`}
          opacity={opacity}
          data-term={term}
          aria-hidden="true"
        >
          {inside}
        </svg>
      );
    }
    case 'path':
      return <PathElement {...node} />;
    case 'text':
      return <TextElement {...node} />;
    case 'dots':
      return <Dots {...node} />;
    // A canvas shows them.
    case 'line':
    case 'image':
      return null;
  }
}

const PathElement = memo(function PathElement({ d, fill, stroke, opacity, term }: PathNode) {
  return <path d={d} fill={fill ?? 'none'} fillOpacity={opacity} {...strokeOf(stroke, opacity)} data-term={term} />;
});

const TextElement = memo(function TextElement({ x, y, text, size, weight, anchor, fill, halo, opacity, term }: TextNode) {
  const around = halo && ({ stroke: halo, strokeWidth: 4, strokeLinejoin: 'round', paintOrder: 'stroke' } as const);
  return (
    <text
      x={x}
      y={y}
      fontSize={size}
      fontWeight={weight}
      textAnchor={anchor}
      fill={fill}
      {...around}
      fillOpacity={opacity}
      data-term={term}
    >
      {text}
    </text>
  );
});

/** All of them as one path. */
function Dots({ xy, radius, fill, rim, opacity, term }: DotsNode) {
  let d = '';
  for (let i = 0; i + 1 < xy.length; i += 2) {
    const [x, y] = [xy[i] as number, xy[i + 1] as number];
    d += `M${x - radius},${y}a${radius},${radius} 0 1 0 ${2 * radius},0a${radius},${radius} 0 1 0 ${-2 * radius},0`;
  }
  return <path d={d} fill={fill} stroke={rim} fillOpacity={opacity} strokeOpacity={opacity} data-term={term} />;
}
