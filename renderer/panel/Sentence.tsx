// What is to be seen, in one sentence: it follows the picture for the eye, and is read aloud once the picture rests.
import { useRun } from '../run-context.tsx';
import { onceAFrame } from './once-a-frame.ts';
import style from './Sentence.module.css';
import { useSettled } from './use-settled.ts';
import { Words } from './Words.tsx';

const sentenceOf = onceAFrame((lab, result, values) => lab.sentence(result, values), '');

export function Sentence() {
  const now = useRun(sentenceOf);
  const settled = useSettled(sentenceOf);
  return (
    <div className={style.sentence}>
      <p aria-hidden="true">
        <Words text={now} still />
      </p>
      <p className="unseen" aria-live="polite">
        {settled}
      </p>
    </div>
  );
}
