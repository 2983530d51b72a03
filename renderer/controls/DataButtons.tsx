// The user's own numbers: opened as a file or pasted, and which of them are in force.
import { useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { bridge } from '../bridge.ts';
import { useRun, useRunStore } from '../run-context.tsx';
import { countText } from './count-text.ts';
import { PasteSheet } from './PasteSheet.tsx';
import { Refusal } from './Refusal.tsx';

export function DataButtons() {
  const store = useRunStore();
  const [pasting, setPasting] = useState(false);
  const [failure, setFailure] = useState<string | undefined>();
  const images = useRun(({ lab }) => lab.data?.own === 'images');
  const own = useRun(({ lab, values, data }) => (lab.data && values[lab.data.param] === 'own' ? data : undefined));

  const open = async () => {
    setFailure(undefined);
    try {
      const file = await bridge.open(images ? 'images' : 'data');
      if (!file) return;
      const { readNumbers, setData } = store.getState();
      setData(await readNumbers(file));
    } catch (error) {
      setFailure((error as Error).message);
    }
  };

  return (
    <div className="data-buttons">
      <Button className="small-button" onPress={() => void open()}>
        {images ? 'Open images…' : 'Open a CSV…'}
      </Button>
      {!images && (
        <Button className="small-button" onPress={() => setPasting(true)}>
          Paste numbers
        </Button>
      )}
      {own && (
        <p className="in-force">
          {own.name}: {countText(own)}
        </p>
      )}
      <Refusal line={failure} />
      {pasting && <PasteSheet onClose={() => setPasting(false)} />}
    </div>
  );
}
