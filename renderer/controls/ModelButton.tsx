// A trained model of the user's: opened as a file.
import { useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { bridge } from '../bridge.ts';
import { useRunStore } from '../run-context.tsx';
import { Refusal } from './Refusal.tsx';

export function ModelButton() {
  const store = useRunStore();
  const [failure, setFailure] = useState<string | undefined>();

  const open = async () => {
    setFailure(undefined);
    try {
      const file = await bridge.open('model');
      if (file) store.getState().setModel(file);
    } catch (error) {
      setFailure((error as Error).message);
    }
  };

  return (
    <div className="data-buttons">
      <Button className="small-button" onPress={() => void open()}>
        Open a model…
      </Button>
      <Refusal line={failure} />
    </div>
  );
}
