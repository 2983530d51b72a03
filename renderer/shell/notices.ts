// One line that belongs to no control, at the foot of the column beside the pictures: said for a while, or, where it offers something, until
// it is answered.
import { UNSTABLE_ToastQueue as ToastQueue } from 'react-aria-components/Toast';

/** A number that is heard of again whenever it changes. */
interface Share {
  get(): number;
  subscribe(heard: () => void): () => void;
}

export interface Notice {
  readonly line: string;
  /** Something has gone wrong, and stays so. */
  readonly warns?: boolean;
  /** What is on its way: how far it is, 0 to 1. */
  readonly share?: Share;
  readonly action?: { readonly label: string; readonly act: () => void };
}

export const notices = new ToastQueue<Notice>({ maxVisibleToasts: 3 });

const SECONDS = 8;

export function notify(line: string, action?: Notice['action']): void {
  if (action) notices.add({ line, action });
  else notices.add({ line }, { timeout: SECONDS * 1000 });
}

/** Says something that nobody asked for, until it is dismissed. */
export const mention = (line: string): void => void notices.add({ line });

/** Says what is wrong for as long as it is: until what it returns is called. */
export function warn(line: string): () => void {
  const key = notices.add({ line, warns: true });
  return () => notices.close(key);
}

/** Says what is on its way and how far it is, and offers to give it up, until what it returns is called. */
export function accompany(line: string, share: Share, cancel: () => void): () => void {
  const key = notices.add({ line, share, action: { label: 'Cancel', act: cancel } });
  return () => notices.close(key);
}

/** Says what went wrong with something that was asked for, in its one line. */
export const notifyFailure = (error: unknown): void => notify(error instanceof Error ? error.message : String(error));
