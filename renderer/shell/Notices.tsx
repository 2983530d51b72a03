// Draws the notices.
import { X } from 'lucide-react';
import {
  Button,
  UNSTABLE_Toast as Toast,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastRegion as ToastRegion,
} from 'react-aria-components/Toast';
import { notices } from './notices.ts';

export function Notices() {
  return (
    <ToastRegion queue={notices} className="notices" aria-label="Notices">
      {({ toast }) => (
        <Toast toast={toast} className="notice">
          <ToastContent>{toast.content.line}</ToastContent>
          {toast.content.action && (
            <Button
              className="text-button"
              onPress={() => {
                toast.content.action?.act();
                notices.close(toast.key);
              }}
            >
              {toast.content.action.label}
            </Button>
          )}
          <Button slot="close" className="icon-button" aria-label="Dismiss">
            <X size={14} />
          </Button>
        </Toast>
      )}
    </ToastRegion>
  );
}
