// Training that is kept: what it is, how far it came, what it takes; to go on with, or to delete.
import { useEffect, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { megabytes } from '../../core/base/files.ts';
import { labs } from '../../core/labs/index.ts';
import { forgetRun, type KeptNote, keptNotes } from '../kept-runs.ts';
import type { Workspace } from '../workspace.ts';
import button from './Button.module.css';
import style from './KeptSheet.module.css';
import { notifyFailure } from './notices.ts';
import { Sheet } from './Sheet.tsx';

const dateText = (at: number) => new Date(at).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' });

const labTitle = (lab: string) => labs.find(({ id }) => id === lab)?.title ?? lab;

export default function KeptSheet({ workspace, onClose }: { readonly workspace: Workspace; readonly onClose: () => void }) {
  const [notes, setNotes] = useState<readonly KeptNote[]>();
  useEffect(() => {
    keptNotes().then(setNotes, notifyFailure);
  }, []);
  const forget = ({ id }: KeptNote) => {
    forgetRun(id).then(() => setNotes((all) => all?.filter((note) => note.id !== id)), notifyFailure);
  };
  return (
    <Sheet title="Kept training" onClose={onClose}>
      {notes?.length === 0 && <p className={style.soft}>Nothing is kept. A run that trains for more than two seconds will be.</p>}
      <dl className={style.kept}>
        {notes?.map((note) => {
          const name = `${labTitle(note.lab)}: ${note.title}`;
          return (
            <div key={note.id} data-kept={note.id}>
              <dt>
                {name}
                <br />
                <span className={style.soft}>
                  step {note.step.toLocaleString('en')} · {megabytes(note.bytes)} · {dateText(note.at)}
                </span>
              </dt>
              <dd>
                <Button
                  className={button.small}
                  aria-label={`Go on with ${name}`}
                  onPress={() => {
                    onClose();
                    void workspace.goOn(note.id);
                  }}
                >
                  Go on
                </Button>{' '}
                <Button className={button.small} aria-label={`Delete ${name}`} onPress={() => forget(note)}>
                  Delete
                </Button>
              </dd>
            </div>
          );
        })}
      </dl>
    </Sheet>
  );
}
