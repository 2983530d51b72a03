// What is to be seen, in one sentence: it follows the picture for the eye, and is read aloud once the picture rests.
import { useRun } from '../run-context.tsx';
import type { RunState } from '../store.ts';
import { useSettled } from './use-settled.ts';

const sentenceOf = ({ lab, frame, frameValues }: RunState): string => (frame ? lab.sentence(frame.result, frameValues) : '');

export function Sentence() {
  const now = useRun(sentenceOf);
  const settled = useSettled(sentenceOf);
  return (
    <div className="sentence">
      <p aria-hidden="true">{now}</p>
      <p className="unseen" aria-live="polite">
        {settled}
      </p>
    </div>
  );
}
