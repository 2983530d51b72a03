// A lab that takes a text of the user's and a measurement: a walk that prices are paid for.
import { InputError } from '../../core/base/input-error.ts';
import type { Lab } from '../../core/lab/lab.ts';
import { measurement } from '../../core/lab/measurement.ts';
import { text } from '../../core/lab/text.ts';
import { walk } from './walk.ts';
import { withEngine } from './with-engine.ts';

const rows = (given: string) => given.trim().split('\n');

export const prices = text({
  label: 'prices',
  help: 'What a step costs.',
  group: 'Joules',
  effect: 'redraw',
  takes: 'lines of operation,pJ',
  endings: ['csv', 'txt'],
  canonical(given) {
    const bad = rows(given).find((row) => !/^\w+ *, *[\d.]+$/.test(row));
    if (bad !== undefined) throw new InputError('prices', 'operation,pJ in each line', bad);
    return rows(given)
      .map((row) => row.replaceAll(' ', ''))
      .join('\n');
  },
  summary: (given) => `prices of ${rows(given).length}`,
  template: () => 'add, 0.9\nmultiply, 3.7\n',
});

export const measured = measurement({ label: 'measured', help: 'Joules of a walk.', group: 'Joules', effect: 'redraw' });

export const metered: Lab = {
  ...withEngine(walk, () => ({ exert: () => 5 })),
  params: { ...walk.params, prices, measured },
  measures: { param: 'measured', of: () => 'a walk' },
};
