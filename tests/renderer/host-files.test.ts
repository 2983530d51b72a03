import { describe, expect, it } from 'vitest';
import { handedFiles } from '../../renderer/host-files.ts';

type Tree = { readonly [name: string]: Tree | string };

/** An entry as a browser hands it out: what lies in a folder in parts of at most two. */
function entryOf(fullPath: string, content: Tree | string): FileSystemEntry {
  const name = fullPath.split('/').at(-1) as string;
  if (typeof content === 'string') {
    const file = (resolve: (file: File) => void) => resolve(new File([content], name));
    return { name, fullPath, isFile: true, isDirectory: false, file } as unknown as FileSystemEntry;
  }
  const inside = Object.entries(content).map(([below, each]) => entryOf(`${fullPath}/${below}`, each));
  const createReader = () => {
    const left = [...inside];
    return { readEntries: (resolve: (part: FileSystemEntry[]) => void) => resolve(left.splice(0, 2)) };
  };
  return { name, fullPath, isFile: false, isDirectory: true, createReader } as unknown as FileSystemEntry;
}

const dropped = (tree: Tree): DataTransfer => {
  const items = Object.entries(tree).map(([name, content]) => ({ webkitGetAsEntry: () => entryOf(`/${name}`, content) }));
  const files = Object.entries(tree).map(([name, content]) => new File(typeof content === 'string' ? [content] : [], name));
  return { items, files } as unknown as DataTransfer;
};

const read = async (tree: Tree) =>
  Object.fromEntries((await handedFiles(dropped(tree))).map(({ name, bytes }) => [name, new TextDecoder().decode(bytes)]));

describe('what is dropped on the page', () => {
  it('is every picture of a folder however deep, named with its folders, part after part', async () => {
    const set = {
      cat: { '1.png': 'a', '2.JPG': 'b', '3.png': 'c', '4.jpeg': 'd', '5.png': 'e' },
      dog: { old: { '1.png': 'f' } },
      none: {},
    };
    expect(await read({ set })).toEqual({
      'set/cat/1.png': 'a',
      'set/cat/2.JPG': 'b',
      'set/cat/3.png': 'c',
      'set/cat/4.jpeg': 'd',
      'set/cat/5.png': 'e',
      'set/dog/old/1.png': 'f',
    });
  });

  it('leaves out of a folder what no lab takes, and takes files beside it', async () => {
    const set = { 'notes.pdf': 'x', '.DS_Store': 'x', __MACOSX: { '._1.png': 'x' }, 't-images-idx3-ubyte': 'a' };
    expect(await read({ set, 'one.png': 'b' })).toEqual({ 'set/t-images-idx3-ubyte': 'a', 'one.png': 'b' });
  });

  it('is files as they are where there is no folder, for the lab to refuse', async () => {
    expect(await read({ 'notes.odd': 'a' })).toEqual({ 'notes.odd': 'a' });
  });
});
