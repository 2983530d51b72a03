// A dialog in the middle of the page: a title, what it says, a way out.
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import { Dialog, Heading } from 'react-aria-components/Dialog';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import button from './Button.module.css';
import style from './Sheet.module.css';

interface Props {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

export function Sheet({ title, onClose, children }: Props) {
  return (
    <ModalOverlay className={style.veil} isOpen isDismissable onOpenChange={(open) => !open && onClose()}>
      <Modal className={style.sheet}>
        <Dialog className={style.dialog}>
          <Heading slot="title">{title}</Heading>
          <Button slot="close" className={`${button.icon} ${style.close}`} aria-label="Close">
            <X size="1rem" />
          </Button>
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
