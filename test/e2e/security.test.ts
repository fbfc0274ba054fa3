// The page has no rights except the bridge, and the bridge grants no others.
import { createSocket } from 'node:dgram';
import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Launched, launch, ROOT } from './launch.ts';
import { smallDesign } from './set-up-sweep.ts';

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

/** Preferences with which the window was opened. */
const preferences = (): Promise<Record<string, unknown>> =>
  it.app.evaluate(({ BrowserWindow }) => {
    const page = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
      getLastWebPreferences(): Record<string, unknown>;
    };
    return JSON.parse(JSON.stringify(page.getLastWebPreferences())) as Record<string, unknown>;
  });

test('the window is isolated and sandboxed', async () => {
  expect(await preferences()).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
  });
});

test('the window has no weakened or experimental part of the browser', async () => {
  const { enableBlinkFeatures = '', ...others } = await preferences();
  expect(enableBlinkFeatures).toBe('');
  expect(others).toMatchObject({
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
  });
});

test('the page comes from the app’s own scheme, and loads nothing else', async () => {
  const requested: string[] = [];
  const note = (request: { url(): string }): void => void requested.push(request.url());
  page.on('request', note);
  await page.reload();
  await page.waitForSelector('nav');
  page.off('request', note);
  expect(page.url()).toMatch(/^wattproof:\/\/app\//);
  expect(requested.some((url) => url.endsWith('.js'))).toBe(true);
  expect(requested.filter((url) => !/^(wattproof:\/\/app\/|data:)/.test(url))).toEqual([]);
});

test('an embedded page gets no process and no window', async () => {
  const before = it.app.windows().length;
  const contents = (): Promise<number> =>
    it.app.evaluate(({ webContents }) => webContents.getAllWebContents().length);
  const count = await contents();
  await page.evaluate(() => {
    const view = document.createElement('webview');
    view.setAttribute('src', 'https://example.org/');
    view.setAttribute('allowpopups', '');
    view.setAttribute('nodeintegration', '');
    const frame = document.createElement('iframe');
    frame.src = 'https://example.org/';
    document.body.append(view, frame);
  });
  await page.waitForTimeout(500);
  expect(await contents()).toBe(count);
  expect(it.app.windows()).toHaveLength(before);
  expect(page.frames().filter((frame) => frame.url().startsWith('https:'))).toEqual([]);
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
  await page.evaluate(() => {
    location.href = 'about:blank';
  });
  await page.waitForTimeout(1000);
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

test('the header alone states the policy, and it allows no inline style', async () => {
  const seen = await page.evaluate(async () => {
    const answer = await fetch(location.href);
    const injected = document.createElement('style');
    injected.textContent = 'body { --injected: yes }';
    document.head.append(injected);
    const place = document.createElement('div');
    place.innerHTML = '<p style="--injected: yes">x</p>';
    document.body.append(place);
    const inline = place.querySelector('p');
    const result = {
      policy: answer.headers.get('content-security-policy') ?? '',
      metas: document.querySelectorAll('meta[http-equiv]').length,
      from_element: getComputedStyle(document.body).getPropertyValue('--injected'),
      from_attribute: inline === null ? '' : getComputedStyle(inline).getPropertyValue('--injected'),
      // The styles of the component library came by their nonce.
      font: getComputedStyle(document.body).fontFamily,
    };
    injected.remove();
    place.remove();
    return result;
  });
  expect(seen.policy).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self' 'nonce-[^']{20,}'; /);
  expect(seen.policy).not.toMatch(/unsafe/);
  expect(seen).toMatchObject({ metas: 0, from_element: '', from_attribute: '' });
  expect(seen.font).toMatch(/Inter/);
});

test('no packet leaves for a STUN server', async () => {
  const server = createSocket('udp4');
  let packets = 0;
  server.on('message', () => {
    packets += 1;
  });
  await new Promise<void>((resolve) => server.bind(0, '127.0.0.1', resolve));
  const candidates = await page.evaluate(async (port) => {
    const peer = new RTCPeerConnection({ iceServers: [{ urls: `stun:127.0.0.1:${port}` }] });
    const found: string[] = [];
    peer.onicecandidate = ({ candidate }) => candidate && found.push(candidate.candidate);
    peer.createDataChannel('x');
    await peer.setLocalDescription(await peer.createOffer());
    await new Promise((resolve) => setTimeout(resolve, 2000));
    peer.close();
    return found;
  }, server.address().port);
  server.close();
  expect(packets).toBe(0);
  expect(candidates.filter((one) => / udp /i.test(one))).toEqual([]);
});

test('a path that the page made up is neither read, nor made a folder, nor opened', async () => {
  const secret = path.join(it.dir, 'secret.csv');
  await writeFile(secret, 'hunter2,class\n1,2\n');
  const design = {
    ...smallDesign({ epochs: [1], replicates: 2 }),
    data: { kind: 'csv', path: secret, label: 'x', train_limit: 0 },
  };
  for (const channel of ['design:forecast', 'sweep:start', 'design:save']) {
    const answer = await callRaw(channel, design);
    expect(answer, channel).toMatchObject({ ok: false, error: { code: 'usage' } });
    expect(JSON.stringify(answer)).not.toContain('hunter2');
  }
  const made = path.join(it.dir, 'made-by-the-page');
  const { value } = (await callRaw('settings:get')) as { value: object };
  expect(await callRaw('settings:set', { ...value, studies_dir: made })).toMatchObject({
    ok: false,
    error: { code: 'usage' },
  });
  expect(existsSync(made)).toBe(false);
});

test('only a folder is opened in the file manager', async () => {
  await it.app.evaluate(({ shell }) => {
    const opened: string[] = [];
    Object.assign(globalThis, { opened });
    shell.openPath = async (given) => {
      opened.push(given);
      return '';
    };
  });
  const opened = (): Promise<string[]> =>
    it.app.evaluate(() => (globalThis as unknown as { opened: string[] }).opened);
  const studies = path.join(it.dir, 'data', 'studies');
  expect(await callRaw('studies:show-folder')).toMatchObject({ ok: true });
  expect(await opened()).toEqual([studies]);
  await rm(studies, { recursive: true });
  await writeFile(studies, '#!/bin/sh');
  expect(await callRaw('studies:show-folder')).toMatchObject({ ok: false, error: { code: 'input' } });
  expect(await opened()).toEqual([studies]);
  await rm(studies);
});

test('permissions are refused', async () => {
  const states = await page.evaluate(async () => {
    const names = ['geolocation', 'notifications', 'camera'] as unknown as PermissionName[];
    return Promise.all(names.map(async (name) => (await navigator.permissions.query({ name })).state));
  });
  expect(states).toEqual(['denied', 'denied', 'denied']);
});
