// Every channel of the contract has one handler in the main process.
import { readdirSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import { DROP, REQUESTS } from '../../core/contract/ipc.ts';

const handled = vi.hoisted(() => [] as string[]);
vi.mock('electron', () => ({
  ipcMain: { handle: (channel: string) => handled.push(channel) },
  app: {},
  BrowserWindow: class {},
  dialog: {},
  protocol: {},
  shell: {},
}));

const FOLDER = new URL('../../electron/handlers/', import.meta.url);

test('no channel lacks a handler or has two', async () => {
  for (const file of readdirSync(FOLDER)) {
    const room = (await import(new URL(file, FOLDER).href)) as Record<string, (context: unknown) => unknown>;
    for (const [name, register] of Object.entries(room))
      if (name.startsWith('handle')) register({ parts: () => ({}) });
  }
  expect(handled.sort()).toEqual([...Object.keys(REQUESTS), DROP.channel].sort());
});
