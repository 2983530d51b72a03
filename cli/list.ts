// `list`: the labs, in the order of the menu.
import { exactJson } from '../core/base/exact-json.ts';
import { labs } from '../core/labs/index.ts';
import type { Host } from './host.ts';
import { aligned } from './text-table.ts';

export async function list(options: { json?: true }, host: Host): Promise<void> {
  const entries = labs.map(({ id, title, tagline }) => ({ id, title, tagline }));
  await host.out(options.json ? `${exactJson(entries, 2)}\n` : aligned(entries.map(({ id, title, tagline }) => [id, title, tagline])));
}
