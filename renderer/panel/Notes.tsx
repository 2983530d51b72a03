// The lab's page of notes, loaded when it is first looked at; its presets can be pressed.
import { type MouseEvent, useEffect, useState } from 'react';
import { useRun } from '../run-context.tsx';
import { brokenLines } from './broken-lines.ts';
import style from './Notes.module.css';

const pages = import.meta.glob<string>('../../core/labs/*/notes.md', { import: 'default' });

export function Notes() {
  const labId = useRun((run) => run.labId);
  const setPreset = useRun((run) => run.setPreset);
  const [html, setHtml] = useState<string | undefined>();
  useEffect(() => {
    let current = true;
    const page = pages[`../../core/labs/${labId}/notes.md`]?.() ?? Promise.resolve('<p>This lab has no notes.</p>');
    page.then((text) => current && setHtml(brokenLines(text, '[data-equation] > math')));
    return () => {
      current = false;
    };
  }, [labId]);

  const press = ({ target }: MouseEvent) => {
    const preset = (target as Element).closest('[data-preset]')?.getAttribute('data-preset');
    if (preset) setPreset(preset);
  };
  if (html === undefined) return null;
  // biome-ignore lint/a11y/useKeyWithClickEvents: the click is that of a button within, which has its keys
  // biome-ignore lint/a11y/noStaticElementInteractions: the same
  // biome-ignore lint/security/noDangerouslySetInnerHtml: our own build made it
  return <div className={style.notes} onClick={press} dangerouslySetInnerHTML={{ __html: html }} />;
}
