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
    expect(await sessionOfHash('#')).toBeUndefined();
  });

  const percent = (text: string) => Array.from(text, (sign) => `%${sign.charCodeAt(0).toString(16)}`).join('');
  it.each<[string, (hash: string) => string]>([
    ['percent signs for what is no letter', (hash) => `#${hash.slice(1).replaceAll(/[^a-z\d]/gi, percent)}`],
    ['percent signs for all', (hash) => `#${percent(hash.slice(1))}`],
    ['percent signs of percent signs', (hash) => `#${encodeURIComponent(percent(hash.slice(1)))}`],
    ['the other alphabet and its padding', (hash) => `${hash.replaceAll('-', '+').replaceAll('_', '/')}==`],
    ['a line broken in two', (hash) => `${hash.slice(0, 60)}%0D%0A ${hash.slice(60)}`],
    ['the end of a sentence', (hash) => `${hash}).`],
    ['what a service counts by', (hash) => `${hash}&utm_source=mail`],
  ])('open a link that came with %s', async (_, changed) => {
    expect(JSON.parse((await sessionOfHash(changed(await hashOf(session)))) as string)).toEqual(JSON.parse(session));
  });

  it.each([
    ['#elsewhere', 'link: expected a session behind #s=, got #elsewhere'],
    ['#/bound?x=1', 'link: expected a session behind #s=, got #/bound?x=1'],
    ['#t=abc', 'link: expected a session behind #s=, got #t=abc'],
    ['#s=', 'link: expected a whole session, got one that is damaged or cut off'],
    ['#s=%E4%', 'link: expected a whole session, got one that is damaged or cut off'],
    ['#s=Ünlesbar', 'link: expected a whole session, got one that is damaged or cut off'],
  ])('say so where %s is no session', async (hash, message) => {
    await expect(sessionOfHash(hash)).rejects.toThrow(message);
  });

  it('refuse a link that was cut off', async () => {
    const hash = await hashOf(session);
    await expect(sessionOfHash(hash.slice(0, -20))).rejects.toThrow();
    await expect(sessionOfHash('#s=%%%')).rejects.toThrow();
  });
});
