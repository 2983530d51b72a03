// The equations of the labs are all there as MathML when the page asks for them.
import { mathml } from 'virtual:equations';
import { expect, test } from 'vitest';
import { tex, texOf } from '../../build/lab-tex.ts';

test('TeX is found at any depth, each string once around a circle, and nowhere else', () => {
  const declaration: Record<string, unknown> = { tex: 'a', params: { x: { tex: 'b', label: 'c' } }, list: [{ tex: 'd' }, () => 'e', null] };
  declaration.self = declaration;
  expect(texOf(declaration)).toEqual(['a', 'b', 'd']);
});

test('every equation of every lab has its MathML, which the policy can show', () => {
  expect(tex.length).toBeGreaterThan(0);
  expect(Object.keys(mathml).sort()).toEqual([...tex].sort());
  for (const [source, math] of Object.entries(mathml)) {
    expect(math, source).toMatch(/^<math[\s\S]*<\/math>$/);
    expect(math, source).not.toMatch(/\sstyle=|annotation|merror|<script|mathvariant="(?!normal)/);
  }
});
