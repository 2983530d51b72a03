// How many steps a second play aims at.
import { Button } from 'react-aria-components/Button';
import { Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components/Menu';
import { useRun } from '../run-context.tsx';
import button from './Button.module.css';
import menu from './Menu.module.css';
import style from './SpeedMenu.module.css';
import { Tip } from './Tip.tsx';

const speeds = [1, 5, 30, 100, 1000, 10_000, Number.POSITIVE_INFINITY];

const grouped = (speed: number) => speed.toLocaleString('en');
const short = (speed: number) => (speed === Number.POSITIVE_INFINITY ? 'max' : `${grouped(speed)}/s`);
const long = (speed: number) => {
  if (speed === Number.POSITIVE_INFINITY) return 'as fast as it goes';
  return speed === 1 ? '1 step a second' : `${grouped(speed)} steps a second`;
};

export function SpeedMenu() {
  const speed = useRun((run) => run.speed);
  const setSpeed = useRun((run) => run.setSpeed);
  // A lab or a preset may begin at a speed of its own.
  const offered = speeds.includes(speed) ? speeds : [...speeds, speed].sort((a, b) => a - b);
  return (
    <MenuTrigger>
      <Tip text="Speed">
        <Button className={`${button.text} ${style.speed}`} aria-label={`Speed: ${short(speed)}`}>
          {short(speed)}
        </Button>
      </Tip>
      <Popover className={menu.popover} placement="bottom end">
        <Menu
          aria-label="Speed"
          className={menu.menu}
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[speed]}
          onAction={(key) => setSpeed(Number(key))}
        >
          {offered.map((each) => (
            <MenuItem key={each} id={each} className={menu.item}>
              {long(each)}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
