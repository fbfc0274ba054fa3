// Hostile studies in the terminal: whatever `analyze` and `verify` say of them, no control character reaches the terminal,
// what is JSON stays JSON, and they end.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inert } from '../../core/words/inert.ts';
import { writeBigStudy } from '../bench/big-study.ts';
import { isolated } from '../cli/wattproof.ts';
import { type Attack, randomOf } from './attack.ts';
import { HOSTILE } from './hostile-making.ts';

const PROGRAM = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
/** Far beyond what honest work takes, also beside twenty other programs. */
const PATIENCE_MS = 180_000;

export const attack: Attack = async ({ seed, count }) => {
  const folder = mkdtempSync(join(tmpdir(), 'wattproof-terminal-'));
  const random = randomOf(seed);
  const kinds = Object.keys(HOSTILE);
  const lost: string[] = [];
  try {
    const good = join(folder, 'good.wattproof');
    writeBigStudy(good, { trials: 8, samples: 1600 });
    for (let i = 0; i < count; i++) {
      const kind = kinds[(seed - 1 + i) % kinds.length] as string;
      const own = join(folder, String(i));
      mkdirSync(own);
      // The name of the file acts as well.
      const path = join(own, 'a\u001b[2J\u202eb\nc.wattproof');
      HOSTILE[kind]?.(path, good, random);
      const harms = await Promise.all([
        harmOf(['analyze', path], own),
        harmOf(['analyze', path, '--json'], own),
        harmOf(['verify', path], own),
      ]);
      const harm = harms.find((one) => one !== null);
      if (harm !== undefined) lost.push(`${kind}: ${harm}`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return { injected: count, survived: count - lost.length, lost };
};

/** What a call did that it must not; null when nothing. */
function harmOf(args: readonly string[], data_dir: string): Promise<string | null> {
  const child = spawn(process.execPath, [PROGRAM, ...args], {
    env: { ...process.env, ...isolated(data_dir) },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: PATIENCE_MS,
    killSignal: 'SIGKILL',
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  return new Promise((resolve) => {
    child.on('close', (code, signal) => {
      const active = `${stdout}\n${stderr}`.split('\n').find((line) => inert(line) !== line);
      if (signal !== null) resolve(`${args[0]} was ended by ${signal}`);
      else if (active !== undefined) resolve(`${args[0]} acts on the terminal: ${JSON.stringify(active)}`);
      else if (/unexpected error|\n {4}at /.test(stderr))
        resolve(`${args[0]} broke: ${stderr.slice(0, 300)}`);
      else if (code === 0 && args.includes('--json') && !isJson(stdout)) resolve('no JSON document');
      else resolve(null);
    });
  });
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
