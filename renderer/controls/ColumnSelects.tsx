// Which column of the user's numbers plays which role, where there are several to choose from.
import { ChevronDown } from 'lucide-react';
import { Button } from 'react-aria-components/Button';
import { Label } from 'react-aria-components/Label';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { Select, SelectValue } from 'react-aria-components/Select';
import { withColumnAt } from '../../core/data/dataset.ts';
import { useLab, useRun, useRunStore } from '../run-context.tsx';
import menu from '../shell/Menu.module.css';
import style from './ColumnSelects.module.css';

export function ColumnSelects() {
  const store = useRunStore();
  const data = useRun((run) => run.data);
  const uses = useLab().data?.uses;
  const values = useRun((run) => run.values);
  const names = Object.keys(data?.columns ?? {});
  if (!data || !uses || names.length < 2) return null;
  const roles = uses(values, names.length).filter(({ at }) => at >= 0 && at < names.length);
  return roles.map(({ role, at }) => (
    <Select
      key={role}
      className={style.select}
      value={names[at] ?? null}
      onChange={(name) => store.getState().setData(withColumnAt(data, String(name), at))}
    >
      <Label>{role}</Label>
      <Button className={style.button}>
        <SelectValue />
        <ChevronDown size="0.875rem" aria-hidden="true" />
      </Button>
      <Popover className={menu.popover} placement="bottom start" offset={4}>
        <ListBox className={menu.menu}>
          {names.map((name) => (
            <ListBoxItem key={name} id={name} className={menu.item}>
              {name}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </Select>
  ));
}
