// A sheet to draw on beside the picture of what is drawn: as large as whole pixels of the screen make it.
import { useRef } from 'react';
import { Button } from 'react-aria-components/Button';
import type { DrawingParam } from '../../core/lab/param.ts';
import { DrawingPad } from '../controls/DrawingPad.tsx';
import { useRun, useRunStore } from '../run-context.tsx';
import { usePixelRatio } from './use-pixel-ratio.ts';
import { useSize } from './use-size.ts';

export default function Pad({ name }: { readonly name: string }) {
  const room = useRef<HTMLDivElement>(null);
  const size = useSize(room);
  const ratio = usePixelRatio();
  const { rows, columns, label } = useRun((run) => run.lab.params[name]) as DrawingParam;
  const blank = useRun((run) => run.values[name] === '');
  const { resetParam } = useRunStore().getState();
  const pixel = size && Math.max(1, Math.floor(Math.min(size.width / columns, size.height / rows) * ratio)) / ratio;
  return (
    <div className="padded">
      <div ref={room} className="pad-room">
        {pixel && <DrawingPad name={name} style={{ width: columns * pixel, height: rows * pixel }} />}
      </div>
      <Button className="small-button" isDisabled={blank} aria-label={`Clear: ${label}`} onPress={() => resetParam(name)}>
        Clear
      </Button>
    </div>
  );
}
