// Every request is answered once; what fails says whose fault it was; a sweep lets others in and can be superseded.
import { describe, expect, it } from 'vitest';
import { InputError } from '../../../core/base/input-error.ts';
import type { Reply, Request } from '../../../core/contract/compute.ts';
import type { Lab } from '../../../core/lab/lab.ts';
import { initialValues } from '../../../core/lab/param.ts';
import { type Connect, createCompute } from '../../../renderer/compute/client.ts';
import { createHost } from '../../../renderer/compute/host.ts';
import { withEngine } from '../../lab/with-engine.ts';
import { counting } from '../counting-lab.ts';
import { inProcess } from '../in-process.ts';

const values = initialValues(counting.params);

function setUp(options: Partial<Parameters<typeof createHost>[0]> = {}) {
  const replies: Reply[] = [];
  const host = createHost({
    loadLab: async (id) => {
      if (id !== 'counting') throw new InputError('lab', 'one of counting', id);
      return counting;
    },
    post: (reply) => replies.push(reply),
    pause: () => new Promise((resolve) => setTimeout(resolve)),
    now: () => performance.now(),
    ...options,
  });
  return { host, replies };
}

const open = (run: number, over: Partial<Request & { kind: 'open' }> = {}): Request => ({
  kind: 'open',
  run,
  lab: 'counting',
  values,
  seed: 1,
  ...over,
});

describe('createHost', () => {
  it('answers the requests of a run in their order', async () => {
    const { host, replies } = setUp();
    await Promise.all([
      host(open(1)),
      host({ kind: 'next', run: 1, values, steps: 2 }),
      host({ kind: 'export', run: 1, values, id: 'note' }),
      host({ kind: 'close', run: 1 }),
      host({ kind: 'next', run: 1, values, steps: 1 }),
    ]);
    expect(replies.map(({ kind }) => kind)).toEqual(['frame', 'frame', 'exported', 'closed', 'failed']);
    expect(replies[1]).toMatchObject({ frame: { step: 2, result: { scalars: { q: 0.75 } } } });
  });

  it('tells the user’s fault, with its parameter, from the program’s', async () => {
    const { host, replies } = setUp();
    await host(open(1, { values: { ...values, target: 13 } }));
    await host(open(2, { values: { ...values, target: 14 } }));
    await host(open(3, { lab: 'none' }));
    await host({
      kind: 'read',
      run: 4,
      lab: 'counting',
      files: [{ name: 'words.csv', bytes: new TextEncoder().encode('only\nwords\nhere\n') }],
    });
    expect(replies).toMatchObject([
      { kind: 'failed', run: 1, input: true, parameter: 'target', message: 'target: expected another number, got 13' },
      { kind: 'failed', run: 2, input: false, message: 'broken' },
      { kind: 'failed', run: 3, input: true, parameter: 'lab' },
      { kind: 'failed', run: 4, input: true },
    ]);
  });

  it('answers even where the answer cannot be sent', async () => {
    const replies: Reply[] = [];
    const { host } = setUp({
      post: (reply) => {
        if (reply.kind === 'frame') throw new DOMException('detached', 'DataCloneError');
        replies.push(reply);
      },
    });
    await host(open(1));
    expect(replies).toMatchObject([{ kind: 'failed', run: 1, input: false }]);
  });

  it('reads numbers off the page’s thread', async () => {
    const { host, replies } = setUp();
    await host({ kind: 'read', run: 1, lab: 'counting', files: [{ name: 'y.csv', bytes: new TextEncoder().encode('y\n1\n2.5\n') }] });
    expect(replies).toMatchObject([{ kind: 'data', data: { columns: { y: Float64Array.of(1, 2.5) } } }]);
  });

  it('lets a run on between the points of a sweep, and drops the sweep when another is asked for', async () => {
    let time = 0;
    // Every look at the clock finds 10 ms gone: each point ends a slice.
    const { host, replies } = setUp({ now: () => (time += 10) });
    const sweep = (count: number): Request => ({
      kind: 'sweep',
      run: 9,
      lab: 'counting',
      values,
      seed: 1,
      steps: 0,
      over: { name: 'target', values: Array.from({ length: count }, (_, i) => i / 100) },
    });
    const first = host(sweep(50));
    await new Promise((resolve) => setTimeout(resolve, 5));
    await host(open(1));
    const second = host(sweep(3));
    await Promise.all([first, second]);
    expect(replies.map(({ kind, run }) => `${kind} ${run}`)).toEqual(['frame 1', 'closed 9', 'swept 9']);
    expect(replies[2]).toMatchObject({ table: { x: Float64Array.of(0, 0.01, 0.02) } });
  });

  it('answers a sweep that is dropped before the one that took its place, however quick that is', async () => {
    let time = 0;
    const slow = withEngine(counting, ({ step }) => ({
      step: (...given) => {
        time += 10;
        return step?.(...given);
      },
    }));
    const { host, replies } = setUp({ loadLab: async () => slow, now: () => time });
    const sweep = (steps: number): Request => {
      return { kind: 'sweep', run: 9, lab: 'counting', values, seed: 1, steps, over: { name: 'target', values: [1, 2, 3] } };
    };
    const first = host(sweep(1));
    await new Promise((resolve) => setTimeout(resolve));
    await Promise.all([first, host(sweep(0))]);
    expect(replies.map(({ kind }) => kind)).toEqual(['closed', 'swept']);
  });
});

