// What the lab says of itself, fetched when somebody first asks.
import { useEffect, useState } from 'react';
import type { Guide } from '../../core/lab/guide.ts';
import type { Lab } from '../../core/lab/lab.ts';
import { useLab } from '../run-context.tsx';

const guides = new WeakMap<Lab, Guide>();

export function useGuide(wanted = true): Guide | undefined {
  const lab = useLab();
  const [, came] = useState<Guide | undefined>();
  useEffect(() => {
    if (!wanted || guides.has(lab) || !lab.guide) return;
    let current = true;
    void Promise.resolve(lab.guide()).then((guide) => {
      guides.set(lab, guide);
      if (current) came(guide);
    });
    return () => {
      current = false;
    };
  }, [lab, wanted]);
  return wanted ? guides.get(lab) : undefined;
}
