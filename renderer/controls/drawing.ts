// A drawing by hand as a lattice of grey levels, and as the text that is its value.
export interface Sheet {
  readonly rows: number;
  readonly columns: number;
  /** 0, paper, to 15, row by row from the top. */
  readonly levels: Uint8Array;
}

export const sheetOf = (text: string, rows: number, columns: number): Sheet => ({
  rows,
  columns,
  levels: Uint8Array.from({ length: rows * columns }, (_, i) => Number.parseInt(text[i] ?? '0', 16)),
});

export const textOf = ({ levels }: Sheet): string => Array.from(levels, (level) => level.toString(16)).join('');

/** Half the width of a stroke, in pixels of the sheet, and how far its edge fades. */
const RADIUS = 0.9;
const EDGE = 1;

/** The sheet with a stroke from one point to another, in pixels of the sheet from its top left; ink only grows darker. */
export function stroked(sheet: Sheet, from: readonly [number, number], to: readonly [number, number]): Sheet {
  const levels = sheet.levels.slice();
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const length = dx * dx + dy * dy;
  for (let row = 0; row < sheet.rows; row += 1) {
    for (let column = 0; column < sheet.columns; column += 1) {
      const [x, y] = [column + 0.5, row + 0.5];
      const along = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - from[0]) * dx + (y - from[1]) * dy) / length));
      const away = Math.hypot(x - from[0] - along * dx, y - from[1] - along * dy);
      const ink = Math.round(15 * Math.min(1, Math.max(0, 1 - (away - RADIUS) / EDGE)));
      const at = row * sheet.columns + column;
      levels[at] = Math.max(levels[at] as number, ink);
    }
  }
  return { ...sheet, levels };
}
