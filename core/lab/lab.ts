// A lab is a value: one declaration, and everything else is read off it.

import type { NamedFile } from '../base/files.ts';
import type { ColumnUse, Dataset, ShippedModel, ShippedSet } from '../data/dataset.ts';
import type { Random } from '../prob/random.ts';
import type { CertificateSpec } from './certificate.ts';
import type { Guide } from './guide.ts';
import type { Hue } from './hue.ts';
import type { Identity } from './identity.ts';
import type { Means } from './means.ts';
import { applies, type Params, type Values, type When } from './param.ts';
import type { Plot } from './plot.ts';
import type { Grid, Result } from './result.ts';
import { identitiesOfSums } from './sums.ts';

export interface Column {
  readonly label: string;
  readonly tex?: string;
  readonly unit?: string;
  readonly hue?: Hue;
  /** Of a column: it only says where its row stands in a picture, and is in no file. */
  readonly place?: true;
}

/** Whether a table has anything for a file: some column that is no mere place in a picture. */
export const isHandedOut = (columns: Readonly<Record<string, Column>> | undefined): boolean =>
  columns === undefined || Object.values(columns).some(({ place }) => !place);

/** How a number is known: by a formula, a sum or quadrature to rounding; off draws, with chance in it; from a part, or as a summary, that stands for what it is called; or counted. */
export type Known = 'exact' | 'measured' | 'estimated' | 'counted';

export interface ScalarSpec extends Column {
  /** One sentence that defines it. */
  readonly help: string;
  /** Said wherever it stands among numbers that are known in other ways. */
  readonly known?: Known;
  /** It may be unknown (an evidence that nobody can compute): then the result leaves it out, and so does whatever shows it. */
  readonly optional?: true;
}

export type ScalarSpecs = Readonly<Record<string, ScalarSpec>>;
export type TableSpecs = Readonly<Record<string, Readonly<Record<string, Column>>>>;
export type GridSpecs = Readonly<Record<string, Column>>;

/** A scalar that stands beside the sentence, full in colour only while it can be trusted. */
export interface Readout<S> {
  readonly scalar: keyof S & string;
  /** What stands beside a measured one, where they are known: how far chance may have moved it, and what it should be. */
  readonly standardError?: keyof S & string;
  readonly exact?: keyof S & string;
  readonly trusted?: { readonly atLeast?: number; readonly atMost?: number };
}

/** One row of the map: what is laid over the values, and the steps after which the scalars are read. */
export interface MapRow<P extends Params> {
  readonly label: string;
  readonly values: Partial<Values<P>>;
  readonly steps: number;
}

/** Scalars over one parameter and a list of variants, computed point by point while somebody looks. */
export interface MapSpec<P extends Params> {
  readonly over: keyof P & string;
  /** The points of `over`: how many, from where to where; spaced as its scale is. */
  readonly count: number;
  readonly domain: (values: Values<P>) => readonly [number, number];
  /** From the bottom up. */
  readonly rows: (values: Values<P>) => readonly MapRow<P>[];
}

export interface Preset<P extends Params> {
  readonly title: string;
  /** What to look for. */
  readonly sentence: string;
  readonly values: Partial<Values<P>>;
  /** Steps already taken when it opens. */
  readonly steps?: number;
  /** Steps a second that play aims at once it is chosen. */
  readonly speed?: number;
  /** What it is about, in the order in which its controls stand before all others; what it sets if left out. */
  readonly about?: readonly (keyof P & string)[];
  /** Certificates that are false here, on purpose. */
  readonly breaks?: readonly string[];
}

/** One stage of a step, as the walk through it tells. */
export interface WalkStage<S, Seen, V> {
  readonly title: string;
  /** The scalars it is about. */
  readonly terms: readonly (keyof S & string)[];
  /** One sentence, with the numbers of the very example that is on its way. */
  readonly sentence: (result: Seen, values: V) => string;
}

/** A step taken apart, stage after stage: the choice parameter `param` says which one is in the light, any other option than its initial one begins the walk. */
export interface Walk<S, P extends Params, L, Seen, V> {
  readonly param: keyof P & string;
  /** The plot that shows them. */
  readonly plot: L;
  /** By their options of `param`, in their order. */
  readonly stages: Readonly<Record<string, WalkStage<S, Seen, V>>>;
}

/** A scalar that comes to the value of a parameter when a run ends. */
export interface RunProgress<S, P> {
  readonly scalar: keyof S & string;
  readonly of: keyof P & string;
  /** What is counted, one of it: `epoch`. */
  readonly word: string;
}

