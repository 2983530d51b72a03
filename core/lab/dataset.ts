// Data that a lab works on: named columns of numbers, from a set that ships or from the user.

export interface Dataset {
  readonly name: string;
  readonly columns: Readonly<Record<string, Float64Array>>;
}

/** A set that ships under samples/data/, offered by a lab in its choice parameter. */
export interface ShippedSet {
  /** The file's name under samples/data/. */
  readonly file: string;
  readonly source: string;
  /** The columns taken, in order; all numeric ones if left out. */
  readonly columns?: readonly string[];
}
