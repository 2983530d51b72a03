// The term that is pictured under the pointer, or within a few px of it: curves are thinner than a hand is steady.

const near = [
  [0, 0],
  [0, -5],
  [0, 5],
  [-5, 0],
  [5, 0],
] as const;

export function termUnder(svg: SVGSVGElement, x: number, y: number): string | undefined {
  for (const [dx, dy] of near) {
    const found = document.elementFromPoint(x + dx, y + dy)?.closest('[data-term]');
    const term = found && svg.contains(found) ? found.getAttribute('data-term') : null;
    if (term) return term;
  }
  return undefined;
}
