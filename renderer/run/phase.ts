// Where a run is between opening and failure: a state machine, each transition a pure function of the phase and what happened.
import { unreachable } from '../../core/contract/compute.ts';
import type { Values } from '../../core/lab/param.ts';
import type { Frame } from '../../core/lab/run.ts';
import type { Change } from '../../core/lab/session.ts';
import type { Progress } from '../compute/runner.ts';
import type { Status } from '../store.ts';
import type { StoredRun } from './stored-run.ts';

/**
 * `status` says whether it plays; `target` is the step that a run on its way must reach, undefined once it is there. Until then `frame` is the
 * picture of the run before, at step 0, since that is where the controls stand.
 */
export type Phase = Pick<StoredRun, 'status' | 'target' | 'frame' | 'frameValues' | 'start' | 'changes'>;

export type PhaseEvent =
  /** The run begins again at these values, to be led to step `steps`: an edit, a preset, another seed, a reset. */
  | { readonly kind: 'begin'; readonly values: Values; readonly steps: number }
  /** Undo or redo has put another start, changes and target in place. */
  | { readonly kind: 'travel' }
  /** The run that the phase speaks of is asked for. */
  | { readonly kind: 'ask' }
  /** A frame has come; `superseded` where another run has been asked for meanwhile. */
  | { readonly kind: 'frame'; readonly progress: Pick<Progress, 'frame' | 'start' | 'values' | 'changes'>; readonly superseded: boolean }
  | { readonly kind: 'play' }
  | { readonly kind: 'pause' }
  /** What was asked for was refused; the run is still where it was. */
  | { readonly kind: 'refusal' }
  /** The run is lost, or cannot go on. */
  | { readonly kind: 'failure'; readonly message: string };

/** One for all runs that nothing was changed in: who reads it is drawn again only for another. */
export const UNCHANGED: readonly Change[] = [];

const PAUSED: Status = { kind: 'paused' };
const PLAYING: Status = { kind: 'playing' };
const OPENING: Status = { kind: 'opening' };

const atStart = (frame: Frame): Frame => (frame.step === 0 ? frame : { ...frame, step: 0 });

const stopped = ({ status, frame }: Pick<Phase, 'status' | 'frame'>): Partial<Phase> =>
  status.kind === 'playing' ? { status: frame ? PAUSED : OPENING } : {};

/** What an event changes of a phase. */
export function transition(phase: Phase, event: PhaseEvent): Partial<Phase> {
  const { status, frame } = phase;
  switch (event.kind) {
    case 'begin':
      return { start: event.values, changes: UNCHANGED, target: event.steps, ...(frame && { frame: atStart(frame) }) };
    case 'travel':
      return { ...stopped(phase), ...(frame && { frame: atStart(frame) }) };
    case 'ask':
      return status.kind === 'failed' ? { status: OPENING } : {};
    case 'frame': {
      const { frame: arrived, start, values: frameValues, changes } = event.progress;
      // It only moves the picture along.
      if (event.superseded) return { frame: atStart(arrived), frameValues };
      const plays = status.kind === 'playing' && !arrived.done;
      return { frame: arrived, frameValues, start, changes, target: undefined, status: plays ? PLAYING : PAUSED };
    }
    case 'play':
      return { status: PLAYING };
    case 'pause':
      return stopped(phase);
    case 'refusal':
      return { status: PAUSED };
    case 'failure':
      return { status: { kind: 'failed', message: event.message } };
    default:
      return unreachable(event);
  }
}
