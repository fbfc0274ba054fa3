// A main process for tests of the window alone: the real page and preload over answers read from a JSON file, so that
// states which this machine cannot produce (GPUs, measured energies, refusals) can be looked at.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { app, BrowserWindow, ipcMain } from 'electron';
import { REQUESTS } from '../../../core/contract/ipc.ts';
import { APP_URL, registerAppScheme, serveApp } from '../../../electron/app-protocol.ts';

const dist = path.resolve(import.meta.dirname, '../../../dist');
/** Channel to its Result, as the test has them now; a missing channel answers an error. */
const answers = (): Record<string, unknown> =>
  JSON.parse(readFileSync(process.env['FAKE_ANSWERS'] ?? '', 'utf8'));

registerAppScheme();
app.setPath('userData', process.env['FAKE_USER_DATA'] ?? '');
// Not awaited here: Electron is not ready before its main module has been evaluated.
void app.whenReady().then(start);

async function start(): Promise<void> {
  serveApp(path.join(dist, 'renderer'));
  for (const channel of Object.keys(REQUESTS)) {
    ipcMain.handle(
      channel,
      () =>
        answers()[channel] ?? {
          ok: false,
          error: { code: 'internal', message: `the test has no answer for ${channel}` },
        },
    );
  }
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    useContentSize: true,
    webPreferences: { sandbox: true, preload: path.join(dist, 'electron', 'preload.cjs') },
  });
  await window.loadURL(APP_URL);
}
