// One line that belongs to no control, said for a while at the foot of the column beside the pictures.
import { UNSTABLE_ToastQueue as ToastQueue } from 'react-aria-components/Toast';

export interface Notice {
  readonly line: string;
  /** Something has gone wrong, and stays so. */
  readonly warns?: boolean;
  readonly action?: { readonly label: string; readonly act: () => void };
}

export const notices = new ToastQueue<Notice>({ maxVisibleToasts: 2 });

const SECONDS = 8;

export function notify(line: string, action?: Notice['action']): void {
  notices.add({ line, ...(action && { action }) }, { timeout: SECONDS * 1000 });
}

/** Says what is wrong for as long as it is: until what it returns is called. */
export function warn(line: string): () => void {
  const key = notices.add({ line, warns: true });
  return () => notices.close(key);
}

/** Says what went wrong with something that was asked for, in its one line. */
export const notifyFailure = (error: unknown): void => notify(error instanceof Error ? error.message : String(error));
