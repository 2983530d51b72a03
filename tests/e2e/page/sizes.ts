// The windows that the page is looked at in, and the zooms.
import type { CDPSession } from '@playwright/test';

export type Size = readonly [width: number, height: number, zoom: number];

const windows = [
  [1024, 640],
  [1152, 720],
  [1280, 720],
  [1280, 800],
  [1366, 768],
  [1440, 900],
  [1536, 864],
  [1680, 1050],
  [1920, 1080],
  [1920, 1200],
  [2560, 1440],
  [3840, 2160],
] as const;

const px = ([width, height, zoom]: Size) => [Math.round(width / zoom), Math.round(height / zoom)] as const;

/** Every window at every zoom; one of those that come to the same px. */
export const allSizes: readonly Size[] = [
  ...new Map(
    windows
      .flatMap(([width, height]) => [1, 1.25, 1.5, 2].map((zoom): Size => [width, height, zoom]))
      .map((size) => [px(size).join(), size]),
  ).values(),
];

/** The first is the window that the page was drawn for. */
export const usualSizes: readonly Size[] = [
  [1440, 900, 1],
  [1024, 640, 1],
  [1280, 800, 1],
  [2560, 1440, 1],
  [1440, 900, 1.5],
  [1440, 900, 2],
];

export const nameOf = ([width, height, zoom]: Size) => `${width}×${height}${zoom === 1 ? '' : ` at ${100 * zoom} %`}`;

/** Makes the window so large, and the page in it, without loading it again. */
export async function resize(session: CDPSession, size: Size): Promise<void> {
  const [width, height] = px(size);
  await session.send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: size[2], mobile: false });
}
