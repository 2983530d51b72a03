// The line of a refusal is one line of bounded length, whatever the input was made of.
import { describe, expect, it } from 'vitest';
import { InputError } from '../../core/base/input-error.ts';
import { createRandom } from '../../core/prob/random.ts';

describe('a refusal', () => {
  it('says what it is about, what was expected and what came', () => {
    expect(new InputError('steps', 'whole number 1 to 9', '10').message).toBe('steps: expected whole number 1 to 9, got 10');
  });

  it('is one line of at most a few thousand letters, without control of a terminal or of the order of letters', () => {
    const random = createRandom(14);
    const odd = ['\n', '\r', '\u001b[2J', '\u0007', '\u2028', '\u202e', '\u2066', '\u0000', '\ufeff', '😀', 'é', 'x', '\u009b31m'];
    for (let trial = 0; trial < 200; trial += 1) {
      const made = () => Array.from({ length: random.below(trial === 0 ? 100_000 : 400) }, () => odd[random.below(odd.length)]).join('');
      const { message } = new InputError(made(), made(), made());
      expect(message).toMatch(/^[^\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069\ufeff]*$/u);
      expect(message.length).toBeLessThan(3000);
      expect(message).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])/);
    }
  });

  it('clips ten million letters at once', () => {
    expect(new InputError('value', 'a number', 'x'.repeat(10_000_000)).message).toBe(`value: expected a number, got ${'x'.repeat(500)}…`);
  });
});
