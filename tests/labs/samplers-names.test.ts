// Coordinates keep their names on the way into a file: in any script, and each apart from the others.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { variableNames } from '../../core/labs/samplers/files/variable-names.ts';

it.each([
  ['words of other scripts', ['身長', '体重', 'größe', 'рост', 'वजन'], ['身長', '体重', 'größe', 'рост', 'वजन']],
  ['our own', ['θ₁', 'θ₂', 'intercept'], ['theta1', 'theta2', 'intercept']],
  ['signs', ['weight (kg)', 'weight/kg', 'x²', 'x2'], ['weight_kg_', 'weight_kg', 'x2', 'x2_2']],
  ['signs alone', ['%', '!?', ''], ['column', 'column_2', 'column_3']],
  ['what ArviZ and the table call their own', ['chain', 'draw', 'step', 'step size'], ['chain_2', 'draw_2', 'step_2', 'step_size_2']],
  ['a name that a clash would take', ['x y', 'x_y', 'x_y_2'], ['x_y', 'x_y_2', 'x_y_2_2']],
  ['the intercept of the data', ['intercept', 'intercept'], ['intercept', 'intercept_2']],
])('names are kept, and numbered where they clash: %s', (_, names, expected) => {
  expect(variableNames(names)).toEqual(expected);
});

it('no name is lost or taken twice, whatever the columns are called', () => {
  const name = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('chain', 'draw', 'a', 'a b', 'a_b', 'a_b_2', 'ａ'));
  fc.assert(
    fc.property(fc.array(name, { maxLength: 12 }), (names) => {
      const all = variableNames(names);
      expect(new Set([...all, 'chain', 'draw', 'step', 'step_size']).size).toBe(names.length + 4);
      for (const one of all) expect(one).toMatch(/^[\p{L}\p{M}\p{N}_]+$/u);
    }),
  );
});
