// What an operation and an access cost, as somebody published it.

/** Picojoules: what is published, and between which bounds other sources put the same thing. */
export interface Price {
  readonly value: number;
  readonly least: number;
  readonly most: number;
}

/** Of one addition and one multiplication. */
export interface Arithmetic {
  readonly add: Price;
  readonly multiply: Price;
}

export const widths = ['float32', 'float16', 'int32', 'int8'] as const;
export type Width = (typeof widths)[number];

/** Where words lie: beside the arithmetic, or in memory of its own. */
export type Place = 'onChip' | 'dram';

/** A memory whose accesses move so many bits. */
export interface Memory {
  readonly name: string;
  readonly place: Place;
  readonly wordBits: number;
  readonly access: Price;
}

/** One table of one source: numbers of different ones are never mixed. */
export interface EnergyTable {
  readonly title: string;
  /** The process, with its voltage where it is known. */
  readonly node: string;
  readonly year: number;
  readonly source: string;
  readonly operations: Readonly<Partial<Record<Width, Arithmetic>>>;
  readonly memories: readonly Memory[];
}

/** A price that only one source gives. */
export const exactly = (value: number): Price => ({ value, least: value, most: value });

export const between = (least: number, value: number, most: number): Price => ({ value, least, most });

export const scaled = ({ value, least, most }: Price, by: number): Price => ({ value: value * by, least: least * by, most: most * by });

export const summed = (prices: readonly Price[]): Price =>
  prices.reduce((a, b) => ({ value: a.value + b.value, least: a.least + b.least, most: a.most + b.most }), exactly(0));
