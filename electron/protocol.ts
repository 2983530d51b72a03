// Serves the built page at app://lab/, with the policy in the header of every response.
import { protocol } from 'electron';
import { assetOf, headers, isOurs, SCHEME } from './policy.ts';
import { readServed } from './served-file.ts';

/** Must be called before the app is ready. */
export function registerScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, codeCache: true };
  protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges }]);
}

/** Serves the files below `root`, and nothing else. */
export function serveFiles(root: string): void {
  protocol.handle(SCHEME, async ({ url, method }) => {
    const refuse = (status: number) => new Response(null, { status, headers });
    if (method !== 'GET') return refuse(405);
    const asset = isOurs(url) ? assetOf(new URL(url).pathname) : undefined;
    if (!asset) return refuse(404);
    const bytes = await readServed(root, asset.path);
    return bytes ? new Response(bytes, { headers: { ...headers, 'Content-Type': asset.type } }) : refuse(404);
  });
}
