// The bundled preload script: it knows exactly the channels of the contract, and carries none of its schemas.
import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { DROP, EVENTS, REQUESTS } from '../../core/contract/ipc.ts';

const script = readFileSync(new URL('../../dist/electron/preload.cjs', import.meta.url), 'utf8');

/** The bridge that the script exposes, over an ipcRenderer that answers every call with its channel. */
function bridge() {
  let exposed: unknown;
  const electron = {
    contextBridge: {
      exposeInMainWorld: (_name: string, what: unknown) => {
        exposed = what;
      },
    },
    ipcRenderer: {
      invoke: async (...sent: unknown[]) => (sent.length === 1 ? sent[0] : sent),
      on: () => {},
      removeListener: () => {},
    },
    webUtils: { getPathForFile: (file: { path?: string }) => file.path ?? '' },
  };
  runInNewContext(script, {
    require: () => electron,
    module: {},
    exports: {},
    navigation: { addEventListener: () => {} },
    location: { origin: 'wattproof://app' },
  });
  return exposed as {
    call(channel: string): Promise<unknown>;
    on(channel: string, hear: () => void): void;
    dropped(file: object): Promise<unknown>;
  };
}

test('every channel of the contract passes, and no other', async () => {
  const { call, on } = bridge();
  const channels = Object.keys(REQUESTS);
  expect(await Promise.all(channels.map((channel) => call(channel)))).toEqual(channels);
  for (const stranger of ['settings:forget', 'toString', 'live:samples', DROP.channel])
    expect(await call(stranger)).toMatchObject({ ok: false, error: { code: 'usage' } });
  for (const event of Object.keys(EVENTS)) expect(() => on(event, () => {})).not.toThrow();
  expect(() => on('settings:get', () => {})).toThrow(/no event is called settings:get/);
});

test('a dropped file of this machine goes to the main process, one made by the page does not', async () => {
  const { dropped } = bridge();
  expect(await dropped({ path: '/a/b.wattproof' })).toEqual([DROP.channel, '/a/b.wattproof']);
  expect(await dropped({})).toMatchObject({ ok: false, error: { code: 'usage' } });
});

test('the bundle holds no schemas and stays small', () => {
  expect(script).not.toMatch(/safeParse|ZodObject/);
  expect(script.length).toBeLessThan(8192);
});
