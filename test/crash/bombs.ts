// Data, tables and designs that are small and want to be large, or never end: each is refused or used within 1 GB and a minute,
// and says nothing that acts on a terminal.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import koffi from 'koffi';
import { type DataConfig, TrainerConfig } from '../../core/trainer-protocol.ts';
import { inert } from '../../core/words/inert.ts';
import { runTrainer, trainerPath } from '../../native/trainer/process.ts';
import { dataDir, isolated } from '../cli/wattproof.ts';
import { type AttackOptions, type AttackResult, randomOf } from './attack.ts';
import type { Bomb } from './bombs/bomb.ts';
import { DATA_BOMBS } from './bombs/data-bombs.ts';
import { PICTURE_BOMBS } from './bombs/picture-bombs.ts';
import { TERMINAL_BOMBS } from './bombs/terminal-bombs.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const BOMBS: readonly Bomb[] = interleaved([DATA_BOMBS, PICTURE_BOMBS, TERMINAL_BOMBS]);
const MOST_KIB = 1e9 / 1024;
const PATIENCE_MS = 60_000;

export async function attack({ seed, count }: AttackOptions): Promise<AttackResult> {
  const random = randomOf(seed);
  const lost: string[] = [];
  let most_kib = largestChildKib();
  for (let i = 0; i < count; i++) {
    const bomb = BOMBS[(seed - 1 + i) % BOMBS.length] as Bomb;
    const folder = mkdtempSync(join(tmpdir(), 'wattproof-bomb-'));
    try {
      const lit = bomb.make(folder, random);
      const harm = lit.by === 'trainer' ? await trained(lit.data) : await called(lit.args);
      const kib = largestChildKib();
      if (harm !== null) lost.push(`${bomb.name}: ${harm}`);
      else if (kib > MOST_KIB && kib > most_kib)
        lost.push(`${bomb.name}: took ${Math.round((kib * 1024) / 1e6)} MB`);
      most_kib = Math.max(most_kib, kib);
    } finally {
      rmSync(folder, { recursive: true });
    }
  }
  return { injected: count, survived: count - lost.length, lost };
}

/** The harm that the trainer took; null when it refused the data in words, or trained. */
async function trained(data: DataConfig): Promise<string | null> {
  const config = TrainerConfig.parse({
    ...{ backend: 'cpu', precision: 'fp32', batch_size: 32, neurons: 8, layers: 1, epochs: 1 },
    ...{ optimiser: 'sgd', learning_rate: 0.01, seed: 1, warmup_steps: 0, data },
  });
  const outcome = await runTrainer({
    path: trainerPath({}, ROOT),
    config,
    onMessage: () => {},
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  if (outcome.kind === 'passed') return null;
  return outcome.kind === 'failed' && ['data', 'memory'].includes(outcome.code)
    ? null
    : `${outcome.kind}: ${outcome.message}`;
}

/** The harm that the terminal program took or did; null when it answered or refused in one line. */
function called(args: readonly string[]): Promise<string | null> {
  const child = spawn(process.execPath, [join(ROOT, 'dist', 'cli', 'main.js'), ...args], {
    env: { ...process.env, ...isolated(dataDir()) },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: PATIENCE_MS,
    killSignal: 'SIGKILL',
  });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  return new Promise((resolve) => {
    child.on('close', (code, signal) => {
      const active = said.split('\n').find((line) => inert(line) !== line);
      if (signal !== null) resolve(`ended by ${signal}`);
      else if (active !== undefined) resolve(`acts on the terminal: ${JSON.stringify(active.slice(0, 100))}`);
      else if (![0, 1, 2].includes(code ?? -1) || /unexpected error/.test(said))
        resolve(`exit code ${code}: ${said.slice(0, 200)}`);
      else resolve(null);
    });
  });
}

/** Largest resident size of any child so far, KiB: `getrusage(2)` of what was waited for. */
function largestChildKib(): number {
  const RUSAGE_CHILDREN = -1;
  const facts = Buffer.alloc(144);
  koffi.load(null).func('getrusage', 'int', ['int', 'void *'])(RUSAGE_CHILDREN, facts);
  return Number(facts.readBigInt64LE(32));
}

/** The lists in turn, so that the first few are of every kind. */
function interleaved<T>(lists: readonly (readonly T[])[]): T[] {
  const longest = Math.max(...lists.map(({ length }) => length));
  return Array.from({ length: longest }, (_, i) => lists.flatMap((list) => list.slice(i, i + 1))).flat();
}
