// A run on paper: everything with the numbers of that frame, nothing that a strict page refuses, in the words of the interface.
import { describe, expect, it } from 'vitest';
import { readNumber } from '../../core/lab/number-text.ts';
import { initialValues, parseValues, real, type Values } from '../../core/lab/param.ts';
import { openRun } from '../../core/lab/run.ts';
import { bound } from '../../core/labs/bound/lab.ts';
import { provenanceOf } from '../../renderer/export/provenance.ts';
import { sheetColors, sheetOf } from '../../renderer/export/sheet.ts';
import { light } from '../../renderer/plot/theme.ts';

async function sheet(set: Readonly<Record<string, unknown>> = {}, more: Partial<Parameters<typeof sheetOf>[0]> = {}) {
  const values: Values = parseValues(bound.params, initialValues(bound.params), { ...bound.presets.twoExplanations?.values, ...set });
  const run = await openRun(bound, values, 1);
  const frame = await run.next(5, values);
  const html = sheetOf({
    lab: bound,
    labTitle: 'The bound',
    preset: 'Two explanations, changed',
    frame,
    values,
    seed: 1,
    turns: [{ step: 3, text: 'temperature 2' }],
    plots: ['beliefs', 'landscape', 'descent'],
    version: '1.2.3',
    mathml: (tex) => `<math>${tex.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</math>`,
    ...more,
  });
  return { html, scalars: frame.result.scalars };
}

describe('the sheet', () => {
  it('has title, preset, identity with its numbers, sentence, pictures, ledger, statements and origin', async () => {
    const { html, scalars } = await sheet();
    const text = html.replace(/<[^>]+>/g, ' ');
    expect(html).toContain('<h1>The bound</h1><p>Two explanations, changed</p>');
    for (const name of ['logEvidence', 'accuracy', 'complexity', 'gap', 'energy', 'entropy', 'freeEnergy'])
      expect(text, name).toContain(readNumber(scalars[name] as number));
    expect(html.match(/<svg /g)).toHaveLength(3);
    expect(text).toContain('temperature 2');
    expect(text).toContain('F never rises on the way down KL(q‖p): holds, residual 0');
    expect(text).toMatch(/observation 1\.70 · noise, sd 0\.500 · mean \(prior\) 0\.250/);
    expect(text).toContain('seed 1 · step 5 · Free Energy Lab 1.2.3');
  });

  it('has nothing that a page without inline styles and scripts refuses, and every id once', async () => {
    const { html } = await sheet();
    expect(html).not.toMatch(/<style|<script|\sstyle=|\son\w+=/i);
    const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, id] of html.matchAll(/url\(#([^)]+)\)/g)) expect(ids).toContain(id);
  });

  it('is light whatever the page is, its inks those of the theme', async () => {
    const { html } = await sheet();
    expect(html).toContain(light.mark.gap);
    expect(sheetColors['--sheet-gap']).toBe(light.ink.gap);
  });

  it('writes names that hold signs of markup as text', async () => {
    const { html } = await sheet({}, { labTitle: '<img src=x onerror=alert(1)>', preset: '"&<b>' });
    expect(html).not.toContain('<img');
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;');
  });

  it('says of a run that left the finite numbers at which step, and not what it shows', async () => {
    const values = parseValues(bound.params, initialValues(bound.params), bound.presets.aMean?.values ?? {});
    const run = await openRun(bound, values, 1);
    const frame = { ...(await run.next(0, values)), diverged: { step: 7, scalar: 'freeEnergy' } };
    const { html } = await sheet({}, { frame, values });
    const [, sentence] = /<p class="sheet-sentence">([^<]*)</.exec(html) ?? [];
    expect(sentence).toBe('At step 7 free energy stopped being a finite number.');
  });
});

describe('where a figure comes from', () => {
  const number = (label: string, group: string) => real({ label, group, effect: 'live', min: 0, max: 10, initial: 1, scale: 'linear' });
  const lab = {
    ...bound,
    params: {
      model: bound.params.model as (typeof bound.params)[string],
      a: number('mean', 'Prior'),
      b: number('mean', 'Approximation q'),
      rate: { ...number('rate', 'Descent'), unit: 'nat' },
      gone: { ...number('gone', 'Descent'), when: { model: ['coin'] } },
    },
  };

  it('is told in the words of the interface, with the group where two are called alike', () => {
    const values = { model: 'bimodal', a: 0.25, b: -1.5, rate: 0.1, gone: 3 };
    expect(provenanceOf({ lab, labTitle: 'The bound', values, seed: 4, step: 9, version: '1.0.0' })).toEqual([
      'The bound',
      'Model Two explanations',
      'mean (prior) 0.250',
      'mean (approximation q) −1.50',
      'rate 0.100 nat',
      'seed 4',
      'step 9',
      'Free Energy Lab 1.0.0',
    ]);
  });
});
