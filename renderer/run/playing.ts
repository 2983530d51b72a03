// Play, pause, one step, and the speed of it.
import type { RunState } from '../store.ts';
import type { Editing } from './editing.ts';
import type { Opening } from './opening.ts';
import type { Notify, RunAccess } from './stored-run.ts';

export interface PlayingOptions {
  readonly run: RunAccess;
  readonly opening: Opening;
  readonly editing: Editing;
  readonly notify: Notify | undefined;
}

type Actions = Pick<RunState, 'play' | 'pause' | 'step' | 'setSpeed'>;

export function playActions({ run: { get, set }, opening, editing, notify }: PlayingOptions): Actions {
  const { lab } = get();
  const { runner } = opening;
  return {
    play() {
      if (!lab.play) return;
      const { frame, changes, status } = get();
      // At its end play begins again, unless something was changed there.
      const ended = frame?.done && (frame.diverged || changes.at(-1)?.step !== frame.step);
      if (ended && !frame?.diverged) notify?.('The run had come to its end, and begins again.');
      if (ended || status.kind === 'failed') editing.restart();
      opening.happen({ kind: 'play' });
      runner.play(get().speed);
    },
    pause: opening.pause,
    step() {
      if (!lab.play) return;
      opening.pause();
      const { status, frame } = get();
      if (status.kind === 'failed') return editing.restart();
      if (frame?.done && !frame.diverged) notify?.('The run is at its end: another step changes nothing.');
      runner.step();
    },
    setSpeed(speed) {
      set({ speed });
      if (get().status.kind === 'playing') runner.play(speed);
    },
  };
}
