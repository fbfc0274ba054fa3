// Gives the preload script the names of the contract's channels as plain strings, without the schemas behind them.
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import * as channels from '../electron/channels.ts';

const SOURCE = fileURLToPath(new URL('../electron/channels.ts', import.meta.url));

export const channelNames = (): Plugin => ({
  name: 'channel-names',
  enforce: 'pre',
  load(id) {
    if (id !== SOURCE) return null;
    return Object.entries(channels)
      .map(([name, list]) => `export const ${name} = ${JSON.stringify(list)};`)
      .join('\n');
  },
});
