// Any of several named options: a chip each, that wrap.
import { memo } from 'react';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import { ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup';
import { members, type SubsetParam } from '../../core/lab/param.ts';
import { markColor } from '../plot/theme.ts';
import { useLab, useRun, useRunStore } from '../run-context.tsx';
import { useTheme } from '../use-theme.ts';
import { OptionsFrame, type OptionsProps } from './OptionsFrame.tsx';
import style from './SubsetControl.module.css';

export const SubsetControl = memo(function SubsetControl(props: OptionsProps) {
  const { name } = props;
  const param = useLab().params[name] as SubsetParam;
  const value = useRun((run) => run.values[name]) as string;
  const { set } = useRunStore().getState();
  const theme = useTheme();
  const { hues } = param;
  return (
    <OptionsFrame {...props} param={param} value={value}>
      <ToggleButtonGroup
        className={style.chips}
        aria-label={param.label}
        selectionMode="multiple"
        selectedKeys={members(value)}
        onSelectionChange={(keys) => set({ [name]: [...keys].join(',') })}
      >
        {Object.entries(param.options).map(([option, label]) => (
          <ToggleButton key={option} id={option} className={style.chip}>
            {hues?.[option] !== undefined && <span className={style.hue} style={{ background: markColor(theme, hues[option]) }} />}
            {label}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
    </OptionsFrame>
  );
});
