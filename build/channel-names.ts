// Puts the names of the contract's channels into the preload script as plain strings, in place of the schemas they come from.
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
