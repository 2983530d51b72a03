// A plot as it is now: its scene as SVG, what is too much for SVG on a canvas beneath, and its handles on top.
import { lazy, type PointerEvent, Suspense, useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { StoreApi } from 'zustand';
import { mapFor } from '../../core/lab/map.ts';
import { withSweepAndMap } from '../../core/lab/result.ts';
import { turnsOf } from '../../core/lab/turns.ts';
import { descriptionOf } from '../plot/description-of.ts';
import { isMapped } from '../plot/is-mapped.ts';
import { isSwept } from '../plot/is-swept.ts';
import { createMemory } from '../plot/memory.ts';
import type { Scene } from '../plot/scene.ts';
import { sceneOf } from '../plot/scene-of.ts';
import { sweptPlot } from '../plot/swept-plot.ts';
import { useRoom } from '../room.ts';
import { useLab, useRun, useRunStore } from '../run-context.tsx';
import type { RunState } from '../store.ts';
import { useTheme } from '../use-theme.ts';
import { view } from '../view.ts';
import { canvasNodes } from './canvas-nodes.ts';
import style from './Figure.module.css';
import { HandleDot } from './HandleDot.tsx';
import { fetchedHandle, handleMark, holdHandle } from './hold-handle.ts';
import { SceneCanvas } from './SceneCanvas.tsx';
import { SceneNodes } from './SceneNodes.tsx';
import { termUnder } from './term-under.ts';
import { usePixelRatio } from './use-pixel-ratio.ts';
import { useSettled } from './use-settled.ts';
import { type Size, useSize } from './use-size.ts';

// Their buttons are not waited for at first sight.
const EditLayer = lazy(() => import('./EditLayer.tsx'));
const Empty = lazy(() => import('./Empty.tsx'));
const Pad = lazy(() => import('./Pad.tsx'));

export function Figure({ plotId, described }: { readonly plotId: string; readonly described: boolean }) {
  const store = useRunStore();
  const box = useRef<HTMLDivElement>(null);
  const { scale } = useRoom();
  const ratio = usePixelRatio() * scale;
  const size = useSize(box, scale);
  const { plot, scene } = useScene(store, plotId, size, ratio);
  const drawn = useMemo(() => canvasNodes(scene?.children ?? []), [scene]);
  const id = useId();
  const sentence = useSettled(({ lab, changes, frame, frameValues }) =>
    frame && plot ? descriptionOf(plot, frame.result, frameValues, turnsOf(lab, changes)).sentence : '',
  );
  const { setHighlight } = store.getState();
  const looked = () => view.setState({ plot: plotId });

  const point = (event: PointerEvent<SVGSVGElement>) => {
    if (event.buttons !== 0) return;
    const term = termUnder(event.currentTarget, event.clientX, event.clientY);
    if (term !== store.getState().highlight) setHighlight(term);
  };

  /** A press beside the handles brings the one there that comes when it is called, and it is held from then on. */
  const fetch = (event: PointerEvent<SVGSVGElement>) => {
    if (!plot || !scene || event.button !== 0 || (event.target as Element).closest('[data-handle]')) return;
    const { left, top } = event.currentTarget.getBoundingClientRect();
    const handle = fetchedHandle(plot, scene, (event.clientX - left) / scale, (event.clientY - top) / scale);
    const target = handle && event.currentTarget.querySelector<SVGGElement>(`[data-handle="${handle.mark} ${handle.row}"]`);
    if (!handle || !target) return;
    event.preventDefault();
    holdHandle(store, { plot, scene, handle }, { target, pointerId: event.pointerId, from: { x: left, y: top }, scale })(event);
  };
  const fetches = scene && plot && scene.handles.some((handle) => handleMark({ plot, handle }).fetched);

  const waits = plot && isSwept(plot) && !store.getState().sweep.table;
  const empty = scene?.blank ? plot?.empty : undefined;
  return (
    <figure className={style.figure} aria-label={plot?.title} aria-describedby={`${id}sentence`} onPointerEnter={looked} onFocus={looked}>
      <Suspense>{plot?.pad !== undefined && <Pad name={plot.pad} />}</Suspense>
      <div ref={box} className={style.picture}>
        <Suspense>{empty && <Empty {...empty} />}</Suspense>
        {scene && !empty && drawn.size > 0 && <SceneCanvas scene={scene} nodes={drawn} scale={scale} ratio={ratio} />}
        {scene && plot && !waits && !empty && (
          // biome-ignore lint/a11y/noSvgWithoutTitle: its words stand beside it, and within it the handles speak
          <svg
            width={scene.width * scale}
            height={scene.height * scale}
            viewBox={`0 0 ${scene.width} ${scene.height}`}
            style={fetches ? { touchAction: 'none', cursor: 'crosshair' } : undefined}
            onPointerDown={fetch}
            onPointerMove={point}
            onPointerLeave={() => setHighlight(undefined)}
          >
            <SceneNodes nodes={scene.children} except={drawn} />
            <Suspense>{scene.handles.some(({ edits }) => edits) && <EditLayer plot={plot} scene={scene} />}</Suspense>
            {scene.handles.map(
              (handle) => handle.edits || <HandleDot key={`${handle.mark} ${handle.row}`} plot={plot} scene={scene} handle={handle} />,
            )}
          </svg>
        )}
        {waits && (
          <p className={style.waits} role="status">
            computing the sweep…
          </p>
        )}
      </div>
      <figcaption id={`${id}sentence`} className={described ? style.sentence : 'unseen'}>
        {sentence}
      </figcaption>
    </figure>
  );
}

/** The scene of the frame that is there; while something is dragged the axes of the last one keep still. */
function useScene(store: StoreApi<RunState>, plotId: string, size: Size | undefined, ratio: number) {
  const lab = useLab();
  const result = useRun((run) => run.frame?.result);
  const values = useRun((run) => run.frameValues);
  const over = useRun((run) => run.sweep.over);
  const declared = lab.plots[plotId];
  const swept = declared !== undefined && isSwept(declared);
  const table = useRun((run) => (swept ? run.sweep.table : undefined));
  const mapped = declared !== undefined && isMapped(declared);
  const computed = useRun((run) => (mapped ? run.map.grids : undefined));
  const map = useMemo(() => computed && mapFor(lab, values, computed), [computed, lab, values]);
  const changes = useRun((run) => run.changes);
  const turns = useMemo(() => turnsOf(lab, changes), [lab, changes]);
  const ghost = useRun((run) => run.ghost);
  const theme = useTheme();
  const releases = useReleases(store);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another plot has other marks
  const memory = useMemo(() => createMemory(), [plotId]);
  const last = useRef<{ readonly plotId: string; readonly scene: Scene } | undefined>(undefined);

  const plot = useMemo(() => declared && (swept ? sweptPlot(declared, lab, over) : declared), [declared, swept, lab, over]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a release lets the axes go
  const scene = useMemo(() => {
    if (!plot || !result || !size) return undefined;
    const earlier = store.getState().dragging && last.current?.plotId === plotId ? last.current.scene : undefined;
    return sceneOf({
      plot,
      result: withSweepAndMap(result, table, map),
      values,
      turns,
      ghost,
      theme,
      ratio,
      memory,
      ...size,
      ...(earlier && { earlier }),
    });
  }, [plot, plotId, result, values, turns, ghost, table, map, theme, size, ratio, memory, store, releases]);
  useLayoutEffect(() => {
    last.current = scene && { plotId, scene };
  }, [plotId, scene]);
  return { plot, scene };
}

/** How often something that was dragged was let go: the moment at which axes may move. */
function useReleases(store: StoreApi<RunState>): number {
  const [releases, setReleases] = useState(0);
  useEffect(
    () =>
      store.subscribe((now, before) => {
        if (before.dragging && !now.dragging) setReleases((count) => count + 1);
      }),
    [store],
  );
  return releases;
}
