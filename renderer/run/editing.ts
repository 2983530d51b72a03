// What an edit means: `restart` begins the run again, `live` acts at its next step, `redraw` only observes.
import { type Lab, pickersOf } from '../../core/lab/lab.ts';
import { parseValues, type Value, type Values } from '../../core/lab/param.ts';
import { type RunState, shownValues } from '../store.ts';
import type { DataChoice } from './data-choice.ts';
import { differing, same } from './differing.ts';
import { createGhost } from './ghost.ts';
import type { RunHistory } from './history.ts';
import type { Opening } from './opening.ts';
import { transition } from './phase.ts';
import { presetAt, presetValues } from './presets.ts';
import type { RunAccess, StoredRun } from './stored-run.ts';

export interface Editing {
  /** Lays values, and what there is of the user's data, over what is in force; `again` begins the run anew whatever they do. */
  edit(values: Readonly<Record<string, Value>>, data?: StoredRun['data'], again?: boolean): void;
  /** The same run once more. */
  restart(): void;
}

export interface EditingOptions {
  readonly run: RunAccess;
  readonly history: RunHistory;
  readonly opening: Opening;
}

export function createEditing({ run: { get, set }, history, opening }: EditingOptions): Editing {
  const { lab } = get();
  const ghostOf = createGhost(lab);
  return {
    edit(values, data = get().data, again = false) {
      const current = shownValues(get());
      const laid = differing(values as Values, current);
      const names = Object.keys(laid);
      const another = data !== get().data;
      if (names.length === 0 && !another && !(again && !history.recorded())) return;
      const effects = names.map((name) => lab.params[name]?.effect);
      if (again || another || get().status.kind === 'failed' || effects.includes('restart')) {
        const startsElsewhere = !another && names.every((name) => 'follows' in (lab.params[name] ?? {}));
        history.record({ ...begun(get(), { ...current, ...laid }), data, ghost: startsElsewhere ? ghostOf(get()) : undefined });
        void opening.open();
      } else {
        const after = { ...get().values, ...laid };
        history.record({ values: after, ...presetAt(lab, after, get().preset) });
        opening.runner.edit(laid);
      }
    },
    restart() {
      set({ ...begun(get(), get().values), ghost: ghostOf(get()) });
      void opening.open();
    },
  };
}

/** What the state becomes when the run begins again. */
const begun = (run: StoredRun, values: Values, steps = 0): Partial<StoredRun> => ({
  values,
  ...presetAt(run.lab, values, run.preset),
  ...transition(run, { kind: 'begin', values, steps }),
});

/** Those of the values that can be taken, and a line for each of the others. */
function parsed(lab: Lab, raw: Readonly<Record<string, unknown>>, before: RunState['refusals']) {
  const refusals = { ...before };
  const values: Record<string, Value> = {};
  for (const [name, value] of Object.entries(raw)) {
    delete refusals[name];
    try {
      Object.assign(values, parseValues(lab.params, {}, { [name]: value }));
    } catch (error) {
      refusals[name] = (error as Error).message;
    }
  }
  return { values, refusals };
}

type Actions = Pick<RunState, 'set' | 'begin' | 'setPreset' | 'resetParam' | 'reset' | 'newSeed' | 'setDragging'>;

export interface EditActionOptions extends EditingOptions {
  readonly editing: Editing;
  readonly choice: Pick<DataChoice, 'choose'>;
  readonly drawSeed: () => number;
}

export function editActions({ run, history, opening, editing, choice, drawSeed }: EditActionOptions): Actions {
  const { get, set } = run;
  const { lab } = get();
  const take = (raw: Readonly<Record<string, unknown>>) => {
    const before = get().refusals;
    const { values, refusals } = parsed(lab, raw, before);
    if (!same(refusals, before) || !same(before, refusals)) set({ refusals });
    return values;
  };
  return {
    set(raw) {
      const values = take(raw);
      const picks = pickersOf(lab).some((name) => name in values && values[name] !== get().values[name]);
      if (picks) void choice.choose(values, get().data);
      else editing.edit(values);
    },
    begin(raw) {
      editing.edit(take(raw), get().data, true);
      if (!lab.play) return;
      opening.happen({ kind: 'play' });
      opening.runner.play(get().speed);
    },
    setPreset(id) {
      if (!Object.hasOwn(lab.presets, id)) return;
      const { steps, speed } = lab.presets[id] ?? {};
      opening.pause();
      const chosen = { preset: id, changed: false, ghost: undefined, refusals: {} };
      history.record({ ...begun(get(), presetValues(lab, id), steps), ...chosen });
      if (speed !== undefined) set({ speed });
      void opening.open();
    },
    resetParam(name) {
      const param = lab.params[name];
      if (param) get().set({ [name]: param.initial });
    },
    reset() {
      opening.pause();
      editing.restart();
    },
    newSeed() {
      history.record({ ...begun(get(), get().values), seed: drawSeed() });
      void opening.open();
    },
    setDragging(dragging) {
      history.gesture(dragging);
      set({ dragging });
    },
  };
}
