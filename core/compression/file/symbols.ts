// Symbols below 2^bits in a file: packed, or entropy coded where that takes fewer bytes; which of the two is written first.
import { InputError } from '../../base/input-error.ts';
import { bytesOf, createStack, LOWEST, readStack } from '../../codec/ans.ts';
import { pack, packedLength, unpack } from '../../codec/packed.ts';
import { popSymbols, pushSymbols, tableOf } from '../../codec/table.ts';
import type { ByteReader } from './byte-reader.ts';
import { type ByteWriter, type Part, wholeBytes } from './byte-writer.ts';
import { frequenciesOf, messageBits } from './frequencies.ts';

/** The first byte: packed, or else the precision of the table. */
const PACKED = 0;
const PRECISIONS = [8, 10, 12, 14];
const MOST_PRECISION = 16;

/** Frequencies in their order; a 0 stands for all that follow on each other, and their number less 1 comes behind it. */
function tableBytes(frequencies: Uint32Array): number[] {
  const bytes: number[] = [];
  for (let i = 0; i < frequencies.length; i += 1) {
    bytes.push(...wholeBytes(frequencies[i] as number));
    if (frequencies[i] !== 0) continue;
    const first = i;
    while (i + 1 < frequencies.length && frequencies[i + 1] === 0) i += 1;
    bytes.push(...wholeBytes(i - first));
  }
  return bytes;
}

interface Plan {
  readonly precision: number;
  readonly frequencies: Uint32Array;
  readonly table: readonly number[];
  readonly bytes: number;
}

/** The table with which a message of these counts is expected to take the fewest bytes, its own included. */
function planOf(counts: Uint32Array): Plan | undefined {
  const present = counts.reduce((many, count) => many + Number(count > 0), 0);
  // What is behind the last symbol that occurs is not in the table.
  const used = counts.subarray(0, counts.findLastIndex((count) => count > 0) + 1);
  const plans = PRECISIONS.filter((precision) => present > 0 && present <= 2 ** precision).map((precision): Plan => {
    const frequencies = frequenciesOf(used, precision);
    const table = tableBytes(frequencies);
    // The state of the coder has 8 bytes, of which the message fills 2 at most; its words have 2.
    return { precision, frequencies, table, bytes: 12 + table.length + messageBits(used, frequencies, precision) / 8 };
  });
  return plans.length === 0 ? undefined : plans.reduce((best, plan) => (plan.bytes < best.bytes ? plan : best));
}

function countsOf(symbols: ArrayLike<number>, bits: number): Uint32Array<ArrayBuffer> {
  const counts = new Uint32Array(2 ** bits);
  for (let i = 0; i < symbols.length; i += 1) counts[symbols[i] as number] = (counts[symbols[i] as number] as number) + 1;
  return counts;
}

/** About how many bytes `writeSymbols` will take for symbols with these counts. */
export function symbolBytes(counts: Uint32Array, bits: number): number {
  const total = counts.reduce((a, b) => a + b, 0);
  return 1 + Math.min(packedLength(total, bits), planOf(counts)?.bytes ?? Number.POSITIVE_INFINITY);
}

/** The present symbols of a table with their frequencies. */
function coderOf(frequencies: Uint32Array, precision: number) {
  const symbols = Uint16Array.from(Array.from(frequencies.keys()).filter((i) => frequencies[i] !== 0));
  const ends = [0];
  for (const symbol of symbols) ends.push((ends.at(-1) as number) + (frequencies[symbol] as number));
  return { symbols, table: tableOf(ends, precision) };
}

function codedBytes(values: ArrayLike<number>, { precision, frequencies, table }: Plan): number[][] {
  const { symbols, table: coder } = coderOf(frequencies, precision);
  const ranks = new Uint16Array(frequencies.length);
  symbols.forEach((symbol, rank) => {
    ranks[symbol] = rank;
  });
  const stack = createStack();
  pushSymbols(
    stack,
    Uint16Array.from(values, (value) => ranks[value] as number),
    coder,
  );
  const message = bytesOf(stack);
  return [[precision], wholeBytes(frequencies.length), [...table], wholeBytes(message.length), Array.from(message)];
}

/** Writes symbols below 2^bits, bits 1 to 16, in the way that takes fewer bytes. */
export function writeSymbols(writer: ByteWriter, part: Part, values: ArrayLike<number>, bits: number): void {
  const packed = packedLength(values.length, bits);
  const plan = planOf(countsOf(values, bits));
  const coded = plan && plan.bytes < packed + 16 ? codedBytes(values, plan) : undefined;
  if (coded && coded.reduce((sum, { length }) => sum + length, 0) < 1 + packed) for (const bytes of coded) writer.bytes(part, bytes);
  else {
    writer.bytes(part, [PACKED]);
    writer.bytes(part, pack(values, bits));
  }
}

function readFrequencies(reader: ByteReader, what: string, most: number, precision: number): Uint32Array {
  const frequencies = new Uint32Array(reader.whole(`${what} table`, most));
  let sum = 0;
  for (let i = 0; i < frequencies.length; i += 1) {
    const frequency = reader.whole(`${what} table`, 2 ** precision);
    frequencies[i] = frequency;
    sum += frequency;
    if (frequency === 0) i += reader.whole(`${what} table`, frequencies.length - i - 1);
  }
  if (sum !== 2 ** precision) throw new InputError(`${what} table`, `${2 ** precision} slots in all`, String(sum));
  return frequencies;
}

/**
 * Reads so many symbols below 2^bits that `writeSymbols` wrote: a message must end with the last, to the bit. `count` is for the caller to
 * bound, since a message of one symbol alone takes no bytes. Throws InputError.
 */
export function readSymbols(reader: ByteReader, what: string, count: number, bits: number): Uint16Array<ArrayBuffer> {
  const precision = reader.byte(what);
  if (precision === PACKED) return unpack(reader.bytes(what, packedLength(count, bits)), count, bits);
  if (precision > MOST_PRECISION) throw new InputError(`${what} precision`, `up to ${MOST_PRECISION}`, String(precision));
  const frequencies = readFrequencies(reader, what, 2 ** bits, precision);
  const { symbols, table } = coderOf(frequencies, precision);
  const message = reader.bytes(what, reader.whole(what, Number.MAX_SAFE_INTEGER));
  const stack = readStack(message);
  const values = popSymbols(stack, count, table).reverse();
  if (stack.count !== 0 || stack.state !== LOWEST) throw new InputError(what, `a message of ${count} symbols`, 'another');
  for (let i = 0; i < count; i += 1) values[i] = symbols[values[i] as number] as number;
  return values;
}
