// The list of keys, read off the table that binds them.

import style from './KeysSheet.module.css';
import { bindings, keyText } from './keys.ts';
import { Sheet } from './Sheet.tsx';

export default function KeysSheet({ onClose }: { readonly onClose: () => void }) {
  return (
    <Sheet title="Keys" onClose={onClose}>
      <dl className={style.keys}>
        {bindings.map((binding) => (
          <div key={binding.command}>
            <dt>{binding.does}</dt>
            <dd>
              <kbd>{keyText(binding)}</kbd>
            </dd>
          </div>
        ))}
        <div>
          <dt>Move a slider or a handle; coarse, fine</dt>
          <dd>
            <kbd>Arrows</kbd> <kbd>Shift</kbd> <kbd>Alt</kbd>
          </dd>
        </div>
        <div>
          <dt>Far, to its ends</dt>
          <dd>
            <kbd>Page Up, Down</kbd> <kbd>Home, End</kbd>
          </dd>
        </div>
      </dl>
    </Sheet>
  );
}
