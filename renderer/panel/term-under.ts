// The term that is pictured under the pointer. Curves are thinner than a hand is steady: one within a few px comes before the area
// that the pointer stands on.

const near = [
  [0, 0],
  [0, -5],
  [0, 5],
  [-5, 0],
  [5, 0],
] as const;

export function termUnder(svg: SVGSVGElement, x: number, y: number): string | undefined {
  const found = near.flatMap(([dx, dy]) => {
    const element = document.elementFromPoint(x + dx, y + dy)?.closest('[data-term]');
    return element && svg.contains(element) ? [element] : [];
  });
  const nearest = found.find((element) => element.getAttribute('fill') === 'none') ?? found[0];
  return nearest?.getAttribute('data-term') ?? undefined;
}
