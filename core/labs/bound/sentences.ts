// What is to be seen, in words.
import type { Table } from '../../lab/result.ts';
import type { BoundValues } from './params.ts';

export const shown = (x: number, digits = 2) => x.toFixed(digits).replace('-', '−');

export interface Seen {
  readonly scalars: Readonly<Record<string, number>>;
  readonly tables: Readonly<Record<string, Table>>;
}

const last = (seen: Seen, name: string) => seen.tables.trail?.[name]?.at(-1) ?? Number.NaN;

/** What q is about, in words. */
export function sentence(seen: Seen, values: BoundValues): string {
  const gap = seen.scalars.gap as number;
  const price = `KL(q‖posterior) = ${shown(gap)} nats`;
  if (values.temperature < 0.05)
    return `Without entropy q shrinks onto the likeliest Θ: energy ${shown(seen.scalars.energy as number)} nats; ${price}.`;
  if (values.temperature > 20) return `Entropy outweighs energy: q spreads until the data hardly matter; ${price}.`;
  if (gap < 5e-4) return `q is the posterior: the bound is tight, F = −log P(X) = ${shown(-(seen.scalars.logEvidence as number))} nats.`;
  switch (values.model) {
    case 'bimodal': {
      const [mean, sd] = [last(seen, 'qMean'), last(seen, 'qSd')];
      if (Math.abs(mean) < sd) return `q lies across both explanations and fits neither: ${price}.`;
      const [side, other] = mean > 0 ? ['right', 'left'] : ['left', 'right'];
      return `q sits on the ${side} explanation and misses the ${other} one: ${price}.`;
    }
    case 'correlated':
    case 'banana':
    case 'eightSchools':
      return `q with independent coordinates cannot lean or bend with the posterior: ${price}.`;
    case 'logistic':
      return gap < 0.5
        ? `The posterior is nearly normal, so a normal q costs little: ${price}.`
        : `q has not found the posterior yet: ${price}.`;
    case 'states':
      return `q is ${shown(gap)} nats away from the posterior; the free energy is that far above −log P(X).`;
    default:
      return `The family holds the posterior, and q is not there yet: ${price}.`;
  }
}

export const stepsOf = (seen: Seen) => (seen.tables.trail?.step?.at(-1) ?? 0) as number;

/** Where q stands on a landscape. */
export function landscapeSentence(seen: Seen, across: string, up: string): string {
  const steps = stepsOf(seen);
  const at = `q stands at ${across} ${shown(seen.tables.here?.x?.[0] ?? Number.NaN)}, ${up} ${shown(seen.tables.here?.y?.[0] ?? Number.NaN)}`;
  return steps === 0 ? `${at}; it has not moved yet.` : `${at}, after ${steps} ${steps === 1 ? 'step' : 'steps'} downhill.`;
}
