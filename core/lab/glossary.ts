// The field's words, each defined in a sentence wherever it first appears in a text.

interface Word {
  /** How it is written, whole; capital or not. */
  readonly written: RegExp;
  readonly means: string;
}

const words: readonly Word[] = [
  { written: /nats?/, means: 'A nat is a unit of information, 1.44 bits: one for each factor e by which something is less probable.' },
  {
    written: /KL(?:\([^)]*\)|\[[^\]]*\])?/,
    means:
      'KL(q‖p), the Kullback–Leibler divergence, is how many nats worse p tells of things that q draws than q itself. It is 0 only where the two are the same.',
  },
  { written: /priors?/, means: 'The prior is what was believed about Θ before anything was seen.' },
  { written: /posteriors?/, means: 'The posterior is what Bayes’ rule says to believe about Θ after the data were seen.' },
  { written: /likelihoods?/, means: 'The likelihood is how probable the data are for each Θ.' },
  { written: /evidence/, means: 'The evidence P(X) is how probable the data are under prior and likelihood together, whatever Θ is.' },
  { written: /entropy/, means: 'Entropy is how spread out a distribution is, in nats.' },
  { written: /(?:lower )?bound/, means: 'The bound is accuracy less complexity: it is never above log P(X), and needs no posterior.' },
  { written: /latents?/, means: 'A latent is a number that nobody sees and that the model takes to have made what is seen.' },
  { written: /minibatch(?:es)?/, means: 'A minibatch is a few of the data, drawn for one step, that stand for all of them.' },
];

/** A piece of a text; one that is a word of the field’s, met for the first time, has its meaning. */
export interface Piece {
  readonly text: string;
  readonly means?: string;
}

const whole = new RegExp(`(?<![\\p{L}-])(?:${words.map(({ written }) => `(${written.source})`).join('|')})(?![\\p{L}-])`, 'giu');

/** The text in pieces, each word of the field’s defined once, where it first stands. */
export function glossed(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  const met = new Set<number>();
  let from = 0;
  for (const found of text.matchAll(whole)) {
    const which = found.slice(1).findIndex((group) => group !== undefined);
    if (met.has(which)) continue;
    met.add(which);
    if (found.index > from) pieces.push({ text: text.slice(from, found.index) });
    pieces.push({ text: found[0], means: (words[which] as Word).means });
    from = found.index + found[0].length;
  }
  if (from < text.length || pieces.length === 0) pieces.push({ text: text.slice(from) });
  return pieces;
}
