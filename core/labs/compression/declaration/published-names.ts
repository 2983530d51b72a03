// What the rows of papers are called beside their points.
import { publishedRows } from '../../../compression/ledger/published.ts';
import type { RatioKind } from '../../../compression/ledger/ratios.ts';

/** Rows about LeNet-300-100 on MNIST whose ratio is of this kind. */
export const publishedAs = (kind: RatioKind) =>
  publishedRows.filter(({ network, data, kind: of }) => network === 'LeNet-300-100' && data === 'MNIST' && of === kind);

/** Each with the paper that reports it, by its first author and year: the same method is quoted with other numbers elsewhere. */
export const publishedNames = (kind: RatioKind): readonly string[] =>
  publishedAs(kind).map(({ method, source }) => `${method} (${/^\w+/.exec(source)?.[0]} ${/\d{4}/.exec(source)?.[0]})`);
