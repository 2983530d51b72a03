// What the app is started with: a document, or a lab and one of its presets, or a question that a terminal answers.
import { parseArgs } from 'node:util';
import { documentArgument } from './documents.ts';

export interface Arguments {
  /** The path of a session, a figure, or numbers. */
  readonly document?: string;
  /** The page’s fragment for a lab, `#lab=bound&preset=coin`. */
  readonly place?: string;
  readonly asks?: 'version' | 'help';
}

export const USAGE = `Usage: free-energy-lab [--lab NAME [--preset NAME]] [FILE]

  FILE             a session (.freelab, .json), a figure (.svg) or numbers (.csv, .tsv, .txt) to open
  --lab NAME       opens at this lab: bound, em, samplers and so on
  --preset NAME    and at this preset of it
  --version        tells the version
  --help           tells this
`;

/** Reads a command line, the program’s own path first. What it does not know is Chromium’s. */
export function argumentsOf(argv: readonly string[]): Arguments {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const { values } = parseArgs({ args: argv.slice(1), options: { lab: text, preset: text, version: flag, help: flag }, strict: false });
  if (values.version) return { asks: 'version' };
  if (values.help) return { asks: 'help' };
  const document = documentArgument(argv);
  const { lab, preset } = values;
  const named = Object.entries({ lab, preset }).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  const place = typeof lab === 'string' && `#${new URLSearchParams(named)}`;
  return { ...(document !== undefined && { document }), ...(place && { place }) };
}
