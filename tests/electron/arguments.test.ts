// What the app makes of the command line that it is started with.
import { describe, expect, test } from 'vitest';
import { argumentsOf } from '../../electron/arguments.ts';

describe('the command line', () => {
  test.each([
    [['app'], {}],
    [['app', '/a/run.freelab'], { document: '/a/run.freelab' }],
    [['app', '--lab', 'bound'], { place: '#lab=bound' }],
    [['app', '--lab=bound', '--preset', 'coin', 'own.csv'], { document: 'own.csv', place: '#lab=bound&preset=coin' }],
    [['app', '--lab', 'a&b#c'], { place: '#lab=a%26b%23c' }],
    // A preset is of a lab; a lab has a name.
    [['app', '--preset', 'coin'], {}],
    [['app', '--lab'], {}],
    // Chromium’s own.
    [['app', '--disable-gpu', '--js-flags=--expose-gc', 'x.json'], { document: 'x.json' }],
    [['app', '--version', 'x.json'], { asks: 'version' }],
    [['app', '--help'], { asks: 'help' }],
  ])('%j means %j', (argv, expected) => expect(argumentsOf(argv)).toEqual(expected));
});
