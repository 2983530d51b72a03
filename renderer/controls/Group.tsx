// A named group of controls that folds, and remembers whether it is.
import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import { Disclosure, DisclosurePanel } from 'react-aria-components/Disclosure';
import { Heading } from 'react-aria-components/Heading';
import { useStore } from 'zustand';
import { useRun } from '../run-context.tsx';
import { settings } from '../settings.ts';
import { EffectBadge } from './EffectBadge.tsx';
import style from './Group.module.css';
import type { ControlGroup } from './groups.ts';
import { hueStyle } from './hue-style.ts';

interface Props {
  readonly group: ControlGroup;
  /** Whether it is unfolded while nobody has said otherwise. */
  readonly unfolded: boolean;
  /** It is unfolded, whatever is remembered. */
  readonly forcedOpen: boolean;
  readonly children: ReactNode;
}

export function Group({ group, unfolded, forcedOpen, children }: Props) {
  const labId = useRun((run) => run.labId);
  const key = `${labId} ${group.name}`;
  const remembered = useStore(settings, (state) => state.unfolded[key]);
  const open = forcedOpen || (remembered ?? unfolded);
  return (
    <section aria-label={group.name}>
      <Disclosure
        className={style.group}
        isExpanded={open}
        onExpandedChange={(next) => settings.setState((state) => ({ unfolded: { ...state.unfolded, [key]: next } }))}
      >
        <Heading level={3} className={style.heading} style={hueStyle(group.hue ?? 'soft')}>
          <Button slot="trigger" className={style.trigger}>
            <ChevronRight size="0.75rem" aria-hidden="true" className={style.sign} />
            {group.name}
          </Button>
          {group.effect && open && <EffectBadge effect={group.effect} />}
          {!open && <span className={style.count}>{group.params.length}</span>}
        </Heading>
        <DisclosurePanel>{open && <div className={style.controls}>{children}</div>}</DisclosurePanel>
      </Disclosure>
    </section>
  );
}
