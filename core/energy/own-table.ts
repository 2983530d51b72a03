// A table of prices of the user’s, as CSV: a row a price, and what is said of the whole.
import { csvFormatRows, csvParseRows } from 'd3-dsv';
import { InputError } from '../base/input-error.ts';
import { type Arithmetic, between, type EnergyTable, type Memory, type Price, type Width, widths } from './table.ts';

const HEAD = ['what', 'name', 'bits', 'pJ', 'least', 'most'] as const;
const places = { 'on chip': 'onChip', DRAM: 'dram' } as const;
const said = ['title', 'node', 'year', 'source'] as const;

const MOST_ROWS = 100;
const MOST_LETTERS = 200;
/** A joule an operation is more than any machine takes. */
const MOST_PICOJOULES = 1e12;

const fail = (line: number, expected: string, got: string) => new InputError(`line ${line}`, expected, got.slice(0, 40) || 'nothing');

function numberIn(text: string, line: number, what: string): number {
  const number = text.trim() === '' ? Number.NaN : Number(text);
  if (!(number >= 0 && number <= MOST_PICOJOULES)) throw fail(line, `${what} from 0 to 1e12`, text);
  return number;
}

/** The price of a row, with a band where one is given. */
function priceIn([, , , value = '', least = '', most = '']: readonly string[], line: number): Price {
  const price = numberIn(value, line, 'pJ');
  const low = least.trim() === '' ? price : numberIn(least, line, 'least');
  const high = most.trim() === '' ? price : numberIn(most, line, 'most');
  if (!(low <= price && price <= high)) throw fail(line, 'least ≤ pJ ≤ most', `${least}, ${value}, ${most}`);
  return between(low, price, high);
}

/**
 * A table from CSV with the columns what, name, bits, pJ, least, most. `what` is `add` or `multiply` of a width (float32, float16, int32, int8), `on chip` or
 * `DRAM` with the bits of an access, or one of title, node, year, source. pJ are of one operation or access; least and most may be left out. Widths
 * that a way to answer takes must be there when it is priced. Throws InputError, with the line.
 */
export function tableOf(text: string): EnergyTable {
  const [head = [], ...rows] = csvParseRows(text.replace(/^\uFEFF/, ''));
  if (head.map((each) => each.trim()).join() !== HEAD.join()) throw fail(1, HEAD.join(','), head.join());
  if (rows.length > MOST_ROWS) throw fail(MOST_ROWS + 2, `at most ${MOST_ROWS} rows`, `${rows.length}`);
  const about = new Map<string, string>();
  const prices = new Map<string, Price>();
  const memories: Memory[] = [];
  rows.forEach((row, i) => {
    const line = i + 2;
    const [what = '', name = '', bits = ''] = row.map((each) => each.trim());
    if (row.every((each) => each.trim() === '')) return;
    if (name.length === 0 || name.length > MOST_LETTERS) throw fail(line, `a name of 1 to ${MOST_LETTERS} letters`, name);
    if ((said as readonly string[]).includes(what)) about.set(what, name);
    else if (what === 'add' || what === 'multiply') {
      if (!(widths as readonly string[]).includes(name)) throw fail(line, `one of ${widths.join(', ')}`, name);
      if (prices.has(`${what} ${name}`)) throw fail(line, `${what} of ${name} once`, 'again');
      prices.set(`${what} ${name}`, priceIn(row, line));
    } else if (Object.hasOwn(places, what)) {
      const wordBits = Number(bits);
      if (!(Number.isInteger(wordBits) && wordBits >= 1 && wordBits <= 65_536)) throw fail(line, 'bits of an access, 1 to 65536', bits);
      memories.push({ name, place: places[what as keyof typeof places], wordBits, access: priceIn(row, line) });
    } else throw fail(line, `what: add, multiply, ${Object.keys(places).join(', ')}, ${said.join(', ')}`, what);
  });
  const operations: Partial<Record<Width, Arithmetic>> = {};
  for (const width of widths) {
    const [add, multiply] = [prices.get(`add ${width}`), prices.get(`multiply ${width}`)];
    if (!add && !multiply) continue;
    if (!add || !multiply) throw new InputError('table', `add and multiply of ${width}`, add ? 'add alone' : 'multiply alone');
    operations[width] = { add, multiply };
  }
  if (Object.keys(operations).length === 0) throw new InputError('table', 'add and multiply of a width', 'none');
  const source = about.get('source');
  const year = Number(about.get('year') ?? Number.NaN);
  if (source === undefined) throw new InputError('table', 'a row that says its source', 'none');
  if (!(Number.isInteger(year) && year >= 1900 && year <= 2100))
    throw new InputError('table', 'a row with its year', about.get('year') ?? 'none');
  return { title: about.get('title') ?? 'Your own', node: about.get('node') ?? 'not said', year, source, operations, memories };
}

/** The same as CSV. */
export function tableText({ title, node, year, source, operations, memories }: EnergyTable): string {
  const of = ({ value, least, most }: Price) => [value, ...(least === value && most === value ? ['', ''] : [least, most])].map(String);
  const about = Object.entries({ title, node, year, source }).map(([what, each]) => [what, String(each), '', '', '', '']);
  const arithmetic = widths.flatMap((width) => {
    const found = operations[width];
    return found ? (['add', 'multiply'] as const).map((what) => [what, width, '', ...of(found[what])]) : [];
  });
  const wheres = memories.map(({ name, place, wordBits, access }) => [
    place === 'dram' ? 'DRAM' : 'on chip',
    name,
    String(wordBits),
    ...of(access),
  ]);
  return `${csvFormatRows([[...HEAD], ...about, ...arithmetic, ...wheres])}\n`;
}
