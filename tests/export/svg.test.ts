import { Buffer } from 'node:buffer';
import { DOMParser } from '@xmldom/xmldom';
import { decode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { figureFonts } from '../../cli/fonts.ts';
import { readSession } from '../../core/lab/session.ts';
import { figureSizes, onScreen } from '../../renderer/export/figure-of.ts';
import { sessionTextOf } from '../../renderer/export/session-in-svg.ts';
import type { ImageNode, SceneNode } from '../../renderer/plot/scene.ts';
import { dark } from '../../renderer/plot/theme.ts';
import { lab, session, smallFigure, values } from './small-figure.ts';

/** The document; a fault of the XML, even a small one, is thrown. */
function parsed(svg: string) {
  const fail = (message: string) => {
    throw new Error(message);
  };
  return new DOMParser({ errorHandler: { warning: fail, error: fail, fatalError: fail } }).parseFromString(svg, 'image/svg+xml');
}

const textIn = (svg: string, tag: string) => parsed(svg).getElementsByTagName(tag)[0]?.textContent;

describe('a figure as SVG', () => {
  it('is well-formed XML whose words are those of the plot, whatever signs they hold', async () => {
    const { svg } = await smallFigure('curve', { fonts: await figureFonts() });
    expect(textIn(svg, 'title')).toBe('A & B < "C"');
    expect(textIn(svg, 'desc')).toBe('It rises & falls: x < 1.');
    const said = Array.from(parsed(svg).getElementsByTagName('text')).map((node) => node.textContent);
    for (const text of ['A & B < "C"', 'P(Θ | X) & <more>', 'nats', 'Θ']) expect(said).toContain(text);
  });

  it('names lab, values in force, seed, step and version', async () => {
    const { svg } = await smallFigure();
    const said = Array.from(parsed(svg).getElementsByTagName('text'), (node) => node.textContent).join(' ');
    for (const text of ['Small & whole', 'mean 0.25', 'seed 7', 'step 0', 'Free Energy Lab 1.2.3']) expect(said).toContain(text);
    expect(said).not.toContain('hidden');
  });

  it.each(['curve', 'field'] as const)('refers to nothing outside itself: %s', async (plotId) => {
    const { svg } = await smallFigure(plotId, { fonts: await figureFonts() });
    const references = [...svg.matchAll(/(?:href="|url\()\s*['"]?([^'")]*)/g)].map(([, target]) => target as string);
    expect(references.length).toBeGreaterThan(0);
    for (const target of references) expect(target).toMatch(/^(#|data:font\/woff2;base64,|data:image\/png;base64,)/);
    const local = references.filter((target) => target.startsWith('#'));
    for (const target of local) expect(svg).toContain(`id="${target.slice(1)}"`);
    expect(svg.replace('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:|<script|@import|\son\w+=/);
  });

  it('carries a raster as a PNG of its pixels', async () => {
    const { svg, scene } = await smallFigure('field');
    const images = (nodes: readonly SceneNode[]): ImageNode[] =>
      nodes.flatMap((node) => (node.kind === 'image' ? [node] : node.kind === 'group' ? images(node.children) : []));
    const { columns, rows, pixels } = images(scene.children)[0] as ImageNode;
    const href = /data:image\/png;base64,([^"]*)/.exec(svg)?.[1] as string;
    const { width, height, channels, data } = decode(Buffer.from(href, 'base64'));
    expect([width, height, channels]).toEqual([columns, rows, 4]);
    expect([...data]).toEqual([...pixels]);
    expect(new Set(data).size).toBeGreaterThan(2);
  });

  it('carries the letters it needs: Greek only where Greek is written', async () => {
    const fonts = await figureFonts();
    const faces = async (plotId: 'curve' | 'field') => (await smallFigure(plotId, { fonts })).svg.match(/@font-face/g)?.length;
    expect([await faces('curve'), await faces('field')]).toEqual([2, 1]);
  });

  it('is the same text each time', async () => {
    expect((await smallFigure('field')).svg).toBe((await smallFigure('field')).svg);
  });

  it('states its size: mm for a column, px for a slide, title and origin added to a plot on the screen', async () => {
    const { column, slide } = figureSizes;
    const size = async (chosen: typeof column | typeof slide | ReturnType<typeof onScreen>) => {
      const root = parsed((await smallFigure('curve', { size: chosen })).svg).documentElement;
      return [root?.getAttribute('width'), root?.getAttribute('height'), root?.getAttribute('viewBox')];
    };
    expect(await size(column)).toEqual(['85mm', '66.11mm', '0 0 360 280']);
    expect(await size(slide)).toEqual(['1280', '720', '0 0 800 450']);
    const [, height] = await size(onScreen(500, 300));
    expect(Number(height)).toBeGreaterThan(300);
    const { scene } = await smallFigure('curve', { size: onScreen(500, 300) });
    expect(scene.height).toBe(Number(height));
  });

  it('wears the theme it is asked for', async () => {
    expect((await smallFigure('curve', { theme: dark })).svg).toContain(dark.surface);
  });

  it('shows handles as dots', async () => {
    const { scene, svg } = await smallFigure();
    expect(scene.handles).toHaveLength(2);
    for (const { x, y } of scene.handles) expect(svg).toContain(`<circle cx="${x}" cy="${y}" r="6"`);
  });

  it('refuses a plot that the lab does not have, and names those it has', async () => {
    await expect(smallFigure('other' as 'curve')).rejects.toThrow('figure: expected one of curve, field, got other');
  });
});

describe('the session in a figure', () => {
  it('comes back as it went in, and opens', async () => {
    const text = sessionTextOf((await smallFigure()).svg);
    expect(text).toBe(session.trim());
    const read = await readSession(text as string, async () => lab);
    expect(read).toMatchObject({ seed: 7, values });
  });

  it('survives signs that XML sets apart, and words in any script', async () => {
    const hard = '{"name":"a<b>&\\"c\\" ]]> Θ 漢字 🎲 &amp; &#65;"}';
    expect(sessionTextOf((await smallFigure('curve', { session: hard })).svg)).toBe(hard);
  });

  it('is what another program reads there too', async () => {
    expect(textIn((await smallFigure()).svg, 'metadata')?.trim()).toBe(session.trim());
  });

  it('is found after an editor has written it its own way', () => {
    const open = '<svg><metadata id="free-energy-lab-session"';
    expect(sessionTextOf(`${open}\n   x="1"><![CDATA[{"a":"<&"}]]></metadata></svg>`)).toBe('{"a":"<&"}');
    expect(sessionTextOf(`${open}>&#123;&#x22;a&#x22;:1&#125;</metadata></svg>`)).toBe('{"a":1}');
  });

  const saved = '{"format":"free-energy-lab/session","a":"&lt;&amp;"}';
  it.each([
    ['with a line before the id, as Inkscape has it', `<svg><metadata\n     id="free-energy-lab-session">${saved}</metadata></svg>`],
    [
      'with the id in other quotes, behind another attribute',
      `<svg><metadata xml:space='preserve' id='free-energy-lab-session'>${saved}</metadata></svg>`,
    ],
    [
      'under a prefix',
      `<svg:svg xmlns:svg="http://www.w3.org/2000/svg"><svg:metadata id="free-energy-lab-session">${saved}</svg:metadata></svg:svg>`,
    ],
    [
      'beside what the editor says of the file',
      `<svg><metadata id="free-energy-lab-session">${saved}<rdf:RDF xmlns:rdf="r"><title>a {}</title></rdf:RDF></metadata></svg>`,
    ],
    [
      'in two parts with a comment between',
      `<svg><metadata id="free-energy-lab-session">${saved.slice(0, 20)}<!-- {"b":1} --><![CDATA[${saved.slice(20).replace('&lt;', '<').replace('&amp;', '&')}]]></metadata></svg>`,
    ],
    [
      'behind a comment that tells of one',
      `<svg><!-- <metadata id="free-energy-lab-session">no</metadata> --><metadata id="free-energy-lab-session">${saved}</metadata></svg>`,
    ],
    [
      'under an id of the editor’s, behind metadata of its own',
      `<svg><metadata id="metadata5">Inkscape</metadata><metadata id="metadata7">${saved}</metadata></svg>`,
    ],
    [
      'with entities of its own',
      `<!DOCTYPE svg [<!ENTITY ns_svg "http://www.w3.org/2000/svg">]><svg xmlns="&ns_svg;"><metadata id="free-energy-lab-session">${saved}</metadata></svg>`,
    ],
    [
      'with a sign of its encoding and a declaration',
      `\ufeff<?xml version="1.0" encoding="UTF-8" standalone="no"?>\r\n<svg><metadata id="free-energy-lab-session">\r\n${saved}\r\n</metadata></svg>`,
    ],
  ])('is found where an editor has saved the figure %s', (_, svg) => {
    expect(sessionTextOf(svg)).toBe('{"format":"free-energy-lab/session","a":"<&"}');
  });

  it('is undefined where there is none, or half of one', () => {
    for (const text of [
      '',
      '<svg/>',
      '<svg><metadata>{}</metadata></svg>',
      '<svg><!-- <metadata id="free-energy-lab-session">{}</metadata> --></svg>',
      '<svg><text id="free-energy-lab-session">{}</text></svg>',
      '<metadata id="free-energy-lab-session"',
      '<metadata id="free-energy-lab-session">{',
      '<metadata id="free-energy-lab-session"></metadata>',
    ]) {
      expect(sessionTextOf(text)).toBeUndefined();
    }
  });
});
