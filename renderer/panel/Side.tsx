// What stands beside the picture: controls, notes, equations, and the walk through a step where the lab has one.
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components/Tabs';
import { useStore } from 'zustand';
import { Controls } from '../controls/Controls.tsx';
import { useLab, useRun, useRunStore } from '../run-context.tsx';
import { view } from '../view.ts';
import { Equations } from './Equations.tsx';
import { Notes } from './Notes.tsx';
import style from './Side.module.css';
import { Walk } from './Walk.tsx';
import { walkOf } from './walk-of.ts';

const parts = [
  { id: 'controls', title: 'Controls', Part: Controls },
  { id: 'notes', title: 'Notes', Part: Notes },
  { id: 'equations', title: 'Equations', Part: Equations },
  { id: 'walk', title: 'Walk', Part: Walk },
];

export function Side() {
  const store = useRunStore();
  const walk = useLab().training?.walk;
  const walks = useRun(({ lab, values }) => walkOf(lab, values) !== undefined);
  const picked = useStore(view, ({ side }) => side);
  const tabs = parts.filter(({ id }) => id !== 'walk' || walk);

  /** Whether somebody walks is a value of the run: the tab only sets it. */
  const pick = (id: string) => {
    if (id !== 'walk') view.setState({ side: id });
    if (!walk || (id === 'walk') === walks) return;
    const { lab, set } = store.getState();
    set({ [walk.param]: id === 'walk' ? Object.keys(walk.stages)[0] : lab.params[walk.param]?.initial });
  };
  return (
    <Tabs className={style.side} selectedKey={walks ? 'walk' : picked} onSelectionChange={(key) => pick(String(key))}>
      <TabList className={style.tabs} aria-label="Beside the picture">
        {tabs.map(({ id, title }) => (
          <Tab key={id} id={id} className={style.tab}>
            {title}
          </Tab>
        ))}
      </TabList>
      {tabs.map(({ id, Part }) => (
        <TabPanel key={id} id={id} className={style.panel}>
          <Part />
        </TabPanel>
      ))}
    </Tabs>
  );
}