/** What whoever has a clock may say of a scalar that counts: how much it grows a second. */
export interface Rate<S> {
  readonly of: keyof S & string;
  readonly label: string;
}

export interface Equation {
  readonly title: string;
  readonly tex: string;
  readonly sentence: string;
  readonly source: string;
}

/** A term of a sum: `sign` · `factor` · scalar. */
export interface Term<S, P> {
  readonly scalar: keyof S & string;
  readonly sign: 1 | -1;
  /** A parameter it is multiplied by. */
  readonly factor?: keyof P & string;
  /** Left out of sight while it is exactly 0. */
  readonly quiet?: boolean;
}

/** The lab's identity: `left` = its terms, drawn with live numbers under them. */
export interface Headline<S, P> {
  readonly left: { readonly scalar: keyof S & string };
  readonly terms: readonly Term<S, P>[];
  readonly tolerance?: number;
}

/** One way of writing the total; `needs: 'evidence'` marks what in general cannot be computed. */
export interface LedgerRow<S, P> {
  readonly terms: readonly Term<S, P>[];
  readonly needs?: 'evidence';
  /** How far the sum may miss the total, relative to its largest term; 1e-10 if left out. */
  readonly tolerance?: number;
}

/** A file that a lab hands out besides figures, CSV and session. */
export interface ExportedFile {
  /** A file’s name, in a folder or not. */
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export interface ExportSpec {
  readonly label: string;
  /** What a run was made for: the command line writes it without being asked. */
  readonly byDefault?: true;
  /** Handed out at these values alone. */
  readonly when?: When;
}

export interface Start {
  readonly random: Random;
  readonly seed: number;
  readonly data: Dataset | undefined;
  readonly means?: Means;
}

type MaybePromise<T> = T | Promise<T>;

/** The scalars of a result: optional ones may be missing. */
type Scalars<S> = { readonly [K in keyof S as S[K] extends { readonly optional: true } ? never : K]: number } & {
  readonly [K in keyof S as S[K] extends { readonly optional: true } ? K : never]?: number;
};

/** Some of the names, each with an X. */
type SomeOf<S, X> = string extends keyof S ? Readonly<Record<string, X>> : { readonly [K in keyof S]?: X };

/** Some of it. */
type Some<R> = string extends keyof R ? R : Partial<R>;

type Tables<T> = { readonly [N in keyof T]: { readonly [C in keyof T[N]]: Float64Array } };

/** The three functions of a lab, and what may go with them. */
export interface Engine<P extends Params, S extends ScalarSpecs, T extends TableSpecs, G extends GridSpecs, State> {
  readonly init: (values: Values<P>, start: Start) => MaybePromise<State>;
  readonly step?: (state: State, values: Values<P>, random: Random) => MaybePromise<State>;
  /** True once a further step at these values changes nothing. */
  readonly done?: (state: State, values: Values<P>) => boolean;
  /** Scalars cheap enough to look at after every step, so that divergence is told with its very step. */
  readonly monitor?: (state: State) => SomeOf<S, number>;
  /** Arrays of its own: they are moved away. */
  readonly observe: (
    state: State,
    values: Values<P>,
  ) => MaybePromise<{
    readonly scalars: Scalars<S>;
    readonly tables: Tables<T>;
    readonly grids: { readonly [K in keyof G]: Grid };
    readonly names?: SomeOf<T, readonly string[]>;
  }>;
  /** What is seen as long as a hand is moving something: tables and grids that take long are left out, and stay as they were until it lets go. */
  readonly draft?: (
    state: State,
    values: Values<P>,
  ) => MaybePromise<{
    readonly scalars: Scalars<S>;
    readonly tables: Some<Tables<T>>;
    readonly grids: Some<{ readonly [K in keyof G]: Grid }>;
    readonly names?: SomeOf<T, readonly string[]>;
  }>;
  /**
   * All that the next step needs, as the bytes of a file, and the state it stands for, at the values then in force. A run with neither goes
   * through its steps again. Its `step` takes no numbers from `random`, which is not in the file.
   */
  readonly checkpoint?: {
    readonly write: (state: State) => Uint8Array<ArrayBuffer>;
    readonly read: (bytes: Uint8Array, values: Values<P>, start: Start) => MaybePromise<State>;
  };
  /** The files of each declared export. */
  readonly exports?: Readonly<Record<string, (state: State, values: Values<P>) => MaybePromise<readonly ExportedFile[]>>>;
  /** Does a bit of the lab’s work at these values, some tens of ms of it, whose joules are measured: how many answers that was. It changes no state. */
  readonly exert?: (state: State, values: Values<P>) => MaybePromise<number>;
  readonly dispose?: (state: State) => void;
}

/** Trained models to begin with: those that ship, by the options of `param`, and the user’s. */
interface Models {
  readonly param: string;
  readonly files: Readonly<Record<string, ShippedModel>>;
  /** Fetches what makes the user’s files one, that `data.model` then holds; it throws InputError. */
  readonly reader: () => MaybePromise<(files: readonly NamedFile[]) => Uint8Array<ArrayBuffer>>;
}

/**
 * A plot of a lab. The house provides a table `sweep` (the swept parameter as column `x`, and every scalar) and a grid `map <scalar>` for
 * each scalar.
 */
export type PlotOf<P extends Params, S extends ScalarSpecs, T extends TableSpecs, G extends GridSpecs> = Plot<
  T & { readonly sweep: Readonly<Record<'x' | (keyof S & string), Column>> },
  G & Readonly<Record<`map ${keyof S & string}`, Column>>,
  Values<P>,
  keyof S & string
>;

/** Where the plots stand; plots that share a place are tabs. `third` stands beside the other two where there is room, else within `side`. */
export interface Layout<L extends string> {
  readonly main: readonly L[];
  readonly side: readonly L[];
  readonly third?: readonly L[];
  readonly row: readonly (readonly L[])[];
}

/** All that stand somewhere, in the order in which they are read. */
export const plotsIn = ({ main, side, third = [], row }: Layout<string>): readonly string[] => [...main, ...side, ...third, ...row.flat()];

type PlotsIn<Y extends Layout<string>> = Y['main' | 'side' | 'row'][number] extends infer Place
  ? (Place extends readonly (infer L)[] ? L : Place) | (Y extends { readonly third: readonly (infer L)[] } ? L : never)
  : never;

/** What a lab has whose runs are long: its engine keeps checkpoints to go on from, and the page shows how far they are. */
export interface Training<P extends Params, S extends ScalarSpecs, T extends TableSpecs, L> {
  readonly progress: RunProgress<S, P>;
  readonly rates?: Readonly<Record<string, Rate<S>>>;
  /** The choice parameter that picks a trained model to begin with; options that are no key of `files` need none. */
  readonly models?: Models & { readonly param: keyof P & string };
  readonly walk?: Walk<S, P, L, { readonly scalars: Scalars<S>; readonly tables: Tables<T> }, Values<P>>;
}

export interface LabSpec<P extends Params, S extends ScalarSpecs, T extends TableSpecs, G extends GridSpecs, L extends string, State> {
  readonly version: number;
  readonly params: P;
  readonly scalars: S;
  readonly tables: T;
  readonly grids: G;
  /** The first one is what opens. */
  readonly presets: Readonly<Record<string, Preset<P>>>;
  readonly equations: readonly Equation[];
  readonly headline: Headline<S, P>;
  /** Others that stand in its place at some values: the first that applies. */
  readonly headlines?: readonly (Headline<S, P> & { readonly when: When<Values<P>> })[];
  readonly ledger: { readonly total: keyof S & string; readonly rows: readonly LedgerRow<S, P>[] };
  readonly plots: Readonly<Record<L, PlotOf<P, S, T, G>>>;
  readonly layout: Layout<NoInfer<L>>;
  /** Besides the sums of headline and ledger, which are identities, too. */
  readonly identities: readonly Identity<keyof S & string, Values<P>>[];
  readonly certificates?: Readonly<Record<string, CertificateSpec<keyof S & string>>>;
  /** The choice parameter that picks a data set; options that are no key of `sets` need none, `own` is the user's. */
  readonly data?: {
    readonly param: keyof P & string;
    readonly sets: Readonly<Record<string, ShippedSet>>;
    /** What the user’s own are: numbers if left out. */
    readonly own?: 'images';
    /** Rows of the user’s numbers that it works on: of a file of more, so many are taken, evenly. */
    readonly most?: number;
    /** Fetches what reads files of a kind of the lab’s own; of others it makes nothing. It throws InputError. */
    readonly reader?: () => MaybePromise<(files: readonly NamedFile[]) => Dataset | undefined>;
    /** Which of so many columns of the user’s numbers plays which role at these values. */
    readonly uses?: (values: Values<P>, count: number) => readonly ColumnUse[];
    /** Of the sets the one whose model stands beside the user’s own data. */
    readonly beside?: string;
    /** Sets that stand in place of what the parameter says, at values that leave no choice. */
    readonly implied?: readonly { readonly when: When<Values<P>>; readonly set: string }[];
  };
  /** What the sweep picture shows at first. */
  readonly sweep?: { readonly over: keyof P & string; readonly steps?: number };
  readonly map?: MapSpec<P>;
  /** Numbers beside the sentence. */
  readonly readouts?: readonly Readout<S>[];
  /** The word on the play button; a lab without one takes no steps. */
  readonly play?: string;
  /** Steps a second that play aims at first; 30 if left out. */
  readonly speed?: number;
  readonly training?: Training<P, S, T, NoInfer<L>>;
  /** What `engine` can hand out besides figures, CSV and session. */
  readonly exports?: Readonly<Record<string, ExportSpec>>;
  /** The measurement parameter that takes the joules of an answer, where the engine can `exert` itself; and whose answer it is at these values, in words. */
  readonly measures?: { readonly param: keyof P & string; readonly of: (values: Values<P>) => string };
  /** What it says of itself to whoever asks: fetched then. */
  readonly guide?: () => MaybePromise<Guide>;
  /** Its guide has a tour. */
  readonly tours?: true;
  /** What is to be seen, in one sentence. */
  readonly sentence: (
    result: { readonly scalars: Scalars<S>; readonly tables: Tables<T> } & Pick<Result, 'names'>,
    values: Values<P>,
  ) => string;
  /** Values that belong to a data set or a model that was just chosen or opened (its heads and tosses, a prior on its scale). */
  readonly adopt?: (values: Values<P>, data: Dataset) => Partial<Values<P>>;
  /** The computation, fetched where runs are run: whoever only reads the declaration never loads it. */
  readonly engine: () => MaybePromise<Engine<P, S, T, G, State>>;
}

/**
 * A lab as the house handles it: names are strings, the state is opaque. The types of a declaration were checked by
 * `defineLab`; the registry parses every value on its way in.
 */
export type Lab = LabSpec<Params, ScalarSpecs, TableSpecs, GridSpecs, string, unknown>;

export type AnyEngine = Engine<Params, ScalarSpecs, TableSpecs, GridSpecs, unknown>;

export type AnyPlot = PlotOf<Params, ScalarSpecs, TableSpecs, GridSpecs>;

/** The parameters that pick what a run works on: its data set, the model it begins with. */
export const pickersOf = ({ data, training }: Pick<Lab, 'data' | 'training'>): readonly string[] =>
  [data?.param, training?.models?.param].filter((name) => name !== undefined);

/** What can be handed out at these values. */
export const exportsAt = ({ exports = {} }: Pick<Lab, 'exports'>, values: Values): Readonly<Record<string, ExportSpec>> =>
  Object.fromEntries(Object.entries(exports).filter(([, { when }]) => applies(when, values)));

/** The names that a condition asks for. */
type AskedIn<W> = W extends readonly (infer C)[] ? (C extends unknown ? keyof C : never) : keyof W;

/** The parameters whose condition asks for a parameter or a value that there is not. */
type Misled<P extends Params> = {
  [K in keyof P]: P[K] extends { readonly when?: infer W }
    ? When extends NonNullable<W>
      ? never // Nothing is known of it: it has none.
      : [AskedIn<NonNullable<W>>, W] extends [keyof P, When<Values<P>> | undefined]
        ? never
        : K
    : never;
}[keyof P];

/** What only the whole of a declaration shows: conditions of parameters on each other, and plots that no place shows. */
interface Whole<P extends Params, L extends string, Y extends Layout<string>> {
  readonly params: [Misled<P>] extends [never] ? unknown : { readonly misled: Misled<P> };
  readonly layout: Y & ([Exclude<L, PlotsIn<Y>>] extends [never] ? unknown : { readonly nowhere: Exclude<L, PlotsIn<Y>> });
}

/** Checks a declaration against itself: conditions, presets, marks, terms and layout may only use names it declares. */
export function defineLab<
  const P extends Params,
  const S extends ScalarSpecs,
  const T extends TableSpecs,
  const G extends GridSpecs,
  const L extends string,
  State,
  const Y extends Layout<NoInfer<L>>,
>(spec: LabSpec<P, S, T, G, L, State> & Whole<P, L, Y>): Lab {
  const lab = spec as unknown as Lab;
  return { ...lab, identities: [...identitiesOfSums(lab), ...lab.identities] };
}
