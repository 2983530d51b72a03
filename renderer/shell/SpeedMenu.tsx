// How many steps a second play aims at.
import { useEffect, useMemo, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components/Menu';
import { createRates } from '../compute/rates.ts';
import { useRun, useRunStore } from '../run-context.tsx';
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

/** Below so much of what is aimed at, what is reached is said instead. */
const SHORT_OF = 0.85;
/** What is said changes no oftener than this, in ms. */
const CALM = 1000;

/** Steps a second that play reaches, where that is less than it aims at; undefined where it is not, or nothing plays. */
function useReached(speed: number): number | undefined {
  const store = useRunStore();
  const rates = useMemo(createRates, []);
  const [reached, setReached] = useState<number | undefined>();
  useEffect(() => {
    let saidAt = Number.NEGATIVE_INFINITY;
    return store.subscribe((run, before) => {
      if (run.status.kind !== 'playing') {
        if (before.status.kind !== 'playing') return;
        rates.pause();
        setReached(undefined);
        return;
      }
      if (!run.frame || run.frame === before.frame) return;
      const now = performance.now();
      rates.look(now, [run.frame.step]);
      if (now - saidAt < CALM) return;
      const [found] = rates.perSecond() ?? [];
      if (found === undefined) return;
      saidAt = now;
      setReached(found);
    });
  }, [store, rates]);
  return reached !== undefined && reached < SHORT_OF * speed ? reached : undefined;
}

const rounded = (speed: number) => Number(speed.toPrecision(2));

export function SpeedMenu() {
  const speed = useRun((run) => run.speed);
  const reached = useReached(speed);
  const setSpeed = useRun((run) => run.setSpeed);
  // A lab or a preset may begin at a speed of its own.
  const offered = speeds.includes(speed) ? speeds : [...speeds, speed].sort((a, b) => a - b);
  return (
    <MenuTrigger>
      <Tip text={reached === undefined ? 'Speed' : `Speed reached; aimed at: ${long(speed)}`}>
        <Button
          className={`${button.text} ${style.speed}`}
          aria-label={reached === undefined ? `Speed: ${short(speed)}` : `Speed: ${short(rounded(reached))}, aimed at ${short(speed)}`}
        >
          {short(reached === undefined ? speed : rounded(reached))}
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
