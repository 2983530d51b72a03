// The page on paper: while it is printed a sheet of the run stands in its place.
import { mathml } from 'virtual:equations';
import { shownValues } from '../core/lab/shown-values.ts';
import { turnsOf } from '../core/lab/turns.ts';
import { labs } from '../core/labs/index.ts';
import { version } from '../package.json';
import './export/sheet.css';
import { sheetColors, sheetOf } from './export/sheet.ts';
import type { RunState } from './store.ts';

/** The plots that are on the page, in their order. */
const plotsShown = (): string[] => [...document.querySelectorAll<HTMLElement>('[data-plot]')].flatMap(({ dataset }) => dataset.plot ?? []);

/** Puts the sheet on the page; undefined where there is nothing to print yet. What it returns takes it away again. */
export function putSheet({
  lab,
  labId,
  frame,
  frameValues,
  seed,
  changes,
  changed,
  preset,
  sweep,
  map,
}: RunState): (() => void) | undefined {
  if (!frame) return undefined;
  const title = preset === undefined ? undefined : `${lab.presets[preset]?.title}${changed ? ', changed' : ''}`;
  const holder = document.createElement('template');
  holder.innerHTML = sheetOf({
    lab,
    labTitle: labs.find(({ id }) => id === labId)?.title ?? labId,
    preset: title,
    frame,
    values: shownValues({ lab, values: frameValues, frame }),
    seed,
    turns: turnsOf(lab, changes),
    plots: plotsShown(),
    sweep: sweep.table && { over: sweep.over, table: sweep.table },
    map: map.grids,
    version,
    mathml: (tex) => mathml[tex] ?? tex,
  });
  const sheet = holder.content.firstElementChild as HTMLElement;
  for (const [name, value] of Object.entries(sheetColors)) sheet.style.setProperty(name, value);
  document.body.append(sheet);
  return () => sheet.remove();
}
