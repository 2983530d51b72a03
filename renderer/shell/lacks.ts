// What the browser lacks or refuses, and what works all the same, said once in a notice that stays until it is read.
import { mention } from './notices.ts';

/** Whether the browser refuses what is tried. */
async function refuses(attempt: () => unknown): Promise<boolean> {
  try {
    await attempt();
    return false;
  } catch {
    return true;
  }
}

async function lines(): Promise<readonly string[]> {
  const said: string[] = [];
  if (typeof WebAssembly === 'undefined')
    said.push(
      'The browser has no WebAssembly: “Two coins, one answer” and a few more presets work; all that draws random numbers or runs networks needs it.',
    );
  // Both are only looked at: what is full is told when something does not fit.
  const [places, runs] = await Promise.all([refuses(() => localStorage.getItem('')), refuses(() => indexedDB.databases())]);
  const lost = [...(runs ? ['training'] : []), ...(places ? ['settings', 'where you are'] : [])];
  if (lost.length > 0)
    said.push(
      `The browser refuses this page its storage. All labs work, but a reload loses ${new Intl.ListFormat('en-GB').format(lost)}: save the runs you want to keep.`,
    );
  return said;
}

export async function tellLacks(): Promise<void> {
  const said = await lines();
  if (said.length > 0) mention(said.join(' '));
}
