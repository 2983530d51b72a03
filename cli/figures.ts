// Figures on the command line: the scenes of the page, written as files.

import { InputError } from '../core/base/input-error.ts';
import type { Lab } from '../core/lab/lab.ts';
import { applies, type Values } from '../core/lab/param.ts';
import type { Grid } from '../core/lab/result.ts';
import type { Frame } from '../core/lab/run.ts';
import { sweepOf } from '../core/lab/run-sweep.ts';
import { type Session, writeSession } from '../core/lab/session.ts';
import { shownValues } from '../core/lab/shown-values.ts';
import { curveAxis, type Sweep } from '../core/lab/sweep.ts';
import { turnsOf } from '../core/lab/turns.ts';
import { labs } from '../core/labs/index.ts';
import packageJson from '../package.json' with { type: 'json' };
import { figureOf, onScreen } from '../renderer/export/figure-of.ts';
import { isMapped } from '../renderer/plot/is-mapped.ts';
import { isSwept } from '../renderer/plot/is-swept.ts';
import { dark, light, type Theme } from '../renderer/plot/theme.ts';
import type { Experiment } from './experiment.ts';
import { figureFonts } from './fonts.ts';
import { pageOfFigure, pdfOf, printer } from './pdf.ts';
import { pageOfSheet } from './sheet.ts';

const SIZE = onScreen(640, 420);
/** Pixels of a PNG to a pixel of the drawing. */
const PNG_SCALE = 2;

const formats = ['svg', 'png', 'pdf'] as const;
type Format = (typeof formats)[number];

const themes: Readonly<Record<string, Theme>> = { light, dark };

export interface FigureOptions {
  readonly formats: readonly Format[];
  readonly theme: Theme;
}

/** `svg,png` and a theme's name, as they were typed. Throws InputError. */
export function figureOptions(figures: string, theme: string): FigureOptions {
  const asked = figures.split(',').map((format) => format.trim());
  const stray = asked.find((format) => !formats.includes(format as Format));
  if (stray !== undefined) throw new InputError('figures', `some of ${formats.join(', ')}, joined by commas`, stray || 'nothing');
  const chosen = Object.hasOwn(themes, theme) ? themes[theme] : undefined;
  if (!chosen) throw new InputError('theme', `one of ${Object.keys(themes).join(', ')}`, theme);
  if (asked.includes('pdf')) printer();
  return { formats: asked as Format[], theme: chosen };
}

/** The sweep that the page shows at first: every scalar against the lab's own choice of parameter. */
async function firstSweep({ lab, session, data }: Experiment, values: Values): Promise<Sweep | undefined> {
  const axis = curveAxis(lab, values, lab.sweep?.over);
  const table = axis && (await sweepOf(lab, { values, seed: session.seed, steps: lab.sweep?.steps ?? 0, data }, axis));
  return table && { over: axis.name, table };
}

interface Ended {
  readonly frame: Frame;
  readonly values: Values;
  readonly session: Session;
  /** The lab’s map, where it has one. */
  readonly map: Readonly<Record<string, Grid>> | undefined;
}

/** Every plot that applies, in each of the formats. */
export async function* figuresOf(
  experiment: Experiment,
  { frame, values: inForce, session, map }: Ended,
  options: FigureOptions,
): AsyncIterable<readonly [name: string, content: string | Uint8Array]> {
  const { lab } = experiment;
  const values = shownValues({ lab, values: inForce, frame });
  const plots = Object.entries(lab.plots).filter(([, plot]) => applies(plot.when, values));
  const sweep = plots.some(([, plot]) => isSwept(plot)) ? await firstSweep(experiment, values) : undefined;
  const labTitle = labs.find(({ id }) => id === session.lab)?.title ?? session.lab;
  const fonts = await figureFonts();
  for (const [plotId, plot] of plots) {
    if ((isSwept(plot) && !sweep) || (isMapped(plot) && !map)) continue;
    const figure = figureOf({
      labId: session.lab,
      labTitle,
      lab,
      plotId,
      frame,
      values,
      seed: session.seed,
      turns: turnsOf(lab, session.changes),
      theme: options.theme,
      size: SIZE,
      version: packageJson.version,
      session: writeSession(session),
      sweep,
      map,
      ...(options.formats.includes('png') && { ratio: PNG_SCALE }),
      fonts,
    });
    if (options.formats.includes('svg')) yield [`${figure.name}.svg`, figure.svg];
    if (options.formats.includes('pdf')) yield [`${figure.name}.pdf`, await pdfOf(pageOfFigure(figure.svg, figure.width, figure.height))];
    if (options.formats.includes('png')) yield [`${figure.name}.png`, await (await import('./png.ts')).pngOf(figure.svg, PNG_SCALE)];
  }
  if (options.formats.includes('pdf')) {
    const given = {
      lab,
      labTitle,
      frame,
      values,
      seed: session.seed,
      turns: turnsOf(lab, session.changes),
      sweep,
      map,
      version: packageJson.version,
    };
    yield [
      `${session.lab}.pdf`,
      await pdfOf(await pageOfSheet({ ...given, preset: titleOf(lab, session), plots: sheetPlots(lab, values) })),
    ];
  }
}

const titleOf = (lab: Lab, { preset }: Session) => (preset === undefined ? undefined : lab.presets[preset]?.title);

/** What the page shows at first: of each place the first plot that applies. */
function sheetPlots({ layout, plots }: Lab, values: Values): readonly string[] {
  const places = [layout.main, layout.side, ...layout.row];
  return places.flatMap((ids) => ids.find((id) => applies(plots[id]?.when, values)) ?? []);
}
