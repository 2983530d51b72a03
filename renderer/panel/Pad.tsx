// A sheet to draw on beside the picture of what is drawn: as large as whole pixels of the screen make it.
import { useRef } from 'react';
import { Button } from 'react-aria-components/Button';
import type { DrawingParam } from '../../core/lab/param.ts';
import { DrawingPad } from '../controls/DrawingPad.tsx';
import { useRoom } from '../room.ts';
import { useLab, useRun, useRunStore } from '../run-context.tsx';
import button from '../shell/Button.module.css';
import style from './Pad.module.css';
import { usePixelRatio } from './use-pixel-ratio.ts';
import { useSize } from './use-size.ts';

/** Nothing but pixels. */
const WHOLE = { maxWidth: 'none', border: 'none', borderRadius: 0 } as const;

export default function Pad({ name }: { readonly name: string }) {
  const room = useRef<HTMLDivElement>(null);
  const { scale } = useRoom();
  const size = useSize(room, scale);
  const ratio = usePixelRatio() * scale;
  const { rows, columns, label } = useLab().params[name] as DrawingParam;
  const blank = useRun((run) => run.values[name] === '');
  const { resetParam } = useRunStore().getState();
  const pixel = size && Math.max(1, Math.floor(Math.min(size.width / columns, size.height / rows) * ratio)) / ratio;
  return (
    <div className={style.padded}>
      <div ref={room} className={style.room}>
        {pixel && <DrawingPad name={name} style={{ ...WHOLE, width: columns * pixel * scale, height: rows * pixel * scale }} />}
      </div>
      <Button className={button.small} isDisabled={blank} aria-label={`Clear: ${label}`} onPress={() => resetParam(name)}>
        Clear
      </Button>
    </div>
  );
}
