// Imports of `*.md` become HTML strings: CommonMark, with $…$ and $$…$$ as MathML.
import { Marked, type TokenizerAndRendererExtension } from 'marked';
import type { Plugin } from 'vite';
import { mathml } from '../core/io/mathml.ts';

const standing: TokenizerAndRendererExtension = {
  name: 'standing',
  level: 'block',
  start: (source) => source.match(/^\$\$/m)?.index,
  tokenizer(source) {
    const found = /^\$\$([\s\S]+?)\$\$\s*(?:\n|$)/.exec(source);
    return found ? { type: 'standing', raw: found[0], tex: found[1]?.trim() } : undefined;
  },
  renderer: ({ tex }) => `<p data-equation>${mathml(tex, 'standing')}</p>\n`,
};

const inline: TokenizerAndRendererExtension = {
  name: 'inline',
  level: 'inline',
  start: (source) => source.match(/\$/)?.index,
  tokenizer(source) {
    const found = /^\$(?![\s$])((?:\\.|[^$\\])+?)(?<!\s)\$(?!\d)/.exec(source);
    return found ? { type: 'inline', raw: found[0], tex: found[1] } : undefined;
  },
  renderer: ({ tex }) => mathml(tex, 'inline'),
};

/** What a link becomes: its address, and its words as HTML. */
export type LinkHtml = (href: string, label: string) => string;

/** The app goes nowhere: an address is there to be read and copied. */
const readable: LinkHtml = (href, label) => {
  if (href.startsWith('preset:')) return `<button type="button" data-preset="${href.slice(7)}">${label}</button>`;
  if (href.startsWith('#')) return `<a href="${href}">${label}</a>`;
  return label === href ? `<span data-address>${href}</span>` : `${label} <span data-address>${href}</span>`;
};

const markedWith = (linkHtml: LinkHtml) =>
  new Marked({ gfm: true }).use({
    extensions: [standing, inline],
    renderer: {
      link({ href, tokens }) {
        return linkHtml(href, this.parser.parseInline(tokens));
      },
    },
  });

const notes = markedWith(readable);

/** The HTML of a page of notes. */
export const toHtml = (text: string): string => notes.parse(text, { async: false });

/** The HTML of a page whose links lead somewhere. */
export const toLinkedHtml = (text: string, linkHtml: LinkHtml): string => markedWith(linkHtml).parse(text, { async: false });

/** `import html from './notes.md'` gives the page as HTML. */
export function markdown(): Plugin {
  return {
    name: 'markdown',
    transform: {
      filter: { id: /\.md$/ },
      handler: (text) => ({ code: `export default ${JSON.stringify(toHtml(text))};`, map: null, moduleType: 'js' }),
    },
  };
}
