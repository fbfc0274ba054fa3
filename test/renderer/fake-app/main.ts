// A main process for tests of the window alone: the real page and preload script with answers from a JSON file, for states
// that this machine cannot produce (GPUs, measured energies, refusals).
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { app, BrowserWindow, ipcMain } from 'electron';
import { DROP, REQUESTS } from '../../../core/contract/ipc.ts';
import { APP_URL, registerAppScheme, serveApp } from '../../../electron/app-protocol.ts';

const dist = path.resolve(import.meta.dirname, '../../../dist');
/** The test's current Result of each channel; a missing channel answers with an error. */
const answers = (): Record<string, unknown> =>
  JSON.parse(readFileSync(process.env['FAKE_ANSWERS'] ?? '', 'utf8'));

registerAppScheme();
app.setPath('userData', process.env['FAKE_USER_DATA'] ?? '');
// Not awaited, because Electron is not ready until its main module has been evaluated.
void app.whenReady().then(start);

async function start(): Promise<void> {
  serveApp(path.join(dist, 'renderer'));
  for (const channel of [...Object.keys(REQUESTS), DROP.channel]) {
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
