// What stands beside the picture: controls, notes, equations.
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components/Tabs';
import { Controls } from '../controls/Controls.tsx';
import { Equations } from './Equations.tsx';
import { Notes } from './Notes.tsx';

const parts = [
  { id: 'controls', title: 'Controls', Part: Controls },
  { id: 'notes', title: 'Notes', Part: Notes },
  { id: 'equations', title: 'Equations', Part: Equations },
];

export function Side() {
  return (
    <Tabs className="side">
      <TabList className="side-tabs" aria-label="Beside the picture">
        {parts.map(({ id, title }) => (
          <Tab key={id} id={id} className="side-tab">
            {title}
          </Tab>
        ))}
      </TabList>
      {parts.map(({ id, Part }) => (
        <TabPanel key={id} id={id} className="side-panel">
          <Part />
        </TabPanel>
      ))}
    </Tabs>
  );
}
