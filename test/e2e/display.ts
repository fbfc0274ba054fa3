// Gives Electron a display: the existing one, or a virtual one if there is none.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

export interface Display {
  readonly name: string;
  close(): Promise<void>;
}

/** @throws Error that names the package to install if there is neither a display nor Xvfb. */
export async function openDisplay(env: NodeJS.ProcessEnv = process.env): Promise<Display> {
  const { DISPLAY: own } = env;
  if (own || process.platform !== 'linux') return { name: own ?? '', close: async () => {} };
  // -displayfd lets the server choose and report a free number, which avoids races with other servers.
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1600x1200x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const name = await displayName(server);
  return {
    name,
    async close() {
      const over = once(server, 'exit');
      server.kill();
      await over;
    },
  };
}

async function displayName(server: ChildProcess): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  server.once('error', (error) =>
    reject(
      new Error(`no display and no Xvfb (${error.message}): install xvfb, or set DISPLAY`, { cause: error }),
    ),
  );
  server.once('exit', (code) => reject(new Error(`Xvfb ended with ${code} before it had a display`)));
  let said = '';
  server.stdio[3]?.on('data', (chunk: Buffer) => {
    said += chunk.toString();
    if (said.includes('\n')) resolve(`:${said.trim()}`);
  });
  return promise;
}
