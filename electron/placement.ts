// Where the window stands: as it was left, as long as that is still on a display.

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Placement extends Rectangle {
  readonly maximized: boolean;
}

export const MIN_SIZE = { width: 1024, height: 640 } as const;
const FIRST_SIZE = { width: 1440, height: 900 } as const;

/** So much of the title bar must show that the window can be grasped. */
const GRASP = 80;

const overlap = (a: number, aLength: number, b: number, bLength: number) => Math.min(a + aLength, b + bLength) - Math.max(a, b);

/** Size and, where it can still be seen there, position; `areas` are the displays' work areas, the main one first. */
export function placed(
  placement: Partial<Placement> | undefined,
  areas: readonly Rectangle[],
): { readonly width: number; readonly height: number; readonly x?: number; readonly y?: number } {
  const numbers = [placement?.x, placement?.y, placement?.width, placement?.height];
  const { x, y, width, height } = (
    numbers.every(Number.isFinite) ? placement : { x: Number.NaN, y: Number.NaN, ...FIRST_SIZE }
  ) as Rectangle;
  const home = areas.find((area) => {
    const titleShows = y >= area.y && y < area.y + area.height - GRASP;
    return titleShows && overlap(x, width, area.x, area.width) >= GRASP;
  });
  const within = home ?? areas[0] ?? { x: 0, y: 0, ...FIRST_SIZE };
  const size = {
    width: Math.max(MIN_SIZE.width, Math.min(width, within.width)),
    height: Math.max(MIN_SIZE.height, Math.min(height, within.height)),
  };
  return home ? { x, y, ...size } : size;
}
