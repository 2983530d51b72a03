// The snapshots: each under its number, with a name that can be changed, the way to it, and the way to be rid of it.
import { Trash2 } from 'lucide-react';
import { Button } from 'react-aria-components/Button';
import { Input } from 'react-aria-components/Input';
import { TextField } from 'react-aria-components/TextField';
import { NAME_LENGTH } from '../../core/lab/snapshot-name.ts';
import { useRun, useRunStore } from '../run-context.tsx';
import button from './Button.module.css';
import { notifyFailure } from './notices.ts';
import { Sheet } from './Sheet.tsx';
import style from './SnapshotsSheet.module.css';

export default function SnapshotsSheet({ onClose }: { readonly onClose: () => void }) {
  const snapshots = useRun((run) => run.snapshots);
  const { openSnapshot, renameSnapshot, removeSnapshot } = useRunStore().getState();
  return (
    <Sheet title="Snapshots" onClose={onClose}>
      <p className="soft">
        Shift and a number from 1 to 9 keeps this moment, the number alone comes back to it. They are saved with the session.
      </p>
      {snapshots.length > 0 && (
        <ol className={style.list}>
          {snapshots.map(({ key, name }) => (
            <li key={key} className={style.snapshot}>
              <kbd>{key}</kbd>
              <TextField
                aria-label={`Name of snapshot ${key}`}
                value={name}
                maxLength={NAME_LENGTH}
                onChange={(to) => renameSnapshot(key, to)}
              >
                <Input className={style.name} spellCheck={false} autoComplete="off" />
              </TextField>
              <Button
                className={button.small}
                aria-label={`Open snapshot ${key}`}
                onPress={() => {
                  openSnapshot(key).catch(notifyFailure);
                  onClose();
                }}
              >
                Open
              </Button>
              <Button className={button.icon} aria-label={`Delete snapshot ${key}`} onPress={() => removeSnapshot(key)}>
                <Trash2 size="0.875rem" />
              </Button>
            </li>
          ))}
        </ol>
      )}
    </Sheet>
  );
}
