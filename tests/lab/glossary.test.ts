// The field's words are found whole, once, and where they stand.
import { describe, expect, it } from 'vitest';
import { glossed } from '../../core/lab/glossary.ts';

const defined = (text: string) => glossed(text).flatMap(({ text: word, means }) => (means === undefined ? [] : [word]));

describe('the glossary', () => {
  it('defines a word where it first stands, whatever its case and number', () => {
    expect(defined('The posterior of two priors is a Posterior.')).toEqual(['posterior', 'priors']);
  });

  it('takes no part of another word for one', () => {
    expect(defined('Supernatural boundaries, sentropy, evidences, innate')).toEqual([]);
  });

  it('takes a divergence with what it is of', () => {
    expect(defined('KL(q‖posterior) = 0.144 nats, and KL[q‖p]')).toEqual(['KL(q‖posterior)', 'nats']);
  });

  it.each(['', 'prior', 'no word', 'bound, bound', 'The lower bound lies 2 nats below log P(X).'])('loses nothing of “%s”', (text) => {
    const pieces = glossed(text);
    expect(pieces.map((piece) => piece.text).join('')).toBe(text);
  });
});
