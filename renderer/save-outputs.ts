// Everything a run hands out besides its session: figures, tables, and the lab's own files. Loaded when first asked for.
import greek from '@fontsource-variable/inter/files/inter-greek-wght-normal.woff2?url';
import latin from '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url';
import type { Bridge } from '../core/contract/bridge.ts';
import { csvOf } from '../core/lab/csv.ts';
import { mapTable } from '../core/lab/map.ts';
import { writeSession } from '../core/lab/session.ts';
import { shownValues } from '../core/lab/shown-values.ts';
import { turnsOf } from '../core/lab/turns.ts';
import { labs } from '../core/labs/index.ts';
import { version } from '../package.json';
import { type FigureSize, figureOf } from './export/figure-of.ts';
import { pngOf } from './panel/png.ts';
import type { Theme } from './plot/theme.ts';
import type { RunState } from './store.ts';

const bytesOf = async (url: string) => new Uint8Array(await (await fetch(url)).arrayBuffer());

export interface FigureWish {
  readonly plotId: string;
  readonly format: 'svg' | 'png';
  readonly size: FigureSize;
  readonly theme: Theme;
}

/** Saves one plot, as it is shown, as a file that needs nothing else. */
export async function saveFigure(run: RunState, { plotId, format, size, theme }: FigureWish, bridge: Bridge): Promise<void> {
  const { lab, labId, frame, frameValues, seed, sweep, map } = run;
  if (!frame) return;
  const figure = figureOf({
    labId,
    lab,
    labTitle: labs.find(({ id }) => id === labId)?.title ?? labId,
    plotId,
    frame,
    values: shownValues({ lab, values: frameValues, frame }),
    seed,
    turns: turnsOf(lab, run.changes),
    theme,
    size,
    version,
    session: writeSession(run.session()),
    sweep: sweep.table && { over: sweep.over, table: sweep.table },
    map: map.grids,
    ...(format === 'png' && { ratio: size.scale }),
    ...(format === 'svg' && { fonts: { latin: await bytesOf(latin), greek: await bytesOf(greek) } }),
  });
  const bytes = format === 'svg' ? new TextEncoder().encode(figure.svg) : await pngOf(figure.scene, size.scale);
  await bridge.save({ name: `${figure.name}.${format}`, bytes });
}

/** Saves a table as CSV under the head that makes it again. */
export async function saveTable(run: RunState, table: string, bridge: Bridge): Promise<void> {
  const { lab, labId, frame, frameValues, seed, sweep, map } = run;
  const columns = table === 'sweep' ? sweep.table : table === 'map' ? mapTable(lab, frameValues, map.grids) : frame?.result.tables[table];
  if (!frame || !columns) return;
  const specs = lab.tables[table] ?? { x: lab.params[sweep.over] ?? { label: sweep.over }, ...lab.params, ...lab.scalars };
  const rows = table === 'map' && lab.map?.rows(frameValues).map(({ label }) => label);
  const provenance = { lab: labId, version: lab.version, seed, step: frame.step, values: frameValues, table, ...(rows && { rows }) };
  const text = csvOf(provenance, columns, specs);
  await bridge.save({ name: `${labId}-${table}.csv`, bytes: new TextEncoder().encode(text) });
}

/** Saves one of the lab's exports, made of the run as it is: several files as one zip. */
export async function saveExport(run: RunState, id: string, bridge: Bridge): Promise<void> {
  const files = await run.export(id);
  const [first, ...others] = files;
  if (!first) return;
  if (others.length === 0) return void (await bridge.save({ name: first.name, bytes: first.bytes }));
  const { zipSync } = await import('fflate');
  const bytes = new Uint8Array(zipSync(Object.fromEntries(files.map((file) => [file.name, file.bytes]))));
  await bridge.save({ name: `${run.labId}-${id}.zip`, bytes });
}
