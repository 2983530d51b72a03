// The session inside an SVG: written as the text of its metadata, read back without a DOM, so that a figure dropped on the
// window opens the lab again.

const OPEN = '<metadata id="free-energy-lab-session"';
const CLOSE = '</metadata>';

/** Text as it may stand in XML: what XML 1.0 has no place for is left out. */
export const escapeXml = (text: string): string =>
  text
    .replace(/(?![\t\n\r])[\p{Cc}\p{Cs}\ufffe\uffff]/gu, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const unescapeXml = (text: string): string =>
  text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{1,8}));/gi, (whole, decimal?: string, hex?: string, name?: string) => {
    const point = decimal ? Number(decimal) : hex ? Number.parseInt(hex, 16) : undefined;
    if (point !== undefined) return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
    return named[name ?? ''] ?? whole;
  });

/** The metadata element that holds a session’s text. */
export const sessionElement = (session: string): string => `${OPEN}>${escapeXml(session)}${CLOSE}`;

/** The session’s text in a figure of ours, also after an editor has saved it; undefined where there is none. */
export function sessionTextOf(svg: string): string | undefined {
  const at = svg.indexOf(OPEN);
  if (at < 0) return undefined;
  const start = svg.indexOf('>', at) + 1;
  const end = svg.indexOf(CLOSE, start);
  if (start === 0 || end < 0) return undefined;
  const inside = svg.slice(start, end).trim();
  const raw = inside.startsWith('<![CDATA[') && inside.endsWith(']]>') ? inside.slice(9, -3) : unescapeXml(inside);
  return raw.trim() === '' ? undefined : raw;
}
