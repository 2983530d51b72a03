// A report of a problem, to be attached by hand: versions, the system, the last lines of the log; none of the user’s data, nor where they lie.
import { readFile } from 'node:fs/promises';
import { homedir, release } from 'node:os';
import { app, type BrowserWindow, dialog } from 'electron';
import log from 'electron-log/main';
import { writeDocument } from './documents.ts';

/** The commit that was built; empty where it is not known. */
declare const COMMIT: string;

const LINES = 200;

/** The last lines of a log, the user’s own folder not named. */
const lastLines = (text: string, home: string): string => text.trimEnd().split('\n').slice(-LINES).join('\n').replaceAll(home, '~');

async function reportText(): Promise<string> {
  const { electron, chrome, node } = process.versions;
  const text = await readFile(log.transports.file.getFile().path, 'utf8').catch(() => '');
  const gpu = app.getGPUFeatureStatus();
  return [
    `Free Energy Lab ${app.getVersion()}${COMMIT && ` (${COMMIT})`}`,
    `Electron ${electron}, Chrome ${chrome}, Node ${node}`,
    `${process.platform} ${process.arch}, ${release()}, ${app.getLocale()}`,
    `WebGL ${gpu.webgl2}, compositing ${gpu.gpu_compositing}`,
    '',
    'The last errors:',
    lastLines(text, homedir()) || 'none',
    '',
  ].join('\n');
}

/** Asks where to, then writes it. */
export async function reportProblem(window: BrowserWindow): Promise<void> {
  const text = await reportText();
  const { filePath } = await dialog.showSaveDialog(window, { defaultPath: 'free-energy-lab-report.txt' });
  if (!filePath) return;
  await writeDocument(filePath, new TextEncoder().encode(text)).catch(({ message }: Error) => {
    void dialog.showMessageBox(window, { type: 'error', message });
  });
}
