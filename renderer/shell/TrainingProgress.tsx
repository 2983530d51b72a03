// How far a run has come that ends, how long is left while it plays, and how fast it counts what its lab counts.
import { useEffect, useMemo, useState } from 'react';
import { shareOf } from '../../core/lab/progress.ts';
import { createRates, settledTime, timeText } from '../compute/rates.ts';
import { useLab, useRun, useRunStore } from '../run-context.tsx';
import type { RunState } from '../store.ts';
import style from './TrainingProgress.module.css';

/** What is said changes no oftener than this, in ms. */
const CALM = 1000;

const shareNow = ({ lab, frame, frameValues }: RunState) => frame && shareOf(lab, frame.result.scalars, frameValues);

const rounded = (perSecond: number) => Number(perSecond.toPrecision(perSecond < 100 ? 2 : 3)).toLocaleString('en');

function placeText({ lab, frameValues }: RunState, at: number | undefined): string {
  const { word, of = '' } = lab.training?.progress ?? {};
  return word !== undefined && at !== undefined ? `${word} ${at.toFixed(1)} of ${frameValues[of]}` : '';
}

/** Where the run is on its way: `epoch 3.2 of 30`. */
const placeOf = (run: RunState): string => placeText(run, run.lab.training && run.frame?.result.scalars[run.lab.training.progress.scalar]);

/** Where it is at its end, the longest that is said. */
const endOf = (run: RunState): string => placeText(run, run.lab.training && Number(run.frameValues[run.lab.training.progress.of]));

export function TrainingPlace() {
  return <span className={style.place}>{useRun(placeOf)}</span>;
}

export function TrainingProgress() {
  const percent = useRun((run) => Math.floor(100 * (shareNow(run) ?? 0)));
  const bar = useRun((run) => Math.round(500 * (shareNow(run) ?? 0)) / 5);
  const place = useRun(placeOf);
  const end = useRun(endOf);
  const word = useLab().play;
  const { left, speed } = usePace();
  return (
    <div
      role="progressbar"
      aria-label={word}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      aria-valuetext={[place, left].filter(Boolean).join(', ')}
      tabIndex={-1}
    >
      <p className={style.text}>
        <span className={style.room}>
          <span className={style.longest}>{end}</span>
          {left === '' ? <span className={style.narrow}>{place}</span> : <span>{left}</span>}
        </span>
        {speed !== '' && <span className={style.speed}>{speed}</span>}
      </p>
      <div className={style.track}>
        <span style={{ width: `${bar}%` }} />
      </div>
    </div>
  );
}

/** The time left and the speed as texts, while the run plays. */
function usePace(): { readonly left: string; readonly speed: string } {
  const store = useRunStore();
  const rates = useMemo(createRates, []);
  const [said, setSaid] = useState({ left: '', speed: '' });
  useEffect(() => {
    let secondsLeft: number | undefined;
    let saidAt = Number.NEGATIVE_INFINITY;
    const hush = () => {
      rates.pause();
      secondsLeft = undefined;
      setSaid((was) => (was.left === '' && was.speed === '' ? was : { left: '', speed: '' }));
    };
    return store.subscribe((run, before) => {
      if (run.status.kind !== 'playing') {
        if (before.status.kind === 'playing') hush();
        return;
      }
      const share = shareNow(run);
      if (!run.frame || run.frame === before.frame || share === undefined) return;
      const now = performance.now();
      const counted = Object.values(run.lab.training?.rates ?? {});
      const { scalars } = run.frame.result;
      rates.look(now, [share, ...counted.map(({ of }) => scalars[of] ?? 0)]);
      if (now - saidAt < CALM) return;
      const [ahead = 0, ...others] = rates.perSecond() ?? [];
      if (ahead <= 0) return;
      saidAt = now;
      secondsLeft = settledTime((1 - share) / ahead, secondsLeft);
      setSaid({
        left: `${timeText(secondsLeft)} left`,
        speed: counted.length > 0 ? `${rounded(others[0] ?? 0)} ${counted[0]?.label}` : '',
      });
    });
  }, [store, rates]);
  return said;
}
