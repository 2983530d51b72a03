// One run and what the page knows of it, as a small store made by a factory: nothing about a run is global.
import type { HostFile } from '../core/base/files.ts';
import type { Dataset } from '../core/data/dataset.ts';
import type { ExportedFile, Lab } from '../core/lab/lab.ts';
import type { Values } from '../core/lab/param.ts';
import type { Grid, Result, Table } from '../core/lab/result.ts';
import type { Checkpoint, Frame } from '../core/lab/run.ts';
import type { Change, Session, Snapshot } from '../core/lab/session.ts';
import type { Way } from './compute/runner.ts';

/** Where the run is; `failed` keeps the last frame on the screen. */
export type Status =
  | { readonly kind: 'opening' }
  | { readonly kind: 'paused' }
  | { readonly kind: 'playing' }
  | { readonly kind: 'failed'; readonly message: string };

export interface RunState {
  readonly labId: string;
  readonly lab: Lab;
  readonly status: Status;
  /** What the run began with, live changes laid over it; what the controls show is `shownValues`. */
  readonly values: Values;
  readonly seed: number;
  readonly data: Dataset | undefined;
  readonly changes: readonly Change[];
  /** The preset that the run began with. */
  readonly preset: string | undefined;
  /** Values were set since that are not the preset’s; what only looks otherwise does not count. */
  readonly changed: boolean;
  readonly frame: Frame | undefined;
  /** Those that `frame` was computed at: plots, sentences, terms and identities go by these, controls by `shownValues`. */
  readonly frameValues: Values;
  /** Tables of the run before, while it differed from this one in nothing but the state it began in: what its marks call a ghost. */
  readonly ghost: Result['tables'] | undefined;
  /** Steps a second that play aims at; Infinity is as fast as frames come, a whole round trip of work each. */
  readonly speed: number;
  /** One line for each parameter whose last input was refused; the value in force stays. */
  readonly refusals: Readonly<Record<string, string>>;
  /** The scalar under the pointer, anywhere: equation, bar, curve, ledger. */
  readonly highlight: string | undefined;
  readonly sweep: { readonly over: string; readonly table: Table | undefined };
  /** The lab's map, as far as it is computed: `share` of it. */
  readonly map: { readonly grids: Readonly<Record<string, Grid>>; readonly done: boolean; readonly share: number };
  /** The step that the run which is being opened must reach; undefined once it is there. Until then the frame is another run’s. */
  readonly target: number | undefined;
  /** The run that is being opened has far to go: how far it is, of how far. */
  readonly underway: Way | undefined;
  /** Moments of this lab under the numbers 1 to 9, in their order. */
  readonly snapshots: readonly Snapshot[];
  /** True between a handle's or slider's press and release: axes keep still. */
  readonly dragging: boolean;

  /** Sets parameters (parsed; a refused one is told in `refusals`), restarting, continuing or redrawing as declared. */
  set(raw: Readonly<Record<string, unknown>>): void;
  /** Sets parameters, begins the run again whatever they do, and plays it: within one gesture only where they are new. */
  begin(raw: Readonly<Record<string, unknown>>): void;
  setPreset(id: string): void;
  resetParam(name: string): void;
  play(): void;
  pause(): void;
  /** Takes one step, pausing first. */
  step(): void;
  /** Same seed, same run. */
  reset(): void;
  newSeed(): void;
  setSpeed(stepsPerSecond: number): void;
  setHighlight(term: string | undefined): void;
  setSweep(over: string): void;
  /** The sweep is computed while somebody looks at it: call on mount, call what it returns on unmount. */
  watchSweep(): () => void;
  /** The map is computed while somebody looks at it, as the sweep is. */
  watchMap(): () => void;
  setDragging(dragging: boolean): void;
  /** Reads files as numbers or images, whichever the lab takes, off the page's thread. Rejects with one line where they are none. */
  readData(files: readonly HostFile[]): Promise<Dataset>;
  /** The user's own numbers. */
  setData(data: Dataset): void;
  /** A trained model of the user's, to begin with. Rejects with one line where the files are none. */
  openModel(files: readonly HostFile[]): Promise<void>;
  /**
   * Opens a session at its last step, from a checkpoint on its way if there is one, as the run of that id; the run that was there stays until
   * it has its frame.
   */
  load(session: Session, from?: { readonly id: string; readonly checkpoint: Checkpoint }): Promise<void>;
  /** Gives up what is under way: the run that was there stays. */
  cancel(): void;
  /** Puts the run as it is under a number, over what was there. */
  keepSnapshot(key: number): void;
  /** Opens a snapshot at its step; false where there is none. Rejects with one line where it cannot be opened. */
  openSnapshot(key: number): Promise<boolean>;
  renameSnapshot(key: number, name: string): void;
  removeSnapshot(key: number): void;
  /** What a file or a link holds. */
  session(): Session;
  /** The files of one of the lab's exports, from the run as it is. */
  export(id: string): Promise<readonly ExportedFile[]>;
  /** The lab's work, as the run is, over and over for so many ms: how many answers that gave. */
  exert(ms: number): Promise<number>;
  /** Keeps training as it is now, for a page that may not come back. */
  keep(): void;
  /** The id under which this run is kept, if it is. */
  keptAs(): string | undefined;
  undo(): void;
  redo(): void;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  dispose(): void;
}

export { shownValues } from '../core/lab/shown-values.ts';
