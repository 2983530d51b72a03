// Where a term comes from, line by line, opened by a press of the term.
import { X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Button } from 'react-aria-components/Button';
import { useStore } from 'zustand';
import { useRun } from '../run-context.tsx';
import button from '../shell/Button.module.css';
import { view } from '../view.ts';
import style from './Derivation.module.css';
import { Tex } from './Tex.tsx';
import { useGuide } from './use-guide.ts';
import { Words } from './Words.tsx';

export function Derivation() {
  const term = useStore(view, (state) => state.derived);
  const label = useRun((run) => (term === undefined ? undefined : run.lab.scalars[term]?.label));
  const help = useRun((run) => (term === undefined ? undefined : run.lab.scalars[term]?.help));
  const lines = useGuide(term !== undefined)?.derive[term ?? ''];
  const ref = useRef<HTMLElement>(null);
  const there = label !== undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another term is shown from its first line on
  useEffect(() => {
    ref.current?.scrollIntoView({ block: 'nearest' });
  }, [term, there, lines]);
  if (!there) return null;
  return (
    <section ref={ref} className={style.derivation} aria-label={`Where ${label} comes from`}>
      <h3>{label}</h3>
      <Button
        className={`${button.icon} ${style.close}`}
        aria-label="Close the derivation"
        onPress={() => view.setState({ derived: undefined })}
      >
        <X size="0.875rem" />
      </Button>
      {help && (
        <p>
          <Words text={help} />
        </p>
      )}
      {lines && (
        <ol>
          {lines.map(({ tex, sentence }) => (
            <li key={tex}>
              <div className={style.line}>
                <Tex tex={tex} long />
              </div>
              <p>
                <Words text={sentence} />
              </p>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
