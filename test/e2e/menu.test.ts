// The native menu drives the window.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SCREEN_LABELS } from './acts.ts';
import { type Launched, launch } from './launch.ts';

let it: Launched;
beforeAll(async () => {
  it = await launch();
});
afterAll(() => it?.close());

/** Chooses the item `label` like a click; does not wait, since a dialog may open. */
const choose = (label: string): Promise<boolean> =>
  it.app.evaluate(({ Menu, BrowserWindow }, wanted) => {
    const items = Menu.getApplicationMenu()?.items.flatMap((menu) => menu.submenu?.items ?? []) ?? [];
    const item = items.find((one) => one.label === wanted);
    item?.click(undefined, BrowserWindow.getAllWindows()[0]);
    return item !== undefined;
  }, label);

test.each(SCREEN_LABELS.toReversed())('View > %s shows that screen', async (screen) => {
  expect(await choose(screen)).toBe(true);
  await it.page.getByRole('heading', { level: 1, name: screen }).waitFor();
});

test('File > Settings opens the drawer', async () => {
  expect(await choose('Settings…')).toBe(true);
  await it.page.getByRole('dialog', { name: 'Settings' }).waitFor();
  await it.page.keyboard.press('Escape');
});

test('File > Export without a study explains what to do', async () => {
  expect(await choose('Export report as PDF…')).toBe(true);
  await it.page.getByRole('alert').getByText('No study is open: open one in Results first').waitFor();
});

test('the page cannot be reloaded during a running sweep', async () => {
  const roles = await it.app.evaluate(({ Menu }) =>
    (Menu.getApplicationMenu()?.items ?? []).flatMap(
      (menu) => menu.submenu?.items.map((item) => item.role) ?? [],
    ),
  );
  expect(roles).not.toContain('reload');
  expect(roles).not.toContain('forceReload');
});

test('Help > Save a diagnosis writes the file, and says to read it before it is sent', async () => {
  const path = join(it.dir, 'diagnosis.txt');
  await it.app.evaluate(({ dialog }, filePath) => {
    const said: unknown[] = [];
    Object.assign(globalThis, { said });
    dialog.showSaveDialog = async () => ({ canceled: false, filePath });
    dialog.showMessageBox = (async (_window: unknown, options: { message: string }) => {
      said.push(options.message);
      return { response: 1, checkboxChecked: false };
    }) as typeof dialog.showMessageBox;
  }, path);
  expect(await choose('Save a diagnosis for a bug report…')).toBe(true);
  await expect
    .poll(() => it.app.evaluate(() => (globalThis as { said?: string[] }).said), { timeout: 30_000 })
    .toEqual(['The diagnosis is saved. Read it before you send it.']);
  const text = readFileSync(path, 'utf8');
  expect(text).toContain('== Doctor');
  expect(text).toMatch(/^electron \d/m);
  expect(text).toContain(' window ');
});

test('crash reports stay in the data folder: nothing is sent', async () => {
  const state = await it.app.evaluate(({ app, crashReporter }) => ({
    sends: crashReporter.getUploadToServer(),
    folder: app.getPath('crashDumps'),
  }));
  expect(state).toEqual({ sends: false, folder: join(it.dir, 'data', 'crashes') });
});
