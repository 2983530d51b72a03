// Each value that θ can have: how probable it is, and what it says of the derivative, to each estimator that reads values.

import type { EstimatorsValues } from '../declaration/params.ts';
import { categoryOf, drawnEstimators } from '../declaration/shown.ts';
import { type Draw, saysOf } from '../model/says.ts';
import { isDiscrete, problemOf } from '../run/problem-of.ts';
import type { EstimatorsState } from '../run/state.ts';
import { columnsOf } from './curves.ts';

const PLACE = ['level', 'left', 'right', 'zero'] as const;
const PROBABILITY = [...PLACE, 'probability', 'kind'] as const;
const SAYS = [...PLACE, 'says', 'estimator'] as const;

/** Of the room between two levels, what their bars take. */
const TOGETHER = 0.7;

/** One bit or one category at every value it can have, with its probability; other coordinates are what they are expected to be. */
function drawsOf(values: EstimatorsValues): { readonly probability: number; readonly draw: Draw }[] {
  const { problem: kind, probability: p, target, dimension } = values;
  const count = kind === 'bernoulli' ? 2 : values.categories;
  const one = problemOf({ ...values, dimension: 1 }, undefined);
  const x = Float64Array.from({ length: count }, (_, level) => level);
  const [f, scores, rest, known] = [0, 0, 0, 0].map(() => new Float64Array(count)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  one.values(x, count, f);
  one.scores(x, count, 1, scores);
  one.tangent?.(x, count, 1, rest, known);
  const chances = [...x].map((level) => (kind === 'bernoulli' ? (level === 1 ? p : 1 - p) : level === 0 ? p : (1 - p) / (count - 1)));
  const expected = (of: Float64Array) => of.reduce((sum, each, level) => sum + each * (chances[level] as number), 0);
  const others = kind === 'bernoulli' ? dimension - 1 : 0;
  // ∂θ/∂φ₁ of the value's mean: 1 for a bit; for a category, by its first logit.
  const moved = kind === 'bernoulli' ? 1 : -p * expected(x.map((level) => level / (count - 1)));
  return chances.map((probability, level) => ({
    probability,
    draw: {
      f: (f[level] as number) + others * expected(f),
      rest: (rest[level] as number) + others * expected(rest),
      known: known[level] as number,
      own: f[level] as number,
      score: scores[level] as number,
      slope: Number.NaN,
      mirrored: Number.NaN,
      straight: 2 * (level / (count - 1) - target) * moved,
    },
  }));
}

export function levelsOf({ problem }: EstimatorsState, values: EstimatorsValues) {
  if (!isDiscrete(values.problem)) return { probabilities: columnsOf(PROBABILITY, []), says: columnsOf(SAYS, []) };
  const names = drawnEstimators(values);
  const width = TOGETHER / (names.length + 1);
  const place = (level: number, slot: number) => {
    const left = level - TOGETHER / 2 + slot * width;
    return [level, left + 0.1 * width, left + 0.9 * width, 0];
  };
  const levels = drawsOf(values);
  return {
    probabilities: columnsOf(
      PROBABILITY,
      levels.map(({ probability }, level) => [...place(level, 0), probability, 0]),
    ),
    says: columnsOf(
      SAYS,
      names.flatMap((name, at) =>
        levels.map(({ draw }, level) => [...place(level, at + 1), saysOf(name, draw, problem.exact, values.baseline), categoryOf(name)]),
      ),
    ),
  };
}
