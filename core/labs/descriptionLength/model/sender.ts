// Who sends a subject: a book of codewords, a network, a mixture, or factors.

export interface Choice {
  readonly subject: string;
  /** Of what is the user's own. */
  readonly by: 'network' | 'mixture' | 'factors';
}

export type Sender = 'codewords' | Choice['by'];

const OF_SUBJECT: Readonly<Record<string, Sender>> = {
  codewords: 'codewords',
  line: 'network',
  concrete: 'network',
  classes: 'network',
  eruptions: 'mixture',
  digits: 'factors',
};

/** Of the user's own it is as chosen. */
export const senderOf = ({ subject, by }: Choice): Sender => OF_SUBJECT[subject] ?? by;
