// A trained model of the user's: opened as a file.
import { Button } from 'react-aria-components/Button';
import { bridge } from '../bridge.ts';
import { useRunStore } from '../run-context.tsx';
import { Refusal } from './Refusal.tsx';
import { useOpenedFiles } from './use-opened-files.ts';

export function ModelButton() {
  const store = useRunStore();
  const { failure, open } = useOpenedFiles((files) => store.getState().openModel(files));
  return (
    <div className="data-buttons">
      <Button className="small-button" onPress={() => open(() => bridge.open('model'))}>
        Open a model…
      </Button>
      <Refusal line={failure} />
    </div>
  );
}
