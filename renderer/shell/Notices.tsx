// Draws the notices.
import { X } from 'lucide-react';
import {
  Button,
  UNSTABLE_Toast as Toast,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastRegion as ToastRegion,
} from 'react-aria-components/Toast';
import button from './Button.module.css';
import style from './Notices.module.css';
import { notices } from './notices.ts';

export function Notices() {
  return (
    <ToastRegion queue={notices} className={style.notices} aria-label="Notices">
      {({ toast }) => (
        <Toast toast={toast} className={style.notice}>
          <ToastContent>{toast.content.line}</ToastContent>
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
            <X size={14} />
          </Button>
        </Toast>
      )}
    </ToastRegion>
  );
}
