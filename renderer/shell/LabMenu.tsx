// The labs where there is no rail.
import { ChevronDown } from 'lucide-react';
import { Button } from 'react-aria-components/Button';
import { Menu, MenuItem, MenuTrigger, Popover, Text } from 'react-aria-components/Menu';
import { labs } from '../../core/labs/index.ts';
import { useRun } from '../run-context.tsx';
import button from './Button.module.css';
import style from './LabMenu.module.css';
import menu from './Menu.module.css';

export function LabMenu({ onLab }: { readonly onLab: (id: string) => void }) {
  const open = useRun((run) => run.labId);
  const title = labs.find(({ id }) => id === open)?.title ?? open;
  return (
    <MenuTrigger>
      <Button className={`${button.text} ${style.button}`}>
        <span className={style.logo} aria-hidden="true">
          F
        </span>
        <span className="unseen">Labs: </span>
        <span className={style.name}>{title}</span>
        <ChevronDown size="0.875rem" aria-hidden="true" />
      </Button>
      <Popover className={menu.popover} placement="bottom start">
        <Menu
          aria-label="Labs"
          className={`${menu.menu} ${menu.wide}`}
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[open]}
          onAction={(key) => onLab(String(key))}
        >
          {labs.map((lab) => (
            <MenuItem key={lab.id} id={lab.id} className={menu.item} textValue={lab.title}>
              <Text slot="label">{lab.title}</Text>
              <Text slot="description">{lab.tagline}</Text>
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
