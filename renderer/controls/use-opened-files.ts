// Files that a control's button asks for, and what became of it.
import { useState } from 'react';
import type { HostFile } from '../../core/base/files.ts';

/** `open` asks by `ask` and hands what was chosen to `take`; `failure` is the one line in which that ended last. */
export function useOpenedFiles(take: (files: readonly HostFile[]) => Promise<void>) {
  const [failure, setFailure] = useState<string | undefined>();
  const attempt = async (ask: () => Promise<readonly HostFile[]>) => {
    setFailure(undefined);
    try {
      const files = await ask();
      if (files.length > 0) await take(files);
    } catch (error) {
      setFailure((error as Error).message);
    }
  };
  return { failure, open: (ask: () => Promise<readonly HostFile[]>) => void attempt(ask) };
}
