// A measurement that a control begins and ends, and whether this machine offers one.
import { useEffect, useRef, useState } from 'react';
import type { Energy } from '../../core/energy/reading.ts';
import { bridge } from '../bridge.ts';
import { measureRun } from '../run/measuring.ts';
import { useRunStore } from '../run-context.tsx';

export interface MeasuringState {
  /** Undefined until the host has said. */
  readonly energy: Energy | undefined;
  /** Of the time it takes, while it lasts. */
  readonly share: number | undefined;
  /** The one line in which it ended last, if it did not come to its end. */
  readonly failure: string | undefined;
  begin(): void;
  end(): void;
}

export function useMeasuring(name: string): MeasuringState {
  const run = useRunStore();
  const [energy, setEnergy] = useState<Energy>();
  const [share, setShare] = useState<number>();
  const [failure, setFailure] = useState<string>();
  const under = useRef<{ ended: boolean }>(undefined);

  const end = () => {
    if (under.current) under.current.ended = true;
  };

  useEffect(() => {
    const ask = () => void bridge.energy().then(setEnergy, (error: Error) => setEnergy({ none: error.message }));
    ask();
    // The machine may have been unplugged meanwhile.
    window.addEventListener('focus', ask);
    return () => {
      window.removeEventListener('focus', ask);
      if (under.current) under.current.ended = true;
    };
  }, []);

  const begin = async () => {
    const mine = { ended: false };
    under.current = mine;
    setFailure(undefined);
    setShare(0);
    try {
      await measureRun({ run, name, bridge, progress: (now) => mine.ended || setShare(now), ended: () => mine.ended });
    } catch (error) {
      if (!mine.ended) setFailure((error as Error).message);
    }
    if (under.current === mine) setShare(undefined);
  };

  return { energy, share, failure, begin: () => void begin(), end };
}
