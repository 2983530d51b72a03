// Files and folders that the user picks or drops on the page, read within bounds. Both hosts have these: a folder needs no bridge.
import { type HostFile, isWanted, MAX_FILE_BYTES, MAX_TOGETHER_BYTES, megabytes } from '../core/base/files.ts';
import { InputError } from '../core/base/input-error.ts';
import { fileKinds } from '../core/contract/bridge.ts';

/** A file, and its name with the folders before it where it was in one that was given. */
interface Given {
  readonly name: string;
  readonly file: File;
}

const openable: readonly string[] = fileKinds.any;

/** Of a folder, what some lab may take; the rest is not even read. */
const isOpenable = (name: string) =>
  isWanted(name) && (openable.includes(name.split('.').at(-1)?.toLowerCase() ?? '') || /idx\d/i.test(name));

/** The bytes of files that were picked or dropped. Throws InputError if one, or all together, are too large. */
export async function hostFiles(given: readonly Given[]): Promise<readonly HostFile[]> {
  const large = given.find(({ file }) => file.size > MAX_FILE_BYTES);
  if (large) throw new InputError(large.name, `at most ${megabytes(MAX_FILE_BYTES)}`, megabytes(large.file.size));
  const total = given.reduce((sum, { file }) => sum + file.size, 0);
  if (total > MAX_TOGETHER_BYTES) throw new InputError('files', `at most ${megabytes(MAX_TOGETHER_BYTES)} together`, megabytes(total));
  return Promise.all(given.map(async ({ name, file }) => ({ name, bytes: new Uint8Array(await file.arrayBuffer()) })));
}

/** Asks for files, or with `webkitdirectory` for a folder; none if the user cancelled. */
export async function pickFiles(
  options: Partial<Pick<HTMLInputElement, 'accept' | 'multiple' | 'webkitdirectory'>>,
): Promise<readonly Given[]> {
  const input = Object.assign(document.createElement('input'), { type: 'file', ...options });
  // Out of the document it could be collected as garbage while the dialog is open.
  input.hidden = true;
  document.body.append(input);
  const picked = await new Promise<readonly File[]>((resolve) => {
    input.addEventListener('change', () => resolve([...(input.files ?? [])]));
    input.addEventListener('cancel', () => resolve([]));
    input.click();
  });
  input.remove();
  const given = picked.map((file) => ({ name: file.webkitRelativePath || file.name, file }));
  return options.webkitdirectory ? given.filter(({ name }) => isOpenable(name)) : given;
}

/** Asks for a folder and reads what some lab may take of it. */
export async function openFolder(): Promise<readonly HostFile[]> {
  const given = await pickFiles({ webkitdirectory: true });
  return hostFiles(given);
}

const fileOf = (entry: FileSystemFileEntry) => new Promise<File>((resolve, reject) => entry.file(resolve, reject));

async function filesIn(entry: FileSystemEntry): Promise<readonly Given[]> {
  const name = entry.fullPath.replace(/^\//, '');
  if (entry.isFile) return isOpenable(name) ? [{ name, file: await fileOf(entry as FileSystemFileEntry) }] : [];
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const files: Given[] = [];
  // A folder is handed out part by part, until a part is empty.
  for (;;) {
    const part = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (part.length === 0) return files;
    for (const each of part) files.push(...(await filesIn(each)));
  }
}

/** Files that were dropped or pasted, those in folders among them. To be called within the event: its items are gone afterwards. */
export function handedFiles(transfer: DataTransfer): Promise<readonly HostFile[]> {
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  const plain = [...transfer.files].map((file) => ({ name: file.name, file }));
  if (!entries.some(({ isDirectory }) => isDirectory)) return hostFiles(plain);
  return Promise.all(entries.map(filesIn)).then((files) => hostFiles(files.flat()));
}
