// The list of keys, read off the tables that bind them.
import { accelerators, windowAccelerators } from '../../core/contract/accelerators.ts';
import type { Command } from '../../core/contract/bridge.ts';
import { isDesktop } from '../bridge.ts';
import style from './KeysSheet.module.css';
import { acceleratorText, bindings, keyText } from './keys.ts';
import { Sheet } from './Sheet.tsx';

const others: readonly (readonly [does: string, keys: readonly string[]])[] = [
  ['Open a snapshot; store it', ['1–9', 'Shift 1–9']],
  ['Move a slider or a handle; coarse, fine', ['Arrows', 'Shift', 'Alt']],
  ['Far, to its ends', ['Page Up, Down', 'Home, End']],
  ['From preset to preset, from tab to tab', ['Arrows']],
];

/** What the desktop's menu is called by, where it is called otherwise than by the keys above. */
function menuKeys(): readonly (readonly [does: string, keys: readonly string[]])[] {
  const ofCommands = Object.entries(accelerators).flatMap(([command, accelerator]) => {
    const own = bindings.filter((binding) => binding.command === command);
    const text = acceleratorText(accelerator);
    const does = own[0]?.does ?? command;
    return own.some((binding) => keyText(binding) === text) ? [] : [[does, [text]] as const];
  });
  const ofWindow = Object.entries(windowAccelerators).map(([does, accelerator]) => [does, [acceleratorText(accelerator)]] as const);
  return [...ofCommands, ...ofWindow];
}

/** One line a thing that is done, with all the keys that do it. */
function boundKeys(): readonly (readonly [does: string, keys: readonly string[]])[] {
  const commands = [...new Set(bindings.map(({ command }) => command))] as Command[];
  return commands.map((command) => {
    const own = bindings.filter((binding) => binding.command === command);
    return [own[0]?.does ?? command, own.map((binding) => keyText(binding))];
  });
}

export default function KeysSheet({ onClose }: { readonly onClose: () => void }) {
  return (
    <Sheet title="Keys" onClose={onClose}>
      <Keys lines={[...boundKeys(), ...others]} />
      {isDesktop && (
        <>
          <h3 className={style.menu}>By the menu</h3>
          <Keys lines={menuKeys()} />
        </>
      )}
    </Sheet>
  );
}

function Keys({ lines }: { readonly lines: readonly (readonly [does: string, keys: readonly string[]])[] }) {
  return (
    <dl className={style.keys}>
      {lines.map(([does, keys]) => (
        <div key={does}>
          <dt>{does}</dt>
          <dd>
            {keys.map((key) => (
              <kbd key={key}>{key}</kbd>
            ))}
          </dd>
        </div>
      ))}
    </dl>
  );
}
