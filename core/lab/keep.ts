// What is slow to work out of a state, kept between looks.

/** The last of each kind, with what it was made for. */
export type Kept = Map<string, { readonly key: unknown; readonly value: unknown }>;

/** `make()`, made anew only when `key` changes. */
export function keep<T>({ kept }: { readonly kept: Kept }, kind: string, key: unknown, make: () => T): T {
  const last = kept.get(kind);
  if (last && last.key === key) return last.value as T;
  const value = make();
  kept.set(kind, { key, value });
  return value;
}
