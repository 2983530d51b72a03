// A tour of the lab, step by step: it rings what it speaks of, and goes on once that was done.
import { Check, X } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { useStore } from 'zustand';
import type { Moment, TourPlace, TourStep } from '../../core/lab/guide.ts';
import { shownOf } from '../panel/shown-of.ts';
import { useGuide } from '../panel/use-guide.ts';
import { Words } from '../panel/Words.tsx';
import { useRoom } from '../room.ts';
import { useRun, useRunStore } from '../run-context.tsx';
import { settings } from '../settings.ts';
import type { RunState } from '../store.ts';
import { view } from '../view.ts';
import button from './Button.module.css';
import style from './Tour.module.css';

/** How long a step that was done is seen to be done, in ms. */
const DONE = 1100;

const regions = { identity: '[aria-label=Identity]', ledger: '[aria-label=Ledger]', transport: '[role=toolbar][aria-label=Run]' } as const;

/** What a step speaks of, on the page. */
function selectorOf(at: TourPlace): string {
  if ('plot' in at) return `[data-plot="${at.plot}"]`;
  if ('param' in at) return `[data-param="${at.param}"]`;
  if ('term' in at) return `[aria-label=Identity] [data-term="${at.term}"]`;
  return regions[at.part];
}

const momentOf = (run: RunState): Moment | undefined =>
  run.frame && {
    scalars: run.frame.result.scalars,
    tables: run.frame.result.tables,
    values: shownOf(run),
    step: run.frame.step,
    highlight: run.highlight,
  };

/** One rule of a sheet of its own: whatever is drawn anew is ringed again. */
const sheet = typeof CSSStyleSheet === 'undefined' ? undefined : new CSSStyleSheet();

function ring(selector: string | undefined): void {
  if (!sheet) return;
  if (!document.adoptedStyleSheets.includes(sheet)) document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  while (sheet.cssRules.length > 0) sheet.deleteRule(0);
  if (selector !== undefined)
    sheet.insertRule(`${selector} { outline: 2px solid var(--mark-entropy); outline-offset: 2px; border-radius: 0.625rem; }`);
}

const end = (lab: string) => {
  view.setState({ tour: undefined });
  settings.setState(({ toured }) => ({ toured: { ...toured, [lab]: true } }));
};

export const beginTour = (lab: string): void => view.setState({ tour: { lab, at: 0 } });

/** Whether a tour of the lab that is shown is under way. */
export function useTouring(): boolean {
  const labId = useRun((run) => run.labId);
  return useStore(view, ({ tour }) => tour?.lab === labId);
}

/** The tour where no rail has room for it. */
export function TourAbove() {
  const touring = useTouring();
  const { layout } = useRoom();
  return touring && (layout === 'narrow' || layout === 'stacked') ? <Tour /> : null;
}

export function Tour() {
  const labId = useRun((run) => run.labId);
  const at = useStore(view, ({ tour }) => tour?.at ?? 0);
  const steps = useGuide()?.tour;
  const step = steps?.[at];
  if (!steps || !step) return null;
  const go = (to: number) => (to < steps.length ? view.setState({ tour: { lab: labId, at: to } }) : end(labId));
  return <Step key={at} step={step} at={at} count={steps.length} onGo={go} onLeave={() => end(labId)} />;
}

interface StepProps {
  readonly step: TourStep;
  readonly at: number;
  readonly count: number;
  readonly onGo: (to: number) => void;
  readonly onLeave: () => void;
}

function Step({ step, at, count, onGo, onLeave }: StepProps) {
  const store = useRunStore();
  const [begun, setBegun] = useState<Moment | undefined>();
  const selector = useMemo(() => selectorOf(step.at), [step]);

  // It begins on its preset, once that has its frame.
  useEffect(() => {
    const { preset, changed, setPreset } = store.getState();
    if (step.preset !== undefined && (preset !== step.preset || changed || store.getState().frame === undefined)) setPreset(step.preset);
    if ('param' in step.at) view.setState({ side: 'controls', param: step.at.param });
    const look = () => {
      const run = store.getState();
      if (run.target !== undefined || run.frame === undefined) return false;
      setBegun((was) => was ?? momentOf(run));
      return true;
    };
    if (look()) return;
    const leave = store.subscribe(() => {
      if (look()) leave();
    });
    return leave;
  }, [store, step]);

  useEffect(() => {
    ring(selector);
    // Once a group that was folded is there.
    const shown = requestAnimationFrame(() => document.querySelector(selector)?.scrollIntoView({ block: 'nearest' }));
    return () => {
      cancelAnimationFrame(shown);
      ring(undefined);
      view.setState({ param: undefined });
    };
  }, [selector]);

  const now = useRun((run) => begun !== undefined && step.done(momentOf(run) ?? begun, begun));
  const [done, setDone] = useState(false);
  useEffect(() => {
    if (now) setDone(true);
  }, [now]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once it is done it goes on, whatever is drawn meanwhile
  useEffect(() => {
    if (!done) return;
    const timer = setTimeout(() => onGo(at + 1), DONE);
    return () => clearTimeout(timer);
  }, [done]);

  return (
    <section className={style.tour} aria-label="Tour">
      <header className={style.head}>
        <h2>{step.title}</h2>
        <span className={style.count}>
          {at + 1} of {count}
        </span>
        <Button className={`${button.icon} ${style.leave}`} aria-label="Leave the tour" onPress={onLeave}>
          <X size="0.875rem" />
        </Button>
      </header>
      <p aria-live="polite">
        <Words text={step.text} />
      </p>
      <div className={style.way}>
        <Button className={button.small} isDisabled={at === 0} onPress={() => onGo(at - 1)}>
          Back
        </Button>
        <Button className={button.small} onPress={() => onGo(at + 1)}>
          {at + 1 === count ? 'End' : 'Next'}
        </Button>
        <span className={style.done} role="status">
          {done && (
            <>
              <Check size="0.875rem" aria-hidden="true" /> Done
            </>
          )}
        </span>
      </div>
    </section>
  );
}
