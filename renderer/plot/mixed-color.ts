// Colours between colours, as even to the eye as their shares: mixed in OKLab (Ottosson 2020), where equal steps look equally far.

type Triple = readonly [number, number, number];

const linear = (c: number) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
const encoded = (c: number) => (c <= 0.0031308 ? 12.92 * c : 1.055 * c ** (1 / 2.4) - 0.055);

function labOf(color: string): Triple {
  const [r, g, b] = [1, 3, 5].map((at) => linear(Number.parseInt(color.slice(at, at + 2), 16) / 255)) as unknown as Triple;
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

function hexOf([light, a, b]: Triple): string {
  const l = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (light - 0.0894841775 * a - 1.291485548 * b) ** 3;
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
  const labs = colors.map(labOf);
  return (shares) => {
    const sum = shares.reduce((all, share) => all + share, 0);
    const alone = shares.indexOf(sum);
    if (alone >= 0) return colors[alone] as string;
    const along = (i: 0 | 1 | 2) => labs.reduce((mixed, lab, k) => mixed + ((shares[k] as number) / sum) * lab[i], 0);
    return hexOf([along(0), along(1), along(2)]);
  };
}
