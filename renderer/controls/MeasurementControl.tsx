// What was measured of the lab's work on this machine: begun here where the host counts joules, told, taken away again.
import { Button } from 'react-aria-components/Button';
import { lengthOf } from '../../core/energy/measure.ts';
import { measurementInWords } from '../../core/lab/measurement-in-words.ts';
import type { Effect } from '../../core/lab/param.ts';
import { useLab, useRun, useRunStore } from '../run-context.tsx';
import button from '../shell/Button.module.css';
import control from './Control.module.css';
import { ControlHead } from './ControlHead.tsx';
import { Refusal } from './Refusal.tsx';
import { useMeasuring } from './use-measuring.ts';
import style from './Written.module.css';

export default function MeasurementControl({ name, effect }: { readonly name: string; readonly effect: Effect | undefined }) {
  const param = useLab().params[name];
  const value = useRun((run) => run.values[name]) as string;
  const refusal = useRun((run) => run.refusals[name]);
  const rests = useRun(({ status }) => status.kind === 'paused');
  const { resetParam } = useRunStore().getState();
  const { energy, share, failure, begin, end } = useMeasuring(name);
  if (!param) return null;
  const length = energy && 'by' in energy ? lengthOf(energy.by) / 1000 : undefined;
  return (
    <div className={control.control} data-param={name}>
      <div className={control.line}>
        <ControlHead param={param} effect={effect} onReset={undefined} />
      </div>
      <p className={style.said} role="status">
        {value === '' ? param.help : measurementInWords(value)}
      </p>
      <div className={style.buttons}>
        {share === undefined ? (
          <Button className={button.small} isDisabled={!length || !rests} onPress={begin}>
            Measure on this machine
          </Button>
        ) : (
          <Button className={button.small} onPress={end}>
            Cancel
          </Button>
        )}
        {value !== '' && share === undefined && (
          <Button className={button.small} onPress={() => resetParam(name)}>
            Remove
          </Button>
        )}
      </div>
      {share !== undefined && length !== undefined && <Measuring share={share} seconds={length} />}
      {energy && 'none' in energy && <p className={style.said}>Not offered here: {energy.none}.</p>}
      <Refusal line={failure ?? refusal} />
    </div>
  );
}

/** Half of the time the machine idles. */
function Measuring({ share, seconds }: { readonly share: number; readonly seconds: number }) {
  const left = `${Math.ceil((1 - share) * seconds)} s left`;
  const doing = share < 0.5 ? 'The machine idles' : 'The lab works';
  return (
    <div
      role="progressbar"
      aria-label="Measuring"
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(100 * share)}
      aria-valuetext={`${doing}, ${left}`}
    >
      <p className={style.said}>
        {doing}: {left}
      </p>
      <div className={style.track}>
        <span style={{ width: `${Math.round(100 * share)}%` }} />
      </div>
    </div>
  );
}
