// Which labels mix on a plane, told by nearest neighbours.

export interface Mingling {
  /** The two labels whose codes are most often nearest to one of the other’s. */
  readonly together: readonly [number, number];
  /** The label whose codes have the largest share of nearest neighbours of their own. */
  readonly apart: number;
}

/** Fewer codes of a label say nothing about it. */
const FEW = 5;

/** By the nearest other place of each (of equals the earlier one); undefined for fewer than three labels, or where none mix. */
export function mingling(x: ArrayLike<number>, y: ArrayLike<number>, label: ArrayLike<number>): Mingling | undefined {
  const count = label.length;
  const sizes = new Map<number, number>();
  for (let i = 0; i < count; i += 1) sizes.set(label[i] as number, (sizes.get(label[i] as number) ?? 0) + 1);
  const labels = [...sizes.keys()].filter((each) => (sizes.get(each) as number) >= FEW).sort((a, b) => a - b);
  if (labels.length < 3) return undefined;
  /** By `a b`: how many codes of a have one of b nearest. */
  const nearest = new Map<string, number>();
  for (let i = 0; i < count; i += 1) {
    let [best, least] = [-1, Number.POSITIVE_INFINITY];
    for (let j = 0; j < count; j += 1) {
      if (j === i) continue;
      const away = ((x[j] as number) - (x[i] as number)) ** 2 + ((y[j] as number) - (y[i] as number)) ** 2;
      if (away < least) [best, least] = [j, away];
    }
    if (best < 0) continue;
    const key = `${label[i]} ${label[best]}`;
    nearest.set(key, (nearest.get(key) ?? 0) + 1);
  }
  const of = (a: number, b: number) => nearest.get(`${a} ${b}`) ?? 0;
  const mixed = ([a, b]: readonly [number, number]) => of(a, b) + of(b, a);
  const pairs = labels.flatMap((a, i) => labels.slice(i + 1).map((b) => [a, b] as const));
  const together = pairs.reduce((best, pair) => (mixed(pair) > mixed(best) ? pair : best));
  if (mixed(together) === 0) return undefined;
  const own = (a: number) => of(a, a) / (sizes.get(a) as number);
  return { together, apart: labels.reduce((best, each) => (own(each) > own(best) ? each : best)) };
}
