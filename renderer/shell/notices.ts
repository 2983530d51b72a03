// One line that belongs to no control, said for a while at the foot of the page.
import { UNSTABLE_ToastQueue as ToastQueue } from 'react-aria-components/Toast';

export interface Notice {
  readonly line: string;
  readonly action?: { readonly label: string; readonly act: () => void };
}

export const notices = new ToastQueue<Notice>({ maxVisibleToasts: 2 });

const SECONDS = 8;

export function notify(line: string, action?: Notice['action']): void {
  notices.add({ line, ...(action && { action }) }, { timeout: SECONDS * 1000 });
}

/** Says what went wrong with something that was asked for, in its one line. */
export const notifyFailure = (error: unknown): void => notify(error instanceof Error ? error.message : String(error));
