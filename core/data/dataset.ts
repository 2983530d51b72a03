// Data that a lab works on: named columns of numbers or images, from a set that ships or from the user.
import type { ImageSet } from './images.ts';

/** The option of a lab's data or model parameter that stands for what the user brings. */
export const OWN = 'own';

export interface Dataset {
  readonly name: string;
  readonly columns: Readonly<Record<string, Float64Array>>;
  /** What was passed over when it was read: lines with a gap, columns without numbers, the names of rows; and of how many rows these are a part. */
  readonly left?: {
    readonly rows: readonly number[];
    readonly columns: readonly string[];
    readonly rowNames?: boolean;
    readonly of?: number;
  };
  /** How it was read, in words, where its text could be read in other ways, too; and those. */
  readonly spelled?: { readonly as: string; readonly others: readonly Dataset[] };
  /** Images to learn from, and others to be judged by; the same set twice where nothing is learnt. */
  readonly images?: { readonly training: ImageSet; readonly heldOut: ImageSet };
  /** A trained model to begin with, as its file. */
  readonly model?: Uint8Array<ArrayBuffer>;
  /** The trained networks that ship with the set, whatever model is chosen: by their files’ names, as they are. */
  readonly networks?: Readonly<Record<string, Uint8Array<ArrayBuffer>>>;
}

/** How much memory the user’s numbers, images and model take, in bytes. */
export function bytesOf(data: Dataset | undefined): number {
  const { columns = {}, images, model } = data ?? {};
  const sets = new Set(images && [images.training, images.heldOut]);
  const parts = [...Object.values(columns), ...[...sets].flatMap(({ pixels, labels }) => [pixels, labels]), model];
  return parts.reduce((sum, part) => sum + (part?.byteLength ?? 0), 0);
}

/** The other readings of a data set, each with the ones that then are the others. */
export const otherReadings = (data: Dataset): Dataset[] => {
  const { others = [] } = data.spelled ?? {};
  return others.map((other) => ({
    ...other,
    spelled: { as: other.spelled?.as ?? '', others: [data, ...others.filter((one) => one !== other)] },
  }));
};

/** At most so many of its rows, evenly spaced from the first on. */
export function thinned(data: Dataset, most: number): Dataset {
  const rows = Object.values(data.columns)[0]?.length ?? 0;
  if (rows <= most) return data;
  const { left = { rows: [], columns: [] }, spelled } = data;
  const thin = (column: Float64Array) => Float64Array.from({ length: most }, (_, i) => column[Math.floor((i * rows) / most)] as number);
  return {
    ...data,
    columns: Object.fromEntries(Object.entries(data.columns).map(([name, column]) => [name, thin(column)])),
    left: { ...left, of: rows },
    ...(spelled && { spelled: { ...spelled, others: spelled.others.map((other) => thinned(other, most)) } }),
  };
}

/** Whether two sets of columns are the same, to the last bit; sets of images are only the same as themselves. */
export function sameNumbers(a: Dataset, b: Dataset): boolean {
  if (a === b) return true;
  const names = Object.keys(a.columns);
  if (a.images || b.images || names.join('\n') !== Object.keys(b.columns).join('\n')) return false;
  return names.every((name) => {
    const [one, other] = [a.columns[name] as Float64Array, b.columns[name] as Float64Array];
    return one.length === other.length && one.every((x, i) => Object.is(x, other[i]));
  });
}

/** Which column plays which role: the one at `at`. */
export interface ColumnUse {
  readonly role: string;
  readonly at: number;
}

/** The same numbers with the column `name` at place `at`, and the one that was there in its stead. */
export function withColumnAt(data: Dataset, name: string, at: number): Dataset {
  const names = Object.keys(data.columns);
  const [from, there] = [names.indexOf(name), names[at]];
  if (from < 0 || there === undefined) return data;
  names[from] = there;
  names[at] = name;
  return { ...data, columns: Object.fromEntries(names.map((one) => [one, data.columns[one] as Float64Array])) };
}

/** A set that ships under samples/data/, offered by a lab in its choice parameter. */
export interface ShippedSet {
  /** The file's name under samples/data/; none of a set that is drawn. */
  readonly file?: string;
  readonly source: string;
  /** The columns taken, in order; all numeric ones if left out. */
  readonly columns?: readonly string[];
  /** Images in place of columns: which sets, and all their files, those of training first. Without `heldOut` a part is set aside. */
  readonly images?: { readonly training: string; readonly heldOut?: string; readonly files: readonly string[] };
  /** The trained model that goes with it, where the lab lets none be chosen. */
  readonly model?: ShippedModel;
  /** Trained networks that go with it, whichever model is chosen. */
  readonly networks?: readonly ShippedModel[];
}

/** The two files of images that ship as IDX: the images, then their labels. */
export const idxPair = (stem: string): readonly [images: string, labels: string] => [
  `${stem}-images-idx3-ubyte.gz`,
  `${stem}-labels-idx1-ubyte.gz`,
];

/** The files of a set that ships, in their order. */
export const filesOf = ({ file, images }: ShippedSet): readonly string[] => images?.files ?? (file === undefined ? [] : [file]);

/** A trained model that ships under samples/models/. */
export interface ShippedModel {
  readonly file: string;
  readonly source: string;
}
