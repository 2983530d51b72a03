// Formulas that may go over several lines: browsers break text between formulas, never within one.

const RELATIONS = new Set(['=', '≥', '≤', '∝', '←', '≈', '→', '>', '<']);
const SIGNS = new Set(['+', '−', '-']);
const OPEN = new Set(['(', '[', '{']);
const CLOSE = new Set([')', ']', '}']);

/** Cuts a formula before its relations and signs, and after its commas, outside of brackets; each part is a formula again. */
function partsOf(math: Element): Element[] {
  const row = math.children.length === 1 && math.firstElementChild?.localName === 'mrow' ? math.firstElementChild : math;
  const parts: Element[][] = [[]];
  let depth = 0;
  for (const child of [...row.children]) {
    // A bracket may carry an exponent.
    const sign = /^msu(b|p|bsup)$/.test(child.localName) ? child.firstElementChild : child;
    const text = sign?.localName === 'mo' ? (sign.textContent ?? '') : '';
    if (OPEN.has(text)) depth += 1;
    if (CLOSE.has(text)) depth -= 1;
    const last = parts.at(-1) as Element[];
    const operator = depth === 0 && (RELATIONS.has(text) || SIGNS.has(text));
    const follows = last.length > 0 && !RELATIONS.has(last.at(-1)?.textContent ?? '');
    if (operator && follows) {
      child.setAttribute('form', 'infix');
      parts.push([child]);
    } else if (depth === 0 && child.localName === 'mspace' && last.at(-1)?.textContent === ',') {
      parts.push([]);
    } else {
      last.push(child);
    }
  }
  return parts
    .filter((part) => part.length > 0)
    .map((part) => {
      const piece = math.cloneNode(false) as Element;
      piece.removeAttribute('display');
      piece.setAttribute('displaystyle', 'true');
      piece.append(...part);
      return piece;
    });
}

/** The HTML with every formula that `selector` finds cut into parts. */
export function brokenLines(html: string, selector: string): string {
  const template = document.createElement('template');
  template.innerHTML = html;
  for (const math of template.content.querySelectorAll(selector)) {
    math.replaceWith(...partsOf(math).flatMap((part, index) => (index === 0 ? [part] : [' ', part])));
  }
  return template.innerHTML;
}
