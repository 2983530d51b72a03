// A run on paper: title, identity with its numbers, pictures, ledger, and where it comes from, as HTML that `sheet.css` lays out.
import { checkIdentities } from '../../core/lab/identity.ts';
import type { Lab, Term } from '../../core/lab/lab.ts';
import { ledgerResidual, ledgerRows, residualText } from '../../core/lab/ledger.ts';
import { mapFor } from '../../core/lab/map.ts';
import { countNumber, fineNumber, termNumber } from '../../core/lab/number-text.ts';
import type { Values } from '../../core/lab/param.ts';
import { type Result, withSweepAndMap } from '../../core/lab/result.ts';
import type { Frame } from '../../core/lab/run.ts';
import { headlineAt } from '../../core/lab/sums.ts';
import type { Sweep } from '../../core/lab/sweep.ts';
import type { Turn } from '../../core/lab/turns.ts';
import { descriptionOf } from '../plot/description-of.ts';
import { sceneOf } from '../plot/scene-of.ts';
import { sweptPlot } from '../plot/swept-plot.ts';
import { light } from '../plot/theme.ts';
import { provenanceOf } from './provenance.ts';
import { escapeXml } from './session-text.ts';
import { svgOf } from './svg.ts';

export interface SheetInput {
  readonly lab: Lab;
  readonly labTitle: string;
  /** What it was opened on, `Two explanations, changed`. */
  readonly preset?: string | undefined;
  readonly frame: Frame;
  /** As they are shown. */
  readonly values: Values;
  readonly seed: number;
  readonly turns: readonly Turn[];
  /** In their order; the first one is the largest. */
  readonly plots: readonly string[];
  readonly sweep?: Sweep | undefined;
  /** The lab’s map, as far as it is computed. */
  readonly map?: Result['grids'] | undefined;
  readonly version: string;
  readonly mathml: (tex: string) => string;
}

/** Px of the drawings: as wide as the sheet, and half of it. */
const WIDE = { width: 700, height: 214 };
const HALF = { width: 345, height: 184 };

/** The light theme’s inks as custom properties, which the sheet’s styles name. */
export const sheetColors: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(light.ink).map(([hue, color]) => [`--sheet-${hue}`, color])),
  '--sheet-soft': light.soft,
  '--sheet-line': light.line,
};

type Terms = readonly Term<Record<string, unknown>, Record<string, never>>[];

/** A term as the equation writes it, with its number under it. */
function termOf({ lab, frame, values, mathml }: SheetInput, scalar: string, factor?: string): string {
  const { tex, label = scalar, hue = 'ink', known } = lab.scalars[scalar] ?? {};
  const multiplier = factor === undefined || values[factor] === 1 ? '' : `${mathml(lab.params[factor]?.tex ?? factor)} · `;
  const number = termNumber(frame.result.scalars[scalar] ?? Number.NaN, known);
  const written = tex === undefined ? escapeXml(label) : mathml(tex);
  return `<span class="sheet-term" data-hue="${hue}"><span class="sheet-tex">${multiplier}${written}</span><b>${number}</b><span class="sheet-label">${escapeXml(label)}</span></span>`;
}

function identityOf(input: SheetInput): string {
  const headline = headlineAt(input.lab, input.values);
  const { scalars } = input.frame.result;
  const terms = (headline.terms as unknown as Terms).filter(({ scalar, quiet }) => !(quiet && scalars[scalar] === 0));
  const signed = terms.map(({ scalar, sign, factor }, i) => {
    const operator = i === 0 ? `=${sign === -1 ? ' −' : ''}` : sign === 1 ? '+' : '−';
    return `<span class="sheet-sign">${operator}</span>${termOf(input, scalar, factor)}`;
  });
  return `<div class="sheet-identity">${termOf(input, headline.left.scalar)}${signed.join('')}</div>`;
}

