// Keeps the sweep picture true to the run: any scalar against one parameter, computed once the hand is still.
import type { Dataset } from '../../core/data/dataset.ts';
import type { Lab } from '../../core/lab/lab.ts';
import type { Values } from '../../core/lab/param.ts';
import type { Table } from '../../core/lab/result.ts';
import { curveAxis } from '../../core/lab/sweep.ts';
import type { Compute } from './client.ts';

/** The hand is still after this many ms. */
const STILL = 120;

/** A sweep of other values is looked at no longer than this while the one that is asked for is on its way, in ms. */
const STALE = 600;

export interface SweeperOptions {
  readonly labId: string;
  readonly lab: Lab;
  readonly compute: Compute;
  readonly read: () => { readonly over: string; readonly table: Table | undefined; readonly values: Values; readonly seed: number };
  readonly data: () => Promise<Dataset | undefined> | Dataset | undefined;
  readonly write: (sweep: { readonly over: string; readonly table: Table | undefined }) => void;
}

export interface Sweeper {
  /** Computes from now on, until what it returns is called. */
  watch(): () => void;
  /** Something changed. */
  refresh(): void;
  dispose(): void;
}

export function createSweeper({ labId, lab, compute, read, data, write }: SweeperOptions): Sweeper {
  const run = compute.newRun();
  let watchers = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let sweptKey: string | undefined;
  let latest = 0;

  const sweep = async () => {
    const { over: asked, table, values, seed } = read();
    const axis = curveAxis(lab, values, asked);
    if (!axis) return;
    const over = axis.name;
    const own = await data();
    const key = JSON.stringify([over, { ...values, [over]: 0 }, seed, own?.name, own && Object.values(own.columns).map((c) => [...c])]);
    if (key === sweptKey && table) return;
    latest += 1;
    const mine = latest;
    const { steps = 0 } = lab.sweep ?? {};
    const stale = setTimeout(() => mine === latest && write({ over: asked, table: undefined }), STALE);
    const asking = compute.ask({ kind: 'sweep', run, lab: labId, values, seed, steps, over: axis, ...(own && { data: own }) });
    const reply = await asking.finally(() => clearTimeout(stale));
    if (reply.kind !== 'swept' || mine !== latest) return;
    sweptKey = key;
    write({ over, table: reply.table });
  };

  const refresh = () => {
    clearTimeout(timer);
    // A sweep that fails leaves the last one; the run itself tells what is wrong.
    if (watchers > 0) timer = setTimeout(() => void sweep().catch(() => {}), sweptKey === undefined ? 0 : STILL);
  };

  return {
    watch() {
      watchers += 1;
      refresh();
      return () => {
        watchers -= 1;
      };
    },
    refresh,
    dispose() {
      watchers = 0;
      clearTimeout(timer);
    },
  };
}
