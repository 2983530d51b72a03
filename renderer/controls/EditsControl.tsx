// What a hand has altered of the data, in words, and the way back; of data as they came, how it is done.
import { Button } from 'react-aria-components/Button';
import { editsInWords } from '../../core/lab/edits-in-words.ts';
import type { Effect } from '../../core/lab/param.ts';
import { useLab, useRun, useRunStore } from '../run-context.tsx';
import button from '../shell/Button.module.css';
import control from './Control.module.css';
import { ControlHead } from './ControlHead.tsx';
import { Refusal } from './Refusal.tsx';
import style from './Written.module.css';

export default function EditsControl({ name, effect }: { readonly name: string; readonly effect: Effect | undefined }) {
  const param = useLab().params[name];
  const value = useRun((run) => run.values[name]) as string;
  const refusal = useRun((run) => run.refusals[name]);
  const { resetParam } = useRunStore().getState();
  if (!param) return null;
  return (
    <div className={control.control} data-param={name}>
      <div className={control.line}>
        <ControlHead param={param} effect={effect} onReset={undefined} />
        {value !== '' && (
          <Button className={button.small} onPress={() => resetParam(name)}>
            Put all back
          </Button>
        )}
      </div>
      <p className={style.said} role="status">
        {value === '' ? param.help : editsInWords(value)}
      </p>
      <Refusal line={refusal} />
    </div>
  );
}
