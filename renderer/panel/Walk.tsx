// The walk through a step: its stages with the numbers of the example that goes through, one in the light, and the way from one to the next.
import { ChevronLeft, ChevronRight, Pause, Play } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import type { Lab } from '../../core/lab/lab.ts';
import { readNumber } from '../../core/lab/number-text.ts';
import { useLab, useRun, useRunStore } from '../run-context.tsx';
import button from '../shell/Button.module.css';
import { IconButton } from '../shell/IconButton.tsx';
import { useReducedMotion } from '../shell/use-reduced-motion.ts';
import { onceAFrame } from './once-a-frame.ts';
import { TermButton } from './TermButton.tsx';
import { useScalar } from './units.ts';
import style from './Walk.module.css';
import { moved, walkOf } from './walk-of.ts';

/** How long each stage is in the light, in ms. */
const SLOW = 1200;

/** The name of the stage that the frame shows, and what is said of it. */
const stageSentence = onceAFrame((lab, result, values) => {
  const place = walkOf(lab, values);
  const name = place?.names[place.at];
  const sentence = name === undefined ? undefined : lab.training?.walk?.stages[name]?.sentence(result, values);
  return sentence === undefined ? '' : `${name} ${sentence}`;
}, '');

export function Walk() {
  const store = useRunStore();
  const walk = useLab().training?.walk;
  const value = useRun(({ lab, values }) => lab.training?.walk && values[lab.training.walk.param]);
  const playing = useRun((run) => run.status.kind === 'playing');
  const still = useReducedMotion();
  const [strolling, setStrolling] = useState(false);
  const goesOn = strolling && !playing && !still;

  const show = (stage: string) => walk && store.getState().set({ [walk.param]: stage });
  const go = (by: 1 | -1) => {
    const { lab, values, step } = store.getState();
    const place = walkOf(lab, values);
    if (!place) return;
    const next = moved(place, by);
    show(next.stage);
    if (next.steps) step();
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: each stage has its time
  useEffect(() => {
    if (!goesOn) return;
    const timer = setTimeout(() => go(1), SLOW);
    return () => clearTimeout(timer);
  }, [goesOn, value]);
  useEffect(() => {
    if (playing) setStrolling(false);
  }, [playing]);

  if (!walk) return null;
  const stages = Object.entries(walk.stages);
  const at = stages.findIndex(([name]) => name === value);
  const hand = (act: () => void) => () => {
    setStrolling(false);
    act();
  };
  return (
    <div className={style.walk}>
      <div className={style.way} role="toolbar" aria-label="Walk">
        <IconButton name="Back" isDisabled={at <= 0} onPress={hand(() => go(-1))}>
          <ChevronLeft size="1rem" />
        </IconButton>
        <IconButton name={at === stages.length - 1 ? 'Take the step' : 'Forward'} onPress={hand(() => go(1))}>
          <ChevronRight size="1rem" />
        </IconButton>
        {!still && (
          <Button className={button.text} aria-pressed={goesOn} preventFocusOnPress onPress={() => setStrolling(!goesOn)}>
            {goesOn ? (
              <Pause size="0.8125rem" fill="currentColor" aria-hidden="true" />
            ) : (
              <Play size="0.8125rem" fill="currentColor" aria-hidden="true" />
            )}
            {goesOn ? 'Stand still' : 'Walk slowly'}
          </Button>
        )}
      </div>
      <ol className={style.stages}>
        {stages.map(([name, stage], index) => (
          <li key={name} data-current={index === at}>
            <Button
              className={style.stage}
              aria-current={index === at ? 'step' : undefined}
              preventFocusOnPress
              onPress={hand(() => show(name))}
            >
              <span className={style.number}>{index + 1}</span>
              {stage.title}
            </Button>
            {index === at && <Told name={name} stage={stage} />}
          </li>
        ))}
      </ol>
    </div>
  );
}

function Told({
  name,
  stage,
}: {
  readonly name: string;
  readonly stage: NonNullable<NonNullable<Lab['training']>['walk']>['stages'][string];
}) {
  const text = useRun(stageSentence);
  return (
    <div className={style.told}>
      <p aria-live="polite">{text.startsWith(`${name} `) && text.slice(name.length + 1)}</p>
      {stage.terms.length > 0 && (
        <p className={style.terms}>
          {stage.terms.map((term) => (
            <Average key={term} term={term} />
          ))}
          <span>lately, on average</span>
        </p>
      )}
    </div>
  );
}

function Average({ term }: { readonly term: string }) {
  const label = useLab().scalars[term]?.label ?? term;
  return (
    <TermButton term={term} className={style.term} tip="below">
      {label} <b>{readNumber(useScalar(term))}</b>
    </TermButton>
  );
}
