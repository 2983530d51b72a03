// @vitest-environment happy-dom
// A long formula goes over several lines: it is cut before its relations and signs, never within brackets.
import { expect, test } from 'vitest';
import { mathml } from '../../../core/io/mathml.ts';
import { brokenLines } from '../../../renderer/panel/broken-lines.ts';

const partsOf = (tex: string) => {
  const room = document.createElement('div');
  room.innerHTML = brokenLines(mathml(tex, 'flowing'), 'math');
  return [...room.querySelectorAll('math')].map((part) => part.textContent?.replace(/\s+/g, ''));
};

test('before relations and signs', () => {
  expect(partsOf('a=b+c\\le d')).toEqual(['a', '=b', '+c', '≤d']);
});

test('not within brackets, even where they carry an exponent', () => {
  expect(partsOf('a=(b+c)^{-d}f<e')).toEqual(['a', '=(b+c)−df', '<e']);
  expect(partsOf('(a+b)_t=c-d')).toEqual(['(a+b)t', '=c', '−d']);
});
