// The lowest point of a function of one number between two ends.

const GOLDEN = (Math.sqrt(5) - 1) / 2;

/** The middle of what so many golden sections leave of [low, high]: near the lowest point of an f that has one dip there (Kiefer 1953). */
export function goldenSection(f: (x: number) => number, low: number, high: number, sections: number): number {
  let [from, to] = [low, high];
  let a = to - GOLDEN * (to - from);
  let b = from + GOLDEN * (to - from);
  let fa = f(a);
  let fb = f(b);
  for (let i = 0; i < sections; i += 1) {
    if (fa <= fb) {
      [to, b, fb] = [b, a, fa];
      a = to - GOLDEN * (to - from);
      fa = f(a);
    } else {
      [from, a, fa] = [a, b, fb];
      b = from + GOLDEN * (to - from);
      fb = f(b);
    }
  }
  return (from + to) / 2;
}
