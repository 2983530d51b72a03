// Coordinates to 1/100 px: finer than any screen, and the same text on every machine.

/** Beyond this nothing is seen, and every program that reads the file still takes the number. */
const FAR = 1e5;

export const round = (px: number): number => Math.round(Math.max(-FAR, Math.min(FAR, px)) * 100) / 100 || 0;

/** '', '.01', … '.1', … '.99': a number with two decimals is written five times faster as a whole one and one of these. */
const hundredths = Array.from({ length: 100 }, (_, i) => String(i / 100).slice(1));

/** The rounded coordinate as text: `String(round(px))`, fast enough for the thousands of them in a path. */
export function pxText(px: number): string {
  const count = Math.round(Math.max(-FAR, Math.min(FAR, px)) * 100);
  const size = Math.abs(count);
  const whole = Math.floor(size / 100);
  const text = whole + (hundredths[size - whole * 100] as string);
  return count < 0 ? `-${text}` : text;
}

/** The middle of a device pixel, where a line of 1 px is sharp. */
export const crisp = (px: number): number => Math.floor(px) + 0.5;
