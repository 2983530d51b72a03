// The name that a class has on the page: `.row` of Ledger.module.css is `Ledger-row`. A test sees that no two modules share a name.
import { basename } from 'node:path';

export const scopedName = (name: string, file: string): string => `${basename(file.replace(/\?.*$/, ''), '.module.css')}-${name}`;