function plotOf({ lab, frame, values, turns, sweep, map }: SheetInput, plotId: string, first: boolean): string {
  const declared = lab.plots[plotId];
  if (!declared) return '';
  const plot = sweep ? sweptPlot(declared, lab, sweep.over) : declared;
  const result = withSweepAndMap(frame.result, sweep?.table, map && mapFor(lab, values, map));
  const { title, caption, sentence } = descriptionOf(plot, result, values, turns);
  const scene = sceneOf({ plot, result, values, turns, theme: light, ...(first ? WIDE : HALF) });
  const svg = svgOf(scene, { title, sentence, within: `sheet-${plotId}` });
  const head = `<b>${escapeXml(title)}</b>${caption ? ` <span>${escapeXml(caption)}</span>` : ''}`;
  return `<figure class="sheet-plot" data-wide="${first}"><div class="sheet-head">${head}</div>${svg}</figure>`;
}

function ledgerOf({ lab, frame, values }: SheetInput): string {
  const { scalars } = frame.result;
  const { label = lab.ledger.total, unit, known } = lab.scalars[lab.ledger.total] ?? {};
  const rows = ledgerRows(lab, scalars, values).map((row) => {
    const terms = row.map(({ scalar, sign, factor }, i) => {
      const { label = scalar, hue = 'ink', known } = lab.scalars[scalar] ?? {};
      const name = `${factor ? `${escapeXml(lab.params[factor.param]?.label ?? factor.param)} · ` : ''}${escapeXml(label)}`;
      const number = termNumber((factor?.value ?? 1) * (scalars[scalar] ?? Number.NaN), known);
      const operator = i === 0 ? (sign === -1 ? '−' : '') : sign === 1 ? '+' : '−';
      return `${operator} <span data-hue="${hue}">${name}</span> ${number}`;
    });
    return `<tr><td>${terms.join(' ')}</td><td>= ${termNumber(scalars[lab.ledger.total] ?? Number.NaN, known)}</td></tr>`;
  });
  const residual = residualText(ledgerResidual(lab, scalars, values));
  const foot = `${escapeXml(label)}${unit ? `, ${escapeXml(unit)}` : ''}; residual ${residual}`;
  return `<table class="sheet-ledger"><caption>${foot}</caption><tbody>${rows.join('')}</tbody></table>`;
}

function statementsOf({ lab, frame, values }: SheetInput): string {
  const checks = checkIdentities(lab.identities, frame.result, values);
  const items = checks.map(
    ({ name, residual, holds }) =>
      `<li>${escapeXml(name)}: ${holds ? 'holds' : 'FAILS'}, residual ${residualText(Math.abs(residual))}</li>`,
  );
  return items.length > 0 ? `<ul class="sheet-statements">${items.join('')}</ul>` : '';
}

/** The sheet as an element of a page. */
export function sheetOf(input: SheetInput): string {
  const { lab, labTitle, preset, frame, values, plots } = input;
  const { scalars } = frame.result;
  const readouts = (lab.readouts ?? []).flatMap(({ scalar, standardError = '', exact = '' }) => {
    const { label = scalar, known } = lab.scalars[scalar] ?? {};
    const value = scalars[scalar];
    if (value === undefined) return [];
    const said = known === 'counted' ? countNumber(value) : fineNumber(value);
    const error = scalars[standardError] === undefined ? '' : ` ± ${fineNumber(scalars[standardError])}`;
    const truth = scalars[exact] === undefined ? '' : `, exact ${fineNumber(scalars[exact])}`;
    const how = known === undefined || known === 'counted' ? '' : `${known}: `;
    return [`${how}${escapeXml(label)} <b>${said}</b>${error}${truth}`];
  });
  const diverged =
    frame.diverged &&
    `At step ${frame.diverged.step} ${lab.scalars[frame.diverged.scalar]?.label ?? frame.diverged.scalar} stopped being a finite number.`;
  return `<article class="sheet" data-sheet>
<header><h1>${escapeXml(labTitle)}</h1>${preset === undefined ? '' : `<p>${escapeXml(preset)}</p>`}</header>
${identityOf(input)}
<p class="sheet-sentence">${escapeXml(diverged ?? lab.sentence(frame.result, values))}</p>
<div class="sheet-plots">${plots.map((plotId, i) => plotOf(input, plotId, i === 0)).join('')}</div>
${readouts.length > 0 ? `<p class="sheet-readouts">${readouts.join(' · ')}</p>` : ''}
${ledgerOf(input)}
${statementsOf(input)}
<footer>${provenanceOf({ ...input, step: frame.step })
    .map(escapeXml)
    .join(' · ')}</footer>
</article>`;
}
