// Faults in the real window: each is logged with its stack, and the window keeps working.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerDialogs } from './acts.ts';
import { type Launched, launch } from './launch.ts';
import { smallDesign, startSweep } from './set-up-sweep.ts';

let it: Launched;
beforeAll(async () => {
  it = await launch();
});
afterAll(() => it?.close());

const logFile = (): string => path.join(it.dir, 'data', 'logs', 'wattproof.log');
const logged = (what: RegExp) =>
  expect.poll(() => readFileSync(logFile(), 'utf8'), { timeout: 20_000 }).toMatch(what);

test('an error in the page', async () => {
  await it.page.evaluate(() => {
    setTimeout(() => {
      throw new RangeError('the page broke');
    });
  });
  await logged(/window \d+ error the page: RangeError: the page broke\n +at /);
});

test('an unhandled rejection in the page', async () => {
  await it.page.evaluate(() => {
    void Promise.reject(new RangeError('a promise broke'));
  });
  await logged(/error the page: RangeError: a promise broke\n +at /);
});

test('an exception in the main process is reported once, and the window still answers', async () => {
  await it.app.evaluate(({ dialog }) => {
    const told: string[] = [];
    Object.assign(globalThis, { told });
    dialog.showMessageBox = async (...args: unknown[]) => {
      told.push((args[1] as { message: string }).message);
      return { response: 0, checkboxChecked: false };
    };
    for (const what of ['main broke', 'main broke again'])
      setTimeout(() => {
        throw new RangeError(what);
      });
  });
  await logged(/error the main process: RangeError: main broke again\n +at /);
  expect(await it.app.evaluate(() => (globalThis as unknown as { told: string[] }).told)).toEqual([
    'Something failed unexpectedly.',
  ]);
  expect(await it.page.evaluate(() => window.wattproof.call('settings:get'))).toMatchObject({ ok: true });
});

test('the study reader answers for a broken study, and errors the user can fix are not logged', async () => {
  const before = readFileSync(logFile(), 'utf8');
  await answerDialogs(it.dir, { open: '/no/such/private-study.wattproof' });
  const answer = await it.page.evaluate(async () => {
    const chosen = await window.wattproof.call('study:choose');
    if (!chosen.ok || chosen.value === null) throw new Error('nothing was chosen');
    return window.wattproof.call('study:line', { study: chosen.value.study });
  });
  expect(answer).toMatchObject({ ok: false, error: { code: 'study' } });
  expect(readFileSync(logFile(), 'utf8')).toBe(before);
});

test('Help > Show the log file shows it', async () => {
  const shown = await it.app.evaluate(({ Menu, shell }) => {
    let file = '';
    shell.showItemInFolder = (given) => {
      file = given;
    };
    const items = Menu.getApplicationMenu()?.items.flatMap((menu) => menu.submenu?.items ?? []) ?? [];
    items.find(({ label }) => label === 'Show the log file')?.click();
    return file;
  });
  expect(shown).toBe(logFile());
});

test('Help > Licences shows the text of a package', async () => {
  await it.app.evaluate(({ Menu }) => {
    const items = Menu.getApplicationMenu()?.items.flatMap((menu) => menu.submenu?.items ?? []) ?? [];
    items.find(({ label }) => label === 'Licences')?.click();
  });
  const page = it.page.getByTestId('help-page');
  await page.getByText(/^zod \d/).click();
  await page.getByText('Copyright (c) 2025 Colin McDonnell').waitFor();
  await it.page.keyboard.press('Escape');
});

test('the right mouse button on a field opens a menu with paste', async () => {
  await it.app.evaluate(({ Menu }) => {
    const opened: string[][] = [];
    Object.assign(globalThis, { opened });
    Menu.prototype.popup = function popup(this: Electron.Menu) {
      opened.push(this.items.map(({ role, label }) => role ?? label));
    };
  });
  await it.page.getByRole('button', { name: 'Settings' }).click();
  await it.page
    .getByRole('dialog', { name: 'Settings' })
    .getByRole('textbox')
    .first()
    .click({ button: 'right' });
  await expect
    .poll(() => it.app.evaluate(() => (globalThis as unknown as { opened: string[][] }).opened))
    .toContainEqual(expect.arrayContaining(['cut', 'copy', 'paste', 'selectall']));
});

const crash = (): Promise<void> =>
  it.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
  );

/** Runs a line in the page, which is lost to Playwright once its process has died. */
const inPage = (line: string): Promise<unknown> =>
  it.app.evaluate(
    ({ BrowserWindow }, run) =>
      BrowserWindow.getAllWindows()[0]
        ?.webContents.executeJavaScript(run)
        .catch(() => 'not loaded yet'),
    line,
  );
const headings = async (): Promise<string> =>
  String(await inPage("[...document.querySelectorAll('h1, h2')].map((one) => one.textContent).join('\\n')"));

test('a page whose process died is reloaded into the running sweep', async () => {
  await it.page.reload();
  await startSweep(it.page, smallDesign({ epochs: [1], replicates: 50, samples: 2000 }));
  const asked = await it.app.evaluate(({ dialog }) => {
    const told: string[] = [];
    Object.assign(globalThis, { told });
    dialog.showMessageBox = async (...args: unknown[]) => {
      told.push((args[1] as { message: string }).message);
      return { response: 0, checkboxChecked: false };
    };
    return told.length;
  });
  expect(asked).toBe(0);
  await crash();
  await logged(/error the page: its process is gone: (crashed|killed).*\n.* info the page is loaded again\n/);
  await expect.poll(headings, { timeout: 60_000 }).toMatch(/^Run\n[^]*Trial \d+ of 100/);
  // The second time within a minute, the user is asked.
  await crash();
  await expect
    .poll(() => it.app.evaluate(() => (globalThis as unknown as { told: string[] }).told), {
      timeout: 20_000,
    })
    .toEqual([expect.stringContaining('The window stopped working')]);
  await expect.poll(headings, { timeout: 60_000 }).toMatch(/^Run\n[^]*Trial \d+ of 100/);
  await inPage("window.wattproof.call('sweep:abort')");
  await expect
    .poll(() => inPage("window.wattproof.call('sweep:current')"), { timeout: 60_000 })
    .toEqual({
      ok: true,
      value: null,
    });
});
