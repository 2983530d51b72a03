// The session in a figure of ours, read as the XML that it is: an editor may have written every line of it anew.
/// <reference path="./xmldom.d.ts" />
import { DOMParser, type XmlNode } from '@xmldom/xmldom/lib/dom-parser.js';
import { SESSION_FORMAT } from '../../core/lab/session.ts';
import { SESSION_ID } from './session-text.ts';

const [TEXT, CDATA] = [3, 4];

/** What stands in it, but for the elements that editors put beside. */
const ownText = (node: XmlNode): string =>
  Array.from(node.childNodes, ({ nodeType, nodeValue }) => (nodeType === TEXT || nodeType === CDATA ? (nodeValue ?? '') : '')).join('');

/**
 * The session’s text in a figure of ours, also after an editor has saved it: under whatever prefix, in whatever lines, with what the editor says of
 * itself beside it, and perhaps under another id. Undefined where there is none.
 */
export function sessionTextOf(svg: string): string | undefined {
  let elements: ArrayLike<XmlNode & { getAttribute(name: string): string }>;
  try {
    // What is reported and not thrown was mended on the way, as entities of an editor’s own are.
    elements =
      new DOMParser({ errorHandler: () => undefined }).parseFromString(svg, 'image/svg+xml')?.getElementsByTagNameNS('*', 'metadata') ?? [];
  } catch {
    return undefined;
  }
  const found = Array.from(elements, (element) => ({ id: element.getAttribute('id'), text: ownText(element).trim() }));
  const ours =
    found.find(({ id, text }) => id === SESSION_ID && text !== '') ?? found.find(({ text }) => text.includes(`"${SESSION_FORMAT}"`));
  return ours?.text;
}
