// The header of a .npy file: a dictionary as Python writes it, in whatever order, spacing and quotes (NumPy Enhancement Proposal 1).
import { isNumberKind, type NumberKind } from './stored-numbers.ts';

export interface NpyHeader {
  readonly kind: NumberKind;
  readonly little: boolean;
  readonly fortranOrder: boolean;
  readonly shape: readonly number[];
}

const TOKEN = /\s*(?:[bu]?(?:'([^'"\\]*)'|"([^'"\\]*)")|(\d{1,15})[lL]?|(True|False)|([{}()[\],:]))\s*/y;
const asJson: Readonly<Record<string, string>> = { '(': '[', ')': ']' };

/** Texts, whole numbers, truth values, tuples, lists and dictionaries; undefined for all else that Python might mean. */
function literal(text: string): unknown {
  const json: string[] = [];
  for (TOKEN.lastIndex = 0; TOKEN.lastIndex < text.length; ) {
    const [token, single, double, number, truth, sign = ''] = TOKEN.exec(text) ?? [];
    if (token === undefined) return undefined;
    // Python lets a comma follow the last item.
    if (/[})\]]/.test(sign) && json.at(-1) === ',') json.pop();
    const string = single ?? double;
    if (string !== undefined) json.push(JSON.stringify(string));
    else json.push(number === undefined ? (truth?.toLowerCase() ?? asJson[sign] ?? sign) : String(Number(number)));
  }
  try {
    return JSON.parse(json.join(''));
  } catch {
    return undefined;
  }
}

/** What NumPy calls its kinds of numbers beside a letter and the bytes; `l` is as long as on most machines. */
const letters = {
  '?': 'b1',
  b: 'i1',
  B: 'u1',
  h: 'i2',
  H: 'u2',
  i: 'i4',
  I: 'u4',
  l: 'i8',
  L: 'u8',
  q: 'i8',
  Q: 'u8',
  e: 'f2',
  f: 'f4',
  d: 'f8',
};
const names = new Map(Object.entries({ ...letters, bool: 'b1', bool_: 'b1' }));

function kindOf(name: string): NumberKind | undefined {
  const [, family = '', bits = ''] = /^(uint|int|float)(\d+)$/.exec(name) ?? [];
  const kind = names.get(name) ?? (family ? `${family[0]}${Number(bits) / 8}` : name);
  return isNumberKind(kind) ? kind : undefined;
}

/** The header in these words; undefined where it is none of plain numbers. */
export function npyHeader(text: string): NpyHeader | undefined {
  const found = literal(text);
  if (typeof found !== 'object' || found === null || Object.keys(found).sort().join() !== 'descr,fortran_order,shape') return undefined;
  const { descr, fortran_order: fortranOrder, shape } = found as Record<string, unknown>;
  const [, order, name = ''] = typeof descr === 'string' ? (/^([<>|=]?)([?\w]+)$/.exec(descr) ?? []) : [];
  const kind = kindOf(name);
  const sizes = Array.isArray(shape) && shape.every((size) => Number.isSafeInteger(size)) ? (shape as number[]) : undefined;
  if (!kind || typeof fortranOrder !== 'boolean' || !sizes) return undefined;
  return { kind, little: order !== '>', fortranOrder, shape: sizes };
}
