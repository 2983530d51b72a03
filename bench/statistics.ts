// Medians, percentiles and a table: a benchmark's numbers are read as ratios, since machines differ and drift.

/** The value below which this share of the sorted sample lies (nearest rank). */
export function percentile(sample: readonly number[], share: number): number {
  const sorted = [...sample].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))] ?? Number.NaN;
}

export const median = (sample: readonly number[]): number => percentile(sample, 0.5);

export interface Row {
  readonly what: string;
  readonly measured: number;
  readonly unit: string;
  /** What it is compared with: a target, or a peer measured in the same run. */
  readonly against?: { readonly name: string; readonly value: number };
}

const figure = (x: number) => (x >= 100 ? x.toFixed(0) : x >= 10 ? x.toFixed(1) : x.toFixed(2));

/** Prints rows as a Markdown table, with the ratio measured : compared. */
export function printTable(title: string, rows: readonly Row[]): void {
  console.log(`\n### ${title}\n\n| what | measured | compared with | ratio |\n| --- | --- | --- | --- |`);
  for (const { what, measured, unit, against } of rows) {
    const other = against ? `${against.name}: ${figure(against.value)} ${unit}` : '';
    const ratio = against ? figure(measured / against.value) : '';
    console.log(`| ${what} | ${figure(measured)} ${unit} | ${other} | ${ratio} |`);
  }
}

/** Milliseconds of each of `count` calls, after `warm` that are not counted. */
export async function timed(count: number, warm: number, call: (i: number) => unknown): Promise<number[]> {
  const times: number[] = [];
  for (let i = 0; i < count + warm; i += 1) {
    const start = performance.now();
    await call(i);
    if (i >= warm) times.push(performance.now() - start);
  }
  return times;
}
