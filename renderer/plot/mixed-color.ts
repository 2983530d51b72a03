// Colours between colours, as even to the eye as their shares: mixed in OKLab (Ottosson 2020), where equal steps look equally far. What the three
// kinds of cones answer is linear in its coordinates, so that a mixture of these answers is the one in OKLab, and the step between is left out.

type Triple = readonly [number, number, number];

const linear = (c: number) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
const encoded = (c: number) => (c <= 0.0031308 ? 12.92 * c : 1.055 * c ** (1 / 2.4) - 0.055);

/** Cube roots of what long, middle and short cones get of `#rrggbb`. */
function conesOf(color: string): Triple {
  const [r, g, b] = [1, 3, 5].map((at) => linear(Number.parseInt(color.slice(at, at + 2), 16) / 255)) as unknown as Triple;
  return [
    Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b),
    Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b),
    Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b),
  ];
}

function hexOf(cones: Triple): string {
  const [l, m, s] = cones.map((c) => c ** 3) as unknown as Triple;
  const channels = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
  const hex = (c: number) =>
    Math.round(255 * encoded(Math.min(1, Math.max(0, c))))
      .toString(16)
      .padStart(2, '0');
  return `#${channels.map(hex).join('')}`;
}

/** Mixes `#rrggbb` colours by shares, of their sum where that is not 1; all of one is that very colour. */
export function mixerOf(colors: readonly string[]): (shares: readonly number[]) => string {
  const all = colors.map(conesOf);
  return (shares) => {
    const sum = shares.reduce((so, share) => so + share, 0);
    const alone = shares.indexOf(sum);
    const along = (i: 0 | 1 | 2) => all.reduce((mixed, cones, k) => mixed + ((shares[k] as number) / sum) * cones[i], 0);
    return alone < 0 ? hexOf([along(0), along(1), along(2)]) : (colors[alone] as string);
  };
}
