// What the page asks of the worker, and what comes back. Every request is answered; a reply names its run.
import type { HostFile } from '../base/files.ts';
import type { Dataset } from '../data/dataset.ts';
import type { ExportedFile } from '../lab/lab.ts';
import type { Values } from '../lab/param.ts';
import type { Grid, Table } from '../lab/result.ts';
import type { Checkpoint, Frame } from '../lab/run.ts';
import type { SweepAxis } from '../lab/sweep.ts';

/** Begins run `run`, or goes on from a checkpoint of it, and answers with its frame there; a run of that number is closed first. */
export interface OpenRequest {
  readonly kind: 'open';
  readonly run: number;
  readonly lab: string;
  readonly values: Values;
  readonly seed: number;
  readonly data?: Dataset;
  readonly from?: Checkpoint;
  /** A hand is moving something: a draft of the frame is enough, where the lab has one. */
  readonly draft?: boolean;
}

export type Request =
  | OpenRequest
  | {
      readonly kind: 'next';
      readonly run: number;
      readonly values: Values;
      readonly steps: number;
      readonly draft?: boolean;
      /** No further step is begun when those taken have been going for so many ms: others are let in, and the page hears how far it is. */
      readonly within?: number;
    }
  | { readonly kind: 'export'; readonly run: number; readonly values: Values; readonly id: string }
  /** The lab's work at these values, over and over for so many ms. */
  | { readonly kind: 'exert'; readonly run: number; readonly values: Values; readonly ms: number }
  /** Where the run is, to go on from later. */
  | { readonly kind: 'checkpoint'; readonly run: number }
  | { readonly kind: 'close'; readonly run: number }
  /** A sweep stands apart from the run whose number it bears: points of their own, at these values, over one axis. */
  | (Omit<OpenRequest, 'kind'> & {
      readonly kind: 'sweep';
      readonly over: SweepAxis;
      readonly steps: number;
    })
  /** Begins the lab's map at these values, under a number that no run bears; answers with the map while all of it is still unknown. */
  | (Omit<OpenRequest, 'kind'> & { readonly kind: 'map' })
  /** Computes on at the map of that number for a while, then answers with all that is known of it. */
  | { readonly kind: 'fill'; readonly run: number }
  /** Files of the user's become the data of a lab, off the page's thread; or a trained model, as one file. */
  | { readonly kind: 'read' | 'readModel'; readonly run: number; readonly lab: string; readonly files: readonly HostFile[] }
  /** So do the files of a set that ships. */
  | {
      readonly kind: 'readShipped';
      readonly run: number;
      readonly lab: string;
      readonly option: string;
      readonly files: readonly Uint8Array<ArrayBuffer>[];
    };

/** What steps and observation took; of an `open`, the observation alone. */
export interface Took {
  readonly stepping: number;
  readonly observing: number;
}

export type Reply =
  | { readonly kind: 'frame'; readonly run: number; readonly frame: Frame; readonly took: Took }
  | { readonly kind: 'exported'; readonly run: number; readonly files: readonly ExportedFile[] }
  | { readonly kind: 'exerted'; readonly run: number; readonly answers: number }
  /** Undefined where the lab keeps none. */
  | { readonly kind: 'checkpoint'; readonly run: number; readonly checkpoint: Checkpoint | undefined }
  | { readonly kind: 'closed'; readonly run: number }
  | { readonly kind: 'swept'; readonly run: number; readonly table: Table }
  /** `share` of it is known, all at 1. */
  | { readonly kind: 'mapped'; readonly run: number; readonly grids: Readonly<Record<string, Grid>>; readonly share: number }
  | { readonly kind: 'data'; readonly run: number; readonly data: Dataset }
  | { readonly kind: 'model'; readonly run: number; readonly bytes: Uint8Array<ArrayBuffer> }
  /** `input` is true where the user's input was at fault; `parameter` says which. */
  | { readonly kind: 'failed'; readonly run: number; readonly message: string; readonly input: boolean; readonly parameter?: string };

/** Ends a `switch` over a union: a member without a case does not compile. */
export function unreachable(message: never): never {
  throw new Error(`unreachable: ${JSON.stringify(message)}`);
}
