// Where the parts of the walk’s picture stand, in units of its plane: the way through the networks above, what is reckoned of it below.

export const WIDTH = 30;
export const HEIGHT = 15;

export interface Frame {
  readonly x: readonly [left: number, right: number];
  readonly y: readonly [bottom: number, top: number];
}

const upper = [7.4, 13.6] as const;

export const frames = {
  data: { x: [0, 6.2], y: upper },
  encoderHidden: { x: [8.1, 10.9], y: upper },
  code: { x: [12.6, 17.4], y: upper },
  decoderHidden: { x: [19.1, 21.9], y: upper },
  decoded: { x: [23.8, 30], y: upper },
} as const satisfies Readonly<Record<string, Frame>>;

/** From part to part of the upper row. */
export const ways = [
  [6.6, 7.8],
  [11.2, 12.3],
  [17.7, 18.8],
  [22.2, 23.4],
] as const;

/** Baselines’ middles of the words over both rows. */
export const TITLES = 14.4;
export const HEADS = 5.9;

/** Rows below: the first one’s middle, and how far they may go down. */
export const FIRST = 4.7;
export const LOWEST = 0.4;

/** Columns below: where names begin, numbers end or begin, bars run. */
export const terms = { name: 0, value: 7.2, bar: [7.7, 10.4] } as const;
export const gradient = { name: 12.6, bar: [17.3, 19.9] } as const;
export const update = { bar: [23.8, 26.4] } as const;
