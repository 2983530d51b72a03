// Draws the notices, in a place of their own: what stands above them leaves them the room, `--foot`, and none is covered.
import { TriangleAlert, X } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { Text } from 'react-aria-components/Text';
import {
  Button,
  UNSTABLE_Toast as Toast,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastRegion as ToastRegion,
} from 'react-aria-components/Toast';
import button from './Button.module.css';
import style from './Notices.module.css';
import { type Notice, notices } from './notices.ts';

const observer =
  typeof ResizeObserver === 'undefined' ? undefined : new ResizeObserver(([entry]) => takeRoom(entry?.borderBoxSize[0]?.blockSize ?? 0));

const takeRoom = (height: number) => document.documentElement.style.setProperty('--foot', `${height}px`);

function keepRoom(region: HTMLElement | null): void {
  observer?.disconnect();
  if (region) observer?.observe(region);
  else takeRoom(0);
}

function Share({ line, share }: Required<Pick<Notice, 'line' | 'share'>>) {
  return <progress className={style.share} aria-label={line} value={useSyncExternalStore(share.subscribe, share.get)} />;
}

export function Notices() {
  return (
    <ToastRegion ref={keepRoom} queue={notices} className={style.notices} aria-label="Notices">
      {({ toast }) => (
        <Toast toast={toast} className={style.notice} data-warns={toast.content.warns}>
          <ToastContent className={style.line}>
            {toast.content.warns && <TriangleAlert size="0.875rem" aria-hidden="true" />}
            <Text slot="title">{toast.content.line}</Text>
          </ToastContent>
          {toast.content.share && <Share line={toast.content.line} share={toast.content.share} />}
          {toast.content.action && (
            <Button
              className={`${button.text} ${style.action}`}
              onPress={() => {
                toast.content.action?.act();
                notices.close(toast.key);
              }}
            >
              {toast.content.action.label}
            </Button>
          )}
          <Button slot="close" className={button.icon} aria-label="Dismiss">
            <X size="0.875rem" />
          </Button>
        </Toast>
      )}
    </ToastRegion>
  );
}
