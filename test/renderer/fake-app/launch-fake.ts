// Launches the window alone with invented answers and lets a test send it events.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { EventChannel, Events } from '../../../core/contract/ipc.ts';
import { type Launched, launch } from '../../e2e/launch.ts';
import { ANSWERS } from './answers.ts';

export interface Fake extends Launched {
  send<C extends EventChannel>(channel: C, event: Events[C]): Promise<void>;
  /** Reloads the page with other answers: cheaper than a restart, and no earlier state remains. */
  begin(answers: typeof ANSWERS): Promise<void>;
}

export async function launchFake(answers: typeof ANSWERS = {}): Promise<Fake> {
  const dir = await mkdtemp(path.join(tmpdir(), 'wattproof-fake-'));
  const file = path.join(dir, 'answers.json');
  const write = (own: typeof ANSWERS): Promise<void> =>
    writeFile(file, JSON.stringify({ ...ANSWERS, ...own }));
  await write(answers);
  const launched = await launch({
    main: path.join(import.meta.dirname, 'main.ts'),
    env: { FAKE_ANSWERS: file, FAKE_USER_DATA: path.join(dir, 'window') },
  });
  return {
    ...launched,
    send: (channel, event) =>
      launched.app.evaluate(
        ({ BrowserWindow }, sent) =>
          BrowserWindow.getAllWindows()[0]?.webContents.send(sent.channel, sent.event),
        { channel, event },
      ),
    async begin(own) {
      await write(own);
      await launched.page.reload();
      await launched.page.waitForSelector('nav');
    },
    async close() {
      await launched.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}
