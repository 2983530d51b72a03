import { beforeAll, describe, expect, test } from 'vitest';
import { createAdam, labBackend, openTensors, tf } from '../../core/tensor/index.ts';
import { bits, normals } from './shapes.ts';
import { createVae } from './vae.ts';

beforeAll(() => openTensors());

describe('Adam', () => {
  test('takes the steps of its definition, in float64', () => {
    const start = normals(23);
    const variables = [tf.variable(tf.tensor1d(start.slice(0, 5))), tf.variable(tf.tensor2d(start.slice(5), [6, 3]))];
    const adam = createAdam(variables, { beta1: 0.8, beta2: 0.95, epsilon: 1e-6 });
    const w = Float64Array.from(start);
    const [m, v] = [new Float64Array(23), new Float64Array(23)];
    for (let t = 1; t <= 20; t += 1) {
      const g = normals(23);
      adam.step([tf.tensor1d(g.slice(0, 5)), tf.tensor2d(g.slice(5), [6, 3])], 0.01);
      for (let i = 0; i < 23; i += 1) {
        m[i] = 0.8 * (m[i] as number) + 0.2 * (g[i] as number);
        v[i] = 0.95 * (v[i] as number) + 0.05 * (g[i] as number) ** 2;
        const [mean, variance] = [(m[i] as number) / (1 - 0.8 ** t), (v[i] as number) / (1 - 0.95 ** t)];
        w[i] = (w[i] as number) - (0.01 * mean) / (Math.sqrt(variance) + 1e-6);
      }
    }
    const got = variables.flatMap((variable) => [...variable.dataSync()]);
    expect(Math.max(...got.map((x, i) => Math.abs(x - (w[i] as number))))).toBeLessThan(1e-6);
    adam.dispose();
  });

  test('leaves a variable without a gradient as it is, and begins with it later as if nothing had been', () => {
    const [first, second, alone] = [normals(9), normals(4), normals(4)].map((start) => tf.variable(tf.tensor1d(start))) as [
      tf.Variable,
      tf.Variable,
      tf.Variable,
    ];
    alone.assign(tf.tensor1d(second.dataSync()));
    const [both, one] = [createAdam([first, second]), createAdam([alone])];
    const before = [...second.dataSync()];
    for (let t = 0; t < 30; t += 1) both.step([tf.tensor1d(normals(9)), undefined], 0.01);
    expect([...second.dataSync()]).toEqual(before);
    expect(both.state().times).toEqual([30, 0]);
    expect(
      both
        .state()
        .moments.slice(2)
        .every((moment) => moment.every((m) => m === 0)),
    ).toBe(true);
    for (let t = 0; t < 5; t += 1) {
      const slope = tf.tensor1d(normals(4));
      both.step([tf.tensor1d(normals(9)), slope], 0.01);
      one.step([slope], 0.01);
    }
    expect([...second.dataSync()]).toEqual([...alone.dataSync()]);
    for (const adam of [both, one]) adam.dispose();
  });

  test('says beforehand how far a step moves each variable', () => {
    const variables = [normals(40), normals(7)].map((start) => tf.variable(tf.tensor1d(start)));
    const adam = createAdam(variables);
    for (let t = 0; t < 4; t += 1) {
      const gradients = t === 2 ? [undefined, tf.tensor1d(normals(7))] : [tf.tensor1d(normals(40)), tf.tensor1d(normals(7))];
      const before = variables.map((variable) => Float32Array.from(variable.dataSync()));
      const said = adam.reach(gradients, 0.3);
      adam.step(gradients, 0.3);
      const moved = variables.map((variable, i) => Math.hypot(...variable.dataSync().map((w, j) => w - (before[i]?.[j] as number))));
      // The kernel has β₂ in float32: 1 − β₂ is off by some 1e-5.
      for (const [i, length] of moved.entries()) expect(Math.abs((said[i] as number) - length)).toBeLessThanOrEqual(3e-5 * length);
      expect(said[0] === 0).toBe(t === 2);
    }
    adam.dispose();
  });

  test('goes on from a saved state as if it had never stopped', () => {
    const gradients = Array.from({ length: 6 }, () => normals(7));
    const from = (start: Float32Array) => tf.variable(tf.tensor1d(start));
    const [whole, first] = [from(new Float32Array(7)), from(new Float32Array(7))];
    const [a, b] = [createAdam([whole]), createAdam([first])];
    for (const g of gradients) a.step([tf.tensor1d(g)], 0.1);
    for (const g of gradients.slice(0, 3)) b.step([tf.tensor1d(g)], 0.1);
    const second = from(first.dataSync() as Float32Array);
    const c = createAdam([second]);
    c.restore(b.state());
    for (const g of gradients.slice(3)) c.step([tf.tensor1d(g)], 0.1);
    expect([...second.dataSync()]).toEqual([...whole.dataSync()]);
    expect(() => c.restore({ times: [1], moments: [new Float32Array(7)] })).toThrow('arrays of 7, 7 numbers');
    expect(() => c.restore({ ...b.state(), times: [] })).toThrow('times: expected 1 of them, got 0');
  });

  test('leaves alone what shares a variable’s numbers', () => {
    const initial = tf.tensor1d([1, 2, 3]);
    const variable = tf.variable(initial);
    const copy = variable.clone();
    createAdam([variable]).step([tf.tensor1d([1, 1, 1])], 0.5);
    expect([...copy.dataSync()]).toEqual([1, 2, 3]);
    expect([...initial.dataSync()]).toEqual([1, 2, 3]);
    expect([...variable.dataSync()].map((w) => Math.round(w * 1e4) / 1e4)).toEqual([0.5, 1.5, 2.5]);
  });
});

