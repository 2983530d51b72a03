// What fills a picture that has nothing to show yet, and the button that does.
import { Button } from 'react-aria-components/Button';
import type { AnyPlot } from '../../core/lab/lab.ts';
import { textOf } from '../plot/marks/mark.ts';
import { same } from '../run/differing.ts';
import { useRun, useRunStore } from '../run-context.tsx';
import button from '../shell/Button.module.css';
import style from './Empty.module.css';

export default function Empty({ words, offer }: NonNullable<AnyPlot['empty']>) {
  const store = useRunStore();
  const values = useRun((run) => run.frameValues);
  // What was set and has not come back as a picture is being worked out.
  const waits = useRun((run) => run.status.kind !== 'failed' && run.values !== run.frameValues && !same(run.values, run.frameValues));
  return (
    <div className={style.empty}>
      <p>{textOf(words, values)}</p>
      {offer && (
        <Button className={button.small} isDisabled={waits} onPress={() => store.getState().set(offer.set(store.getState().values))}>
          {waits ? 'a moment…' : textOf(offer.label, values)}
        </Button>
      )}
    </div>
  );
}
