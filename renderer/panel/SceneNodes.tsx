// A scene's nodes within the svg of its picture.
import { useLayoutEffect, useRef } from 'react';
import type { SceneNode } from '../plot/scene.ts';
import { patchNodes } from './patch-nodes.ts';

interface Props {
  readonly nodes: readonly SceneNode[];
  /** Those that a canvas shows. */
  readonly except: ReadonlySet<SceneNode>;
}

export function SceneNodes({ nodes, except }: Props) {
  const ref = useRef<SVGGElement>(null);
  const standing = useRef<Parameters<typeof patchNodes>[1]>([]);
  useLayoutEffect(() => {
    if (ref.current) patchNodes(ref.current, standing.current, nodes, except);
  }, [nodes, except]);
  // biome-ignore lint/a11y/noAriaHiddenOnFocusable: nothing in it takes the focus
  return <g ref={ref} aria-hidden="true" />;
}
