// What the coder does a second, and what its rounding costs: bytes of a skewed alphabet, pushed and popped again.
import { createStack, lengthOf, PRECISION } from '../core/codec/ans.ts';
import { cumulativeOf } from '../core/codec/categorical.ts';
import { popSymbols, pushSymbols, tableOf } from '../core/codec/table.ts';
import { createRandom } from '../core/prob/random.ts';
import { median, type Row, timed } from './statistics.ts';

const BYTES = 2 ** 20;
const REPETITIONS = 9;
const AIM = 50;

export async function coderRows(): Promise<Row[]> {
  // Shares fall geometrically: some 5 bits a byte.
  const shares = Float64Array.from({ length: 256 }, (_, i) => 0.95 ** i);
  const total = shares.reduce((sum, each) => sum + each, 0);
  const probabilities = shares.map((each) => each / total);
  const table = tableOf(cumulativeOf(probabilities));
  const random = createRandom(1);
  const ends = Float64Array.from(probabilities);
  for (let i = 1; i < ends.length; i += 1) ends[i] = (ends[i] as number) + (ends[i - 1] as number);
  const message = Uint8Array.from({ length: BYTES }, () => {
    const u = random.uniform();
    return Math.min(
      255,
      ends.findIndex((end) => u < end),
    );
  });

  let stack = createStack();
  const push = await timed(REPETITIONS, 2, () => {
    stack = createStack();
    pushSymbols(stack, message, table);
  });
  const length = lengthOf(stack);
  let popped = new Uint16Array();
  const pop = await timed(REPETITIONS, 2, () => {
    popped = popSymbols({ ...stack }, BYTES, table);
  });
  if (!popped.every((symbol, i) => symbol === message[BYTES - 1 - i])) throw new Error('the message came out otherwise');
  const ideal = message.reduce((sum, symbol) => sum - Math.log2(probabilities[symbol] as number), 0);
  const rate = (milliseconds: readonly number[]) => BYTES / 1e6 / (median(milliseconds) / 1000);
  return [
    { what: 'bytes pushed, 256 symbols', measured: rate(push), unit: 'MB/s', against: { name: 'aim', value: AIM } },
    { what: 'bytes popped', measured: rate(pop), unit: 'MB/s', against: { name: 'aim', value: AIM } },
    {
      what: `overhead at ${PRECISION} bits`,
      measured: 1e6 * (length / ideal - 1),
      unit: 'parts in a million',
      against: { name: 'aim', value: 100 },
    },
  ];
}
