// A link is a session: what goes in comes out, to the bit.
import { describe, expect, it } from 'vitest';
import { writeSession } from '../../core/lab/session.ts';
import { hashOf, sessionOfHash } from '../../renderer/link.ts';

const session = writeSession({
  lab: 'bound',
  labVersion: 1,
  values: { observation: 0.1 + 0.2, prior: -0, model: 'gaussian', name: 'Θ − π' },
  seed: 4294967295,
  steps: 41,
  changes: [{ step: 3, values: { temperature: 5e-324 } }],
  data: { name: 'mine', columns: { y: Float64Array.of(1.7976931348623157e308, -0) } },
});

describe('hashOf and sessionOfHash', () => {
  it('carry a session through a link without losing a bit', async () => {
    const hash = await hashOf(session);
    expect(hash).toMatch(/^#s=[\w-]+$/);
    const back = (await sessionOfHash(hash)) as string;
    const data = JSON.parse(back).data.columns.y;
    expect(JSON.parse(back)).toEqual(JSON.parse(session));
    expect(Object.is(data[1], -0)).toBe(true);
  });

  it('are shorter than the text they carry', async () => {
    expect((await hashOf(session)).length).toBeLessThan(session.length);
  });

  it('find nothing in an address without a session', async () => {
    expect(await sessionOfHash('')).toBeUndefined();
    expect(await sessionOfHash('#elsewhere')).toBeUndefined();
  });

  it('refuse a link that was cut off', async () => {
    const hash = await hashOf(session);
    await expect(sessionOfHash(hash.slice(0, -20))).rejects.toThrow();
    await expect(sessionOfHash('#s=%%%')).rejects.toThrow();
  });
});
