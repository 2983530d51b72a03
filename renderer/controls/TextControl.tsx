// A small text of the user's: opened as a file, told in a few words, taken away again; and a file to begin with.
import { Button } from 'react-aria-components/Button';
import type { Effect, TextParam } from '../../core/lab/param.ts';
import { textOfFile } from '../../core/lab/text.ts';
import { bridge } from '../bridge.ts';
import { useLab, useRun, useRunStore } from '../run-context.tsx';
import button from '../shell/Button.module.css';
import control from './Control.module.css';
import { ControlHead } from './ControlHead.tsx';
import { Refusal } from './Refusal.tsx';
import { useOpenedFiles } from './use-opened-files.ts';
import style from './Written.module.css';

export default function TextControl({ name, effect }: { readonly name: string; readonly effect: Effect | undefined }) {
  const param = useLab().params[name] as TextParam;
  const value = useRun((run) => run.values[name]) as string;
  const refusal = useRun((run) => run.refusals[name]);
  const { labId, set, resetParam } = useRunStore().getState();
  const { failure, open } = useOpenedFiles(async ([file]) => {
    if (file) set({ [name]: textOfFile(file.name, file.bytes) });
  });
  const { endings, template } = param;
  const kinds = endings.map((ending) => `.${ending}`).join(', ');
  const save = (text: string) => async () => {
    await bridge.save({ name: `${labId}-${name}.${endings[0]}`, bytes: new TextEncoder().encode(text) });
    return [];
  };
  return (
    <div className={control.control} data-param={name}>
      <div className={control.line}>
        <ControlHead param={param} effect={effect} onReset={undefined} />
        <Button className={button.small} aria-label={`Open… (${param.label}: ${kinds})`} onPress={() => open(() => bridge.open('text'))}>
          Open…
        </Button>
      </div>
      <p className={style.said} role="status">
        {value === '' ? param.help : param.summary(value)}
      </p>
      {(value !== '' || template) && (
        <div className={style.buttons}>
          {value !== '' && (
            <Button className={button.small} onPress={() => resetParam(name)}>
              Remove
            </Button>
          )}
          {template && (
            <Button className={button.small} onPress={() => open(save(template()))}>
              Save a template
            </Button>
          )}
        </div>
      )}
      <Refusal line={failure ?? refusal} />
    </div>
  );
}
