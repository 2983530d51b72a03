// Rows of text in columns that line up, for a person at a terminal.

/** The rows, each a line, every column as wide as its widest cell. */
export function aligned(rows: readonly (readonly string[])[], indent = ''): string {
  const width = (column: number) => Math.max(...rows.map((row) => row[column]?.length ?? 0));
  const line = (row: readonly string[]) => row.map((cell, column) => cell.padEnd(width(column))).join('  ');
  return rows.map((row) => `${indent}${line(row).trimEnd()}\n`).join('');
}

/** A number to six digits, with the minus sign of mathematics. */
export const numberText = (x: number): string => (Number.isFinite(x) ? String(Number(x.toPrecision(6))) : String(x)).replace('-', '−');
