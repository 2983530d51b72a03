// A made-up tree: paths and texts.
import type { Tree } from '../../core/energy/tree.ts';

export const treeOf = (files: Readonly<Record<string, string>>): Tree => ({
  list: async () => [...new Set(Object.keys(files).map((path) => path.split('/')[0] as string))],
  read: async (path) => files[path],
});
