// The page has no rights except the bridge, and the bridge grants no others.
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Launched, launch, ROOT } from './launch.ts';

let it: Launched;
let page: Page;
beforeAll(async () => {
  it = await launch();
  page = it.page;
});
afterAll(() => it?.close());

/** Calls the bridge like a page that ignores its types. */
const callRaw = (channel: string, ...args: unknown[]): Promise<unknown> =>
  page.evaluate(
    ([name, rest]) => (window.wattproof.call as (...all: unknown[]) => Promise<unknown>)(name, ...rest),
    [channel, args] as const,
  );

test('node and Electron are out of reach of the page', async () => {
  const seen = await page.evaluate(() => ({
    require: typeof (globalThis as Record<string, unknown>)['require'],
    process: typeof (globalThis as Record<string, unknown>)['process'],
    bridge: Object.keys(window.wattproof).sort(),
    frozen: Object.isFrozen(window.wattproof),
  }));
  expect(seen).toEqual({
    require: 'undefined',
    process: 'undefined',
    bridge: ['call', 'dropped', 'on'],
    frozen: true,
  });
});

test('the window is isolated and sandboxed', async () => {
  const is_sandboxed = await it.app.evaluate(({ BrowserWindow }) => {
    const { sandbox, contextIsolation, nodeIntegration } = (
      BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
        getLastWebPreferences(): { sandbox: boolean; contextIsolation: boolean; nodeIntegration: boolean };
      }
    ).getLastWebPreferences();
    return { sandbox, contextIsolation, nodeIntegration };
  });
  expect(is_sandboxed).toEqual({ sandbox: true, contextIsolation: true, nodeIntegration: false });
});

test('an unknown channel and wrong arguments are refused', async () => {
  expect(await callRaw('shell:run', 'ls')).toMatchObject({ ok: false, error: { code: 'usage' } });
  expect(await callRaw('study:open', { study: 7 })).toMatchObject({ ok: false, error: { code: 'usage' } });
  expect(await callRaw('settings:set', { pue: -1 })).toMatchObject({ ok: false, error: { code: 'usage' } });
  expect(await callRaw('settings:get', 'more')).toMatchObject({ ok: false, error: { code: 'usage' } });
  await expect(
    page.evaluate(() =>
      (window.wattproof.on as (name: string, f: () => void) => void)('shell:said', () => {}),
    ),
  ).rejects.toThrow(/no event is called shell:said/);
});

/** A handle of the right form that the main process never gave. */
const made_up = (kind: string): string => `${kind}-${'A'.repeat(22)}`;

test('a study that was not handed out is neither opened nor changed', async () => {
  const trial = 1;
  for (const study of ['/etc/passwd', made_up('study'), made_up('report')])
    for (const [channel, more] of [
      ['study:open', {}],
      ['study:line', {}],
      ['trial:open', { trial }],
      ['trial:exclude', { trial, reason: 'x' }],
      ['trial:include', { trial }],
      ['report:export', { format: 'html' }],
    ] as const)
      expect(await callRaw(channel, { study, ...more }), channel).toMatchObject({
        ok: false,
        error: { code: 'usage' },
      });
});

test('a file made by the page is not taken for a dropped one', async () => {
  const answer = await page.evaluate(() =>
    window.wattproof.dropped(new File(['x'], '/etc/passwd.wattproof')),
  );
  expect(answer).toMatchObject({ ok: false, error: { code: 'usage' } });
  expect(await callRaw('study:dropped', '/etc/passwd')).toMatchObject({
    ok: false,
    error: { code: 'usage' },
  });
});

test('only exported files can be shown in the file manager', async () => {
  for (const report of ['/etc/passwd', made_up('report')])
    expect(await callRaw('report:show', { report })).toMatchObject({ ok: false, error: { code: 'usage' } });
});

test('the page can neither leave the app nor open windows', async () => {
  const before = page.url();
  await page.evaluate(() => {
    location.href = 'https://example.org/';
  });
  await page.evaluate(() => window.open('https://example.org/'));
  await page.waitForTimeout(300);
  expect(page.url()).toBe(before);
  expect(it.app.windows()).toHaveLength(1);
});

test('a foreign page gets no answer, even with the same preload script', async () => {
  const stranger = path.join(it.dir, 'stranger.html');
  await writeFile(stranger, '<!doctype html><title>stranger</title>');
  const preload = path.join(ROOT, 'dist/electron/preload.cjs');
  const answer = await it.app.evaluate(
    async ({ BrowserWindow }, files) => {
      const window = new BrowserWindow({
        show: false,
        webPreferences: { preload: files.preload, sandbox: true },
      });
      await window.loadFile(files.stranger);
      const result: unknown = await window.webContents.executeJavaScript(
        "window.wattproof.call('settings:get')",
      );
      window.destroy();
      return result;
    },
    { stranger, preload },
  );
  expect(answer).toMatchObject({
    ok: false,
    error: { code: 'usage', message: expect.stringContaining('not part of the app') },
  });
});

test('the policy refuses evaluated and foreign scripts', async () => {
  const evaluated = await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'window.injected = true';
    document.head.append(script);
    return (globalThis as Record<string, unknown>)['injected'] ?? 'refused';
  });
  expect(evaluated).toBe('refused');
});

test('permissions are refused', async () => {
  const states = await page.evaluate(async () => {
    const names = ['geolocation', 'notifications', 'camera'] as unknown as PermissionName[];
    return Promise.all(names.map(async (name) => (await navigator.permissions.query({ name })).state));
  });
  expect(states).toEqual(['denied', 'denied', 'denied']);
});
