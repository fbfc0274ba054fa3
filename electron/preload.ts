// The only bridge between the window and the main process: `window.wattproof` with the known channels, nothing else.
// Bundled to CommonJS, since a sandboxed preload cannot be a module.
import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { Bridge } from '../core/contract/ipc.ts';
import { DROP_CHANNEL, EVENT_CHANNELS, REQUEST_CHANNELS } from './channels.ts';

const requests = new Set<string>(REQUEST_CHANNELS);
const events = new Set<string>(EVENT_CHANNELS);

const call = async (channel: string, ...args: unknown[]): Promise<unknown> => {
  if (!requests.has(channel)) {
    return { ok: false, error: { code: 'usage', message: `no channel is called ${String(channel)}` } };
  }
  return ipcRenderer.invoke(channel, ...args);
};

const on = (channel: string, listener: (event: unknown) => void): (() => void) => {
  if (!events.has(channel)) throw new RangeError(`no event is called ${String(channel)}`);
  const forward = (_event: unknown, payload: unknown): void => listener(payload);
  ipcRenderer.on(channel, forward);
  return () => ipcRenderer.removeListener(channel, forward);
};

/** A File made by the page has no path, and the path of a real one goes to the main process without the page seeing it. */
const dropped = async (file: object): Promise<unknown> => {
  const path = webUtils.getPathForFile(file as Parameters<typeof webUtils.getPathForFile>[0]);
  if (path !== '') return ipcRenderer.invoke(DROP_CHANNEL, path);
  return {
    ok: false,
    error: { code: 'usage', message: 'expected a .wattproof study, got something that is not a file' },
  };
};

/** The part of the page's Navigation API that is used here. */
interface Navigation {
  addEventListener(
    name: 'navigate',
    hear: (event: { destination: { url: string }; preventDefault(): void }) => void,
  ): void;
}

// A navigation to `about:blank` makes no request, so that the main process has no event to refuse it.
const { navigation, location } = globalThis as unknown as {
  navigation: Navigation;
  location: { origin: string };
};
navigation.addEventListener('navigate', (event) => {
  if (!event.destination.url.startsWith(`${location.origin}/`)) event.preventDefault();
});

contextBridge.exposeInMainWorld('wattproof', { call, on, dropped } as unknown as Bridge);
