// Coordinates to 1/100 px: finer than any screen, and the same text on every machine.

/** Beyond this nothing is seen, and every program that reads the file still takes the number. */
const FAR = 1e5;

export const round = (px: number): number => Math.round(Math.max(-FAR, Math.min(FAR, px)) * 100) / 100 || 0;

/** The middle of a device pixel, where a line of 1 px is sharp. */
export const crisp = (px: number): number => Math.floor(px) + 0.5;