describe('a variational autoencoder', () => {
  const size = { pixels: 50, hidden: 24, latent: 3 };
  const rows = 16;

  test('has the gradients that differences of its loss give', () => {
    const vae = createVae(size, 4);
    const [x, noise] = [tf.tensor2d(bits(rows * 50, 0.4), [rows, 50]), tf.tensor2d(normals(rows * 3), [rows, 3])];
    const loss = () => tf.tidy(() => vae.loss(x as never, noise).dataSync()[0] as number);
    const { grads } = tf.variableGrads(() => vae.loss(x, noise), vae.variables);
    for (const variable of vae.variables) {
      const direction = normals(variable.size);
      const slope = ((grads[variable.name] as tf.Tensor).dataSync() as Float32Array).reduce(
        (sum, g, i) => sum + g * (direction[i] as number),
        0,
      );
      const start = variable.dataSync() as Float32Array;
      const move = (by: number) =>
        tf.tidy(() =>
          variable.assign(
            tf.tensor(
              start.map((w, i) => w + by * (direction[i] as number)),
              variable.shape,
            ),
          ),
        );
      const step = 2e-3;
      move(step);
      const above = loss();
      move(-step);
      const below = loss();
      move(0);
      expect(Math.abs((above - below) / (2 * step) - slope)).toBeLessThan(5e-2 * (1 + Math.abs(slope)));
    }
    vae.dispose();
  });

  test('learns, and a thousand steps leave nothing behind', () => {
    const vae = createVae(size, 5);
    const x = bits(rows * 50, 0.2);
    const step = () => {
      const value = vae.step(x, normals(rows * 3), 3e-3);
      const [loss] = value.dataSync();
      value.dispose();
      return loss as number;
    };
    const first = step();
    const before = [tf.memory().numTensors, labBackend().numDataIds(), labBackend().liveBytes()];
    let last = first;
    for (let i = 0; i < 1000; i += 1) last = step();
    expect([tf.memory().numTensors, labBackend().numDataIds(), labBackend().liveBytes()]).toEqual(before);
    expect(last).toBeLessThan(first / 2);
    vae.dispose();
  });
});
