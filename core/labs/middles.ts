// Where components begin that nobody has placed.

/** Of numbers in their order, those in the middle of `count` equal shares: their places. */
export function middlesOf(numbers: ArrayLike<number>, count: number): number[] {
  const order = Array.from({ length: numbers.length }, (_, i) => i).sort((a, b) => (numbers[a] as number) - (numbers[b] as number));
  return Array.from({ length: count }, (_, k) => order[Math.floor(((k + 0.5) / count) * order.length)] as number);
}
