// Runs the built command line and captures stdout and stderr separately.
import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const LAUNCHER = fileURLToPath(new URL('../../build/wattproof.sh', import.meta.url));

export interface Said {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Call {
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Called when the program prints this on stderr. */
  readonly when?: { readonly said: string; readonly then: (kill: (signal: NodeJS.Signals) => void) => void };
}

/** A separate folder for studies and settings. */
export const dataDir = (): string => mkdtempSync(join(tmpdir(), 'wattproof-cli-'));

/** Hides this machine's own sensors unless the test names them. */
export const isolated = (data_dir: string): Record<string, string> => ({
  WATTPROOF_DATA_DIR: data_dir,
  WATTPROOF_POWERCAP_ROOT: join(data_dir, 'no-powercap'),
  WATTPROOF_EVENT_SOURCE_ROOT: join(data_dir, 'no-event-sources'),
  WATTPROOF_NVML_LIBRARY: join(data_dir, 'no-nvml.so'),
});

export function call({ args, env = {}, when }: Call): Promise<Said> {
  const child = spawn('bash', [LAUNCHER, ...args], {
    env: { ...process.env, ...isolated(dataDir()), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr, told] = ['', '', false];
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
    if (when && !told && stderr.includes(when.said)) {
      told = true;
      when.then((signal) => child.kill(signal));
    }
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}

/** A call that must print one JSON document on stdout. */
export async function callJson(
  args: readonly string[],
  env?: Record<string, string>,
): Promise<Record<string, never>> {
  const said = await call({ args: [...args, '--json'], ...(env ? { env } : {}) });
  try {
    return JSON.parse(said.stdout);
  } catch {
    throw new Error(`not one JSON document (exit ${said.code}): ${said.stdout.slice(0, 200)} ${said.stderr}`);
  }
}
