// Notes are CommonMark with mathematics, and hold nothing that the content security policy refuses.
import { expect, test } from 'vitest';
import { toHtml } from '../../build/markdown.ts';

test('mathematics stands in a line and on its own', () => {
  const html = toHtml('The bound $F \\ge -\\log P(X)$ holds.\n\n$$\nF = E - TS\n$$\n\nAfter.');
  expect(html).toMatch(/<p>The bound <math[^>]*>.*<\/math> holds\.<\/p>/);
  expect(html).toMatch(/<p data-equation><math[^>]*display="block"/);
  expect(html).toContain('<p>After.</p>');
});

test('underscores and stars within mathematics are not emphasis', () => {
  expect(toHtml('$a_i b_i$ and $x * y * z$')).not.toContain('<em>');
});

test('a price is no mathematics', () => {
  expect(toHtml('It cost $5 or $6 to run.')).not.toContain('<math');
});

test('an address is shown, and leads nowhere', () => {
  const html = toHtml('[Jordan 1999](https://example.org/vi), [above](#top)');
  expect(html).toContain('Jordan 1999 <span data-address>https://example.org/vi</span>');
  expect(html).toContain('<a href="#top">above</a>');
});

test('a preset is a button, for it is something done and nowhere to go', () => {
  expect(toHtml('[Surprise](preset:surprise)')).toContain('<button type="button" data-preset="surprise">Surprise</button>');
});

test('no style reaches the page', () => {
  expect(toHtml('| a | b |\n|:--|--:|\n| 1 | $x_1$ |\n')).not.toMatch(/style=/);
});
