// Keeps the lab's map true to the run: computed piece by piece while somebody looks, kept while nothing that matters changes.
import type { Dataset } from '../../core/data/dataset.ts';
import type { Lab, MapSpec } from '../../core/lab/lab.ts';
import { mapAxes } from '../../core/lab/map.ts';
import type { Params, Values } from '../../core/lab/param.ts';
import type { RunState } from '../store.ts';
import type { Compute } from './client.ts';

/** The hand is still after this many ms. */
const STILL = 120;

type Read = Pick<RunState, 'values' | 'seed' | 'data' | 'dragging'>;

export interface MapperOptions {
  readonly labId: string;
  readonly lab: Lab;
  readonly compute: Compute;
  readonly read: () => Read;
  readonly data: () => Promise<Dataset | undefined> | Dataset | undefined;
  readonly write: (map: Partial<RunState['map']>) => void;
}

export interface Mapper {
  /** Computes from now on, until what it returns is called. */
  watch(): () => void;
  /** Something changed. */
  refresh(): void;
  dispose(): void;
}

/** What a map at these values depends on: neither on what tells its points apart, nor on what only draws again. */
function keyOf({ params }: Lab, spec: MapSpec<Params>, values: Values, seed: number): string {
  const apart = mapAxes(spec, values);
  const matters = Object.entries(values).filter(([name]) => !apart.has(name) && params[name]?.effect !== 'redraw');
  return JSON.stringify([matters, seed]);
}

export function createMapper({ labId, lab, compute, read, data, write }: MapperOptions): Mapper {
  const run = compute.newRun();
  let watchers = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** What the map that is there was made of, and how much of it is known. */
  let currentMap: { readonly key: string; readonly data: Dataset | undefined; share: number } | undefined;
  let last: Read | undefined;
  /** The share of it that was told last. */
  let told = 0;
  let latest = 0;
  /** It stopped because something was taken hold of. */
  let paused = false;

  const fill = async (spec: MapSpec<Params>) => {
    latest += 1;
    const mine = latest;
    // What is held by the hand has the processor for itself.
    const goes = () => {
      paused ||= mine === latest && read().dragging;
      return mine === latest && watchers > 0 && !paused;
    };
    const { values, seed } = read();
    try {
      const key = keyOf(lab, spec, values, seed);
      const own = await data();
      if (!goes()) return;
      if (currentMap?.key !== key || currentMap.data !== own) {
        currentMap = undefined;
        const { grids } = await compute.ask({ kind: 'map', run, lab: labId, values, seed, ...(own && { data: own }) });
        if (!goes()) return;
        currentMap = { key, data: own, share: 0 };
        write({ grids });
      }
      told = currentMap.share;
      write({ done: told === 1, share: told });
      while (goes() && currentMap && currentMap.share < 1) {
        const { grids, share } = await compute.ask({ kind: 'fill', run });
        if (mine !== latest) return;
        currentMap.share = told = share;
        write({ grids, done: share === 1, share });
      }
    } catch {
      // What is there stays; the run itself tells what is wrong.
      if (mine !== latest) return;
      currentMap = last = undefined;
      write({ done: true });
    }
  };

  const begin = (after: number) => {
    clearTimeout(timer);
    paused = false;
    last = read();
    const spec = lab.map;
    if (spec && watchers > 0) timer = setTimeout(() => void fill(spec), after);
  };

  return {
    watch() {
      watchers += 1;
      begin(0);
      return () => {
        watchers -= 1;
      };
    },
    refresh() {
      const { values, seed, data } = read();
      // A run that only goes on leaves the map alone.
      if (!paused && values === last?.values && seed === last.seed && data === last.data) return;
      // What there is of another map may be looked at, but is nothing of the one that is asked for.
      if (currentMap && lab.map && (data !== last?.data || currentMap.key !== keyOf(lab, lab.map, values, seed))) {
        latest += 1;
        if (told > 0) write({ done: false, share: 0 });
        told = 0;
      }
      begin(STILL);
    },
    dispose() {
      watchers = 0;
      latest += 1;
      clearTimeout(timer);
      void compute.ask({ kind: 'close', run }).catch(() => {});
    },
  };
}
