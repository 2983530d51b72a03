// Every registered lab, held to the contract; those that train in a file of their own.
import { describe, expect, it } from 'vitest';
import { labs } from '../../core/labs/index.ts';
import { holdToContract } from './contract.ts';
import { isProse } from './declaration-faults.ts';

describe('the registry', () => {
  it('names each lab once, from a small letter on, with a title and a tagline', () => {
    expect(new Set(labs.map(({ id }) => id)).size).toBe(labs.length);
    for (const { id, title, tagline } of labs)
      expect([/^[a-z][a-zA-Z0-9-]*$/.test(id), isProse(title), isProse(tagline)]).toEqual([true, true, true]);
  });
});

holdToContract(({ training }) => !training);
