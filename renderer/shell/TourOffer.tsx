// The tour, offered to whoever has not taken it.
import { Compass } from 'lucide-react';
import { Button } from 'react-aria-components/Button';
import { useStore } from 'zustand';
import { useLab, useRun } from '../run-context.tsx';
import { settings } from '../settings.ts';
import { beginTour } from './Tour.tsx';
import style from './TourOffer.module.css';

export function TourOffer() {
  const labId = useRun((run) => run.labId);
  const tours = useLab().tours;
  const toured = useStore(settings, (state) => state.toured[labId] === true);
  if (!tours || toured) return null;
  return (
    <Button className={style.offer} preventFocusOnPress onPress={() => beginTour(labId)}>
      <Compass size="1rem" aria-hidden="true" />
      New here? Take the tour
    </Button>
  );
}