describe('a map', () => {
  const map: Lab['map'] = {
    over: 'target',
    count: 4,
    domain: () => [12, 15],
    rows: () => [0, 1].map((q) => ({ label: `from ${q}`, values: { q }, steps: 1 })),
  };
  const ask = (kind: 'map' | 'fill'): Request =>
    kind === 'fill' ? { kind, run: 5 } : { kind, run: 5, lab: 'counting', values: { ...values, rate: 0.5 }, seed: 1 };

  it('is shown unknown at first, then as far as it is known, a run let on in between, and is gone once it is closed', async () => {
    let time = 0;
    const lab = { ...counting, map: { ...map, domain: () => [0, 3] as const } };
    const { host, replies } = setUp({ loadLab: async () => lab, now: () => (time += 10) });
    await host(ask('map'));
    const filling = host(ask('fill'));
    await host(open(1));
    await filling;
    await host(ask('fill'));
    await host({ kind: 'close', run: 5 });
    await host(ask('fill'));
    expect(replies.map(({ kind }) => kind)).toEqual(['mapped', 'frame', 'mapped', 'mapped', 'closed', 'failed']);
    const [unknown, , , known] = replies as (Reply & { kind: 'mapped' })[];
    expect([unknown?.share, known?.share]).toEqual([0, 1]);
    expect(unknown?.grids['map q']?.values.every(Number.isNaN)).toBe(true);
    // q goes half of the way to the target: 0, 1, 2, 3, from 0 in the first row and from 1 in the second.
    expect([...(known?.grids['map q']?.values ?? [])]).toEqual([0, 0.5, 1, 1.5, 0.5, 1, 1.5, 2]);
  });

  it('says what broke, and has no finite number at a point that the lab refuses', async () => {
    const refusing = { ...counting, map: { ...map, count: 2, domain: () => [12, 13] as const } };
    const { host, replies } = setUp({ loadLab: async () => refusing });
    await host(ask('map'));
    await host(ask('fill'));
    expect(replies[1]).toMatchObject({
      share: 1,
      grids: { 'map q': { values: Float32Array.of(6, Number.POSITIVE_INFINITY, 6.5, Number.POSITIVE_INFINITY) } },
    });
    const breaking = setUp({ loadLab: async () => ({ ...counting, map }) });
    await breaking.host(ask('map'));
    await breaking.host(ask('fill'));
    expect(breaking.replies[1]).toMatchObject({ kind: 'failed', message: 'broken' });
  });
});

describe('createCompute', () => {
  it('makes its worker at once, or not before something is asked of it', async () => {
    let made = 0;
    const connect: Connect = () => {
      made += 1;
      return { post: () => {}, terminate: () => {} };
    };
    createCompute(connect);
    expect(made).toBe(1);
    const late = createCompute(connect, { early: false });
    void late.ask({ kind: 'close', run: late.newRun() }).catch(() => {});
    expect(made).toBe(1);
    void late.ask({ kind: 'map', run: late.newRun(), lab: 'counting', values, seed: 1 });
    expect(made).toBe(2);
  });

  it('gives each reply to its own request, and an input error as one', async () => {
    const { compute } = inProcess(counting);
    const [one, two] = [compute.newRun(), compute.newRun()];
    const [first, second] = await Promise.all([
      compute.ask({ kind: 'open', run: one, lab: 'counting', values, seed: 1 }),
      compute.ask({ kind: 'open', run: two, lab: 'counting', values: { ...values, q: 5 }, seed: 1 }),
    ]);
    expect([first.frame.result.scalars.q, second.frame.result.scalars.q]).toEqual([0, 5]);
    const refused = compute.ask({ kind: 'open', run: one, lab: 'counting', values: { ...values, target: 13 }, seed: 1 });
    await expect(refused).rejects.toEqual(new InputError('target', 'another number', '13'));
  });

  it('rejects what waits when the worker dies, and makes another at the next request', async () => {
    const host = inProcess(counting);
    host.hold();
    const waiting = host.compute.ask({ kind: 'open', run: 1, lab: 'counting', values, seed: 1 });
    host.die();
    await expect(waiting).rejects.toThrow('the computation stopped; press reset to begin again');
    host.release();
    const { frame } = await host.compute.ask({ kind: 'open', run: 2, lab: 'counting', values, seed: 1 });
    expect(frame.step).toBe(0);
    expect(host.hosts()).toBe(2);
  });
});
