// Which commit is built, for whoever reports something.
import { spawnSync } from 'node:child_process';

/** `COMMIT` as text, for Vite’s `define`: empty where there is no repository. */
export function revision(root: string): Readonly<Record<string, string>> {
  const { status, stdout } = spawnSync('git', ['rev-parse', '--short=10', 'HEAD'], { cwd: root, encoding: 'utf8' });
  return { COMMIT: JSON.stringify(status === 0 ? stdout.trim() : '') };
}
