// Serves the built window from its own scheme, which gives the page its own origin and no right to read files.
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { protocol } from 'electron';

const SCHEME = 'wattproof';
export const APP_ORIGIN = `${SCHEME}://app`;
export const APP_URL = `${APP_ORIGIN}/index.html`;

/** Stands in the built page where each of its loads gets a nonce of its own (renderer/vite.config.ts). */
const NONCE_PLACE = '__NONCE__';

/** Allows only the page's own files, and the style elements of the component library by their nonce. */
const policyWith = (nonce: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "frame-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** Must run before the app is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** The file under `root` that `url` names; null for anything outside that folder. */
export function fileOf(root: string, url: string): string | null {
  const { host, pathname } = new URL(url);
  if (host !== 'app') return null;
  const file = path.resolve(root, `.${decodeURIComponent(pathname)}`);
  return file.startsWith(root + path.sep) ? file : null;
}

/** Answers `wattproof://app/...` with the files under `root`. */
export function serveApp(root: string): void {
  protocol.handle(SCHEME, async (request) => {
    const file = fileOf(path.resolve(root), request.url);
    if (file === null) return new Response('not found', { status: 404 });
    try {
      const nonce = randomBytes(16).toString('base64');
      const content = await readFile(file);
      const type = path.extname(file);
      const body =
        type === '.html' ? content.toString().replaceAll(NONCE_PLACE, nonce) : new Uint8Array(content);
      return new Response(body, {
        headers: {
          'content-type': TYPES[type] ?? 'application/octet-stream',
          'content-security-policy': policyWith(nonce),
          'x-content-type-options': 'nosniff',
        },
      });
    } catch {
      return new Response('not found', { status: 404 });
    }
  });
}
