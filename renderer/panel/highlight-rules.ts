// Lighting up a term is one attribute on the panel: these rules, made once a lab, dim all that pictures another term.

const made = new Set<string>();

/** Adds the rules for terms of these names; they are the same for every panel. */
export function addHighlightRules(terms: readonly string[]): void {
  const fresh = terms.filter((term) => !made.has(term));
  if (fresh.length === 0) return;
  const sheet = new CSSStyleSheet();
  for (const term of fresh) {
    made.add(term);
    const name = CSS.escape(term);
    sheet.insertRule(`[data-highlight="${name}"] [data-term]:not([data-term="${name}"]) { opacity: 0.35; }`);
    sheet.insertRule(
      `[data-highlight="${name}"] button[data-term="${name}"] { background: color-mix(in srgb, var(--mark) 18%, transparent); }`,
    );
  }
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}
