// The session inside an SVG, as the text of its metadata: a figure dropped on the window opens the lab again.

export const SESSION_ID = 'free-energy-lab-session';

/** Text as it may stand in XML: what XML 1.0 has no place for is left out. */
export const escapeXml = (text: string): string =>
  text
    .replace(/(?![\t\n\r])[\p{Cc}\p{Cs}\ufffe\uffff]/gu, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');

/** The metadata element that holds a session’s text. */
export const sessionElement = (session: string): string => `<metadata id="${SESSION_ID}">${escapeXml(session)}</metadata>`;
