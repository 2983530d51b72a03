// The whole of what the page sees of the desktop: narrow functions, never `ipcRenderer` or one of its events.
import { contextBridge, ipcRenderer } from 'electron';
import type { Bridge } from '../../core/contract/bridge.ts';
import { type Answer, type Asked, channel, type Heard } from '../channel.ts';

const ask =
  <M extends Asked>(method: M) =>
  async (...args: Parameters<Bridge[M]>): Promise<Awaited<ReturnType<Bridge[M]>>> => {
    const answer: Answer<Awaited<ReturnType<Bridge[M]>>> = await ipcRenderer.invoke(channel(method), ...args);
    if ('refusal' in answer) throw new Error(answer.refusal);
    return answer.value;
  };

const hear =
  <T>(method: Heard) =>
  (listener: (said: T) => void) => {
    const forward = (_event: unknown, said: T) => listener(said);
    ipcRenderer.on(channel(method), forward);
    ipcRenderer.send(channel(method)); // what waited for a listener may come now
    return () => void ipcRenderer.off(channel(method), forward);
  };

const bridge: Bridge = {
  save: ask('save'),
  pdf: ask('pdf'),
  open: ask('open'),
  recent: ask('recent'),
  openRecent: ask('openRecent'),
  about: ask('about'),
  energy: ask('energy'),
  keepAwake: ask('keepAwake'),
  onCommand: hear('onCommand'),
  onFile: hear('onFile'),
};

contextBridge.exposeInMainWorld('bridge', bridge);
