// Equations are turned into MathML that a strict content security policy and MathML Core can show.
import { expect, test } from 'vitest';
import { mathml } from '../../core/io/mathml.ts';

test('an equation is one math element without annotation, wrapper or style', () => {
  expect(mathml('\\log P(X)', 'inline')).toMatch(/^<math[^>]*><mrow>.*<\/mrow><\/math>$/);
  expect(mathml('\\log P(X)', 'inline')).not.toMatch(/annotation|semantics|span|style=/);
});

test('letters of the mathematical alphabets are the letters themselves', () => {
  expect(mathml('\\mathbb{E}\\mathbb{R}\\mathcal{L}\\mathcal{N}\\mathbf{x}\\boldsymbol{\\mu}', 'inline')).toMatch(/𝔼.*ℝ.*ℒ.*𝒩.*𝐱.*𝝁/s);
  expect(mathml('\\mathbf{12}', 'inline')).toContain('<mn>𝟏𝟐</mn>');
  expect(mathml('\\Theta', 'inline')).toContain('<mi mathvariant="normal">Θ</mi>');
});

test('a standing equation is a block, a flowing one has its limits but no block of its own', () => {
  expect(mathml('\\sum_i x_i', 'standing')).toContain('display="block"');
  expect(mathml('\\sum_i x_i', 'flowing')).not.toContain('display="block"');
  expect(mathml('\\sum_i x_i', 'flowing')).toContain('<munder>');
  expect(mathml('\\sum_i x_i', 'inline')).toContain('<msub>');
});

test('TeX that does not parse, or needs an inline style, stops the build', () => {
  expect(() => mathml('\\frac{1', 'inline')).toThrow();
  expect(() => mathml('\\fcolorbox{red}{blue}{x}', 'inline')).toThrow('inline style');
});

test('the name of a function keeps its distance, unless a bracket follows', () => {
  expect(mathml('\\log P', 'inline')).toContain('<mspace');
  expect(mathml('\\log(x)', 'inline')).not.toContain('<mspace');
  expect(mathml('\\log\\left(x\\right)', 'inline')).not.toContain('<mspace');
});
