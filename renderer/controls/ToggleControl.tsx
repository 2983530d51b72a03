// On or off.
import { memo } from 'react';
import { Switch } from 'react-aria-components/Switch';
import type { Effect } from '../../core/lab/param.ts';
import { useLab, useRun, useRunStore } from '../run-context.tsx';
import control from './Control.module.css';
import { ControlHead } from './ControlHead.tsx';
import style from './ToggleControl.module.css';

export const ToggleControl = memo(function ToggleControl({ name, effect }: { readonly name: string; readonly effect: Effect | undefined }) {
  const param = useLab().params[name];
  const value = useRun((run) => run.values[name]) as boolean;
  const { set, resetParam } = useRunStore().getState();
  if (!param) return null;
  return (
    <div className={control.control} data-param={name}>
      <div className={control.line}>
        <ControlHead
          param={param}
          effect={effect}
          onReset={value === param.initial ? undefined : () => resetParam(name)}
          onPress={() => set({ [name]: !value })}
        />
        <Switch className={style.switch} aria-label={param.label} isSelected={value} onChange={(on) => set({ [name]: on })}>
          <span className={style.track} />
        </Switch>
      </div>
    </div>
  );
});
