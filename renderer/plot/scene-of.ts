// A plot as it is declared, with its numbers, becomes a scene: domains, margins, marks, axes, labels and handles, in that order.
import type { AnyPlot } from '../../core/lab/lab.ts';
import type { Values } from '../../core/lab/param.ts';
import type { Result } from '../../core/lab/result.ts';
import type { Turn } from '../../core/lab/turns.ts';
import { colorKey } from './color-key.ts';
import { compose, domainsOf, isBlank } from './composition.ts';
import { evened } from './evened.ts';
import { facetsOf } from './facets.ts';
import { isTight, scalesWithin } from './margins.ts';
import type { Memory } from './memory.ts';
import { painted, rectOf } from './painted.ts';
import type { Rect, Scales, Scene } from './scene.ts';
import type { Theme } from './theme.ts';
import { wholePixels } from './whole-pixels.ts';

export interface SceneInput {
  readonly plot: AnyPlot;
  /** With the house’s `sweep` among its tables. */
  readonly result: Result;
  readonly values: Values;
  readonly theme: Theme;
  readonly width: number;
  readonly height: number;
  /** Where the run’s values turned. */
  readonly turns?: readonly Turn[];
  /** Tables of the run before, for the lines that stay behind. */
  readonly ghost?: Result['tables'] | undefined;
  /** An earlier scene of this plot at this size: under the hand its axes keep still, and its labels go along. */
  readonly earlier?: Pick<Scene, 'scales' | 'labels'>;
  /** What this figure drew before. */
  readonly memory?: Memory;
  /** Pixels of the screen, or of the file, to a px: images are drawn in whole ones. Where it is left out, as the scale has it. */
  readonly ratio?: number;
  /** Px at the top and the bottom that are left free: a figure writes its title and its origin there. */
  readonly inset?: { readonly top: number; readonly bottom: number };
}

/** The picture of a plot. The same input gives the same scene, on every machine. */
export function sceneOf({
  plot,
  values,
  theme,
  width,
  height,
  earlier,
  ratio,
  inset = { top: 0, bottom: 0 },
  ...given
}: SceneInput): Scene {
  const composition = compose({ plot, values, theme, ...given });
  const { result } = composition;
  const frame: Rect = { x: 0, y: inset.top, width, height: height - inset.top - inset.bottom };
  const whole = { width, height, background: theme.surface, blank: isBlank(composition) };
  const names = plot.facets?.names(values) ?? [];
  if (plot.facets && names.length > 0) {
    const stillScales = earlier && sameAxes(earlier.scales, plot) ? earlier.scales : undefined;
    const domains = stillScales ? { x: stillScales.x.domain, y: stillScales.y.domain } : domainsOf(composition);
    return { ...whole, ...facetsOf(composition, { by: plot.facets.by, names, domains, frame }) };
  }

  const still = earlier && fits(earlier.scales, plot, width, height) ? earlier : undefined;
  const fresh = () => {
    const room = scalesWithin(composition, domainsOf(composition), frame);
    return wholePixels(composition, room, ratio) ?? evened(plot, values, room);
  };
  const scales = still?.scales ?? fresh();
  const inner = rectOf(scales.x, scales.y);
  // Small multiples of nothing are an empty frame.
  const seen = plot.facets ? { ...composition, marks: [] } : composition;
  const key = colorKey(
    seen.marks.map(({ mark }) => mark),
    result,
    inner,
    theme,
  );
  const { children, handles, labels } = painted(seen, { scales, frame, tight: isTight(frame), key, stood: still?.labels, ratio });
  return { ...whole, children: key ? [key.strip, ...children, ...key.texts] : children, handles, labels, scales, inner };
}

const sameAxes = ({ x, y }: Scales, plot: AnyPlot): boolean =>
  x.scale === (plot.x.scale ?? 'linear') && y.scale === (plot.y.scale ?? 'linear');

/** Scales of another size or another kind of axis are of no use. */
const fits = (scales: Scales, plot: AnyPlot, width: number, height: number): boolean =>
  scales.x.range[1] <= width &&
  scales.y.range[0] <= height &&
  scales.x.range[1] > width * 0.5 &&
  scales.y.range[0] > height * 0.5 &&
  sameAxes(scales, plot);
