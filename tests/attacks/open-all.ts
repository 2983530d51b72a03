// Opens each file that was made to be too much, in this process alone, and tells what came of it: a line of JSON each.
import { readOwn, readStream } from '../../core/data/dataset-of.ts';
import { sessionOfHash } from '../../renderer/link.ts';
import { countless, gzipped, gzippedIdx, overlapping, plain, vastLink, vastPng } from './made-files.ts';

type Bytes = Uint8Array<ArrayBuffer>;
const images = (name: string, make: () => Bytes) => () => readOwn('images', [{ name, bytes: make() }]);
const numbers = (make: () => Bytes) => () => readOwn(undefined, [{ name: 'f.csv', bytes: make() }]);
const text = (piece: string, megabytes: number) => plain(Buffer.alloc(megabytes * 2 ** 20, piece));
const content = new Uint8Array(2 * 2 ** 20);

const attacks: Readonly<Record<string, () => unknown>> = {
  'one stored content under 20,000 names': images('f.zip', () => overlapping({ name: '.png', method: 0, content, unpacked: 0 }, 20_000)),
  'one packed content under 1,000 names': images('f.zip', () =>
    overlapping({ name: '.png', method: 8, content, unpacked: 2 ** 20 * 11 }, 1000),
  ),
  'a zip that says it has 4,294,967,295 files': images('f.zip', countless),
  'one picture of 20 megapixels under 400 names': images('f.zip', () => {
    const png = vastPng(5000, 4000);
    return overlapping({ name: '.png', method: 0, content: png, unpacked: png.length }, 400);
  }),
  '4,200 pictures of 65,536 pixels': () =>
    readStream(Array.from({ length: 4200 }, (_, i) => ({ name: `${i}.png`, bytes: vastPng(256, 256) }))),
  'pictures of 1,000² pixels': images('f.png', () => vastPng(1000, 1000)),
  'a table of 130 MB': images('f.csv.gz', () => gzipped('0,', 130)),
  'a table of 40 MB in one row': images('f.csv.gz', () => gzipped('0,', 40)),
  'numbers of two bytes that come to 256 MB': images('f.idx.gz', () => gzippedIdx(2 ** 25 + 1)),
  '257 MB in a gzip': images('f.csv.gz', () => gzipped('0', 257)),
  '21 MB of numbers in one row': numbers(() => text('1,', 21)),
  '21 MB of numbers in one column': numbers(() => text('1\n', 21)),
  '21 MB of numbers with spaces between': numbers(() => text('1 ', 21)),
  'a link to 4 GB': () => sessionOfHash(vastLink(4096)),
  'a link that was escaped a million times': () => sessionOfHash(`#s=%${'25'.repeat(1_000_000)}`),
  'a link of a million padding signs': () => sessionOfHash(`#s=${'='.repeat(1_000_000)}a`),
};

for (const [name, open] of Object.entries(attacks)) {
  const before = process.cpuUsage();
  const said = await (async () => open())().then(
    () => 'opened',
    (error: Error) => `${error.name}: ${error.message}`,
  );
  const { user, system } = process.cpuUsage(before);
  // The most that this process ever had: of this one, or of one before it.
  const megabytes = process.resourceUsage().maxRSS / 1024;
  process.stdout.write(`${JSON.stringify({ name, said, seconds: (user + system) / 1e6, megabytes })}\n`);
  globalThis.gc?.();
}
