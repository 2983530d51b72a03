// Nats, bits or kT.
import { ChevronDown } from 'lucide-react';
import { Button } from 'react-aria-components/Button';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { Select, SelectValue } from 'react-aria-components/Select';
import { Text } from 'react-aria-components/Text';
import { useRun } from '../run-context.tsx';
import menu from '../shell/Menu.module.css';
import style from './UnitSelect.module.css';
import { type Unit, units, useUnit } from './units.ts';

export function UnitSelect() {
  const { unit, setUnit } = useUnit();
  const own = useRun(({ lab }) => lab.scalars[lab.ledger.total]?.unit);
  if (own !== 'nat') return <span>{own}</span>;
  return (
    <Select aria-label="Unit" value={unit} onChange={(key) => setUnit(key as Unit)}>
      <Button className={style.button}>
        <SelectValue>{unit}</SelectValue>
        <ChevronDown size="0.6875rem" aria-hidden="true" />
      </Button>
      <Popover className={menu.popover} placement="top start">
        <ListBox className={`${menu.menu} ${menu.wide}`}>
          {Object.entries(units).map(([name, { help }]) => (
            <ListBoxItem key={name} id={name} className={menu.item} textValue={name}>
              <Text slot="label">{name}</Text>
              <Text slot="description">{help}</Text>
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </Select>
  );
}
