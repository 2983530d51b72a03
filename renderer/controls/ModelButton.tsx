// A trained model of the user's: opened as a file.
import { Button } from 'react-aria-components/Button';
import { bridge } from '../bridge.ts';
import { useRunStore } from '../run-context.tsx';
import button from '../shell/Button.module.css';
import style from './DataButtons.module.css';
import { Refusal } from './Refusal.tsx';
import { useOpenedFiles } from './use-opened-files.ts';

export function ModelButton() {
  const store = useRunStore();
  const { failure, open } = useOpenedFiles((files) => store.getState().openModel(files));
  return (
    <div className={style.buttons}>
      <Button className={button.small} onPress={() => open(() => bridge.open('model'))}>
        Open a model…
      </Button>
      <Refusal line={failure} />
    </div>
  );
}
