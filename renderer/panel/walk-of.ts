// Where a run stands in the walk through its step.
import type { Lab } from '../../core/lab/lab.ts';
import type { Values } from '../../core/lab/param.ts';

/** The stages’ names in their order, and which one is in the light: −1 while all are. */
export interface WalkPlace {
  readonly names: readonly string[];
  readonly at: number;
}

/** Undefined where the lab has no walk, or nobody walks. */
export function walkOf({ training, params }: Pick<Lab, 'training' | 'params'>, values: Values): WalkPlace | undefined {
  const walk = training?.walk;
  if (!walk || values[walk.param] === params[walk.param]?.initial) return undefined;
  const names = Object.keys(walk.stages);
  return { names, at: names.indexOf(String(values[walk.param])) };
}

/** What a move to the next stage, or back to the one before, does: from the last one a step is taken, and the walk begins again. */
export function moved({ names, at }: WalkPlace, by: 1 | -1): { readonly stage: string; readonly steps: boolean } {
  const last = names.length - 1;
  const steps = by === 1 && at === last;
  const next = steps ? 0 : Math.min(last, Math.max(0, at + by));
  return { stage: names[next] as string, steps };
}
