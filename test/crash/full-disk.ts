// The disk is full in the middle of a recording: the command keeps its exit code, and its energy is told.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { closeStudyFile, openStudyFile } from '../../db/study-file.ts';
import { runningPowercap } from '../fixtures/powercap/running-powercap.ts';
import { type AttackOptions, type AttackResult, randomOf } from './attack.ts';

const PROGRAM = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const COMMAND_S = 2;
/** The package and the memory of the stand-in draw 25 W. */
const POWER_W = 25;
/** The study is 110 KB when the command starts. */
const [LEAST_KB, MOST_KB] = [140, 250];

/** Lost: another exit code, no document, an energy that is not the command's, or a study that does not open. */
export async function attack({ seed, count }: AttackOptions): Promise<AttackResult> {
  const random = randomOf(seed);
  const powercap = await runningPowercap();
  const lost: string[] = [];
  try {
    for (let n = 1; n <= count; n++) {
      const kb = Math.round(LEAST_KB + random() * (MOST_KB - LEAST_KB));
      const fault = await fillOnce(powercap.root, kb, Math.floor(random() * 100));
      if (fault !== null) lost.push(`${n}, full at ${kb} KB: ${fault}`);
    }
  } finally {
    powercap.remove();
  }
  return { injected: count, survived: count - lost.length, lost };
}

async function fillOnce(powercap_root: string, kb: number, exit_code: number): Promise<string | null> {
  const folder = mkdtempSync(join(tmpdir(), 'wattproof-full-'));
  const study = join(folder, 's.wattproof');
  // A limit on the size of a file stands in for a full disk.
  const script = `ulimit -f ${kb}; exec "$0" "$1" record --hz 100 --rapl-hz 1000 --json --out "$2" -- sh -c 'sleep ${COMMAND_S}; exit ${exit_code}'`;
  const child = spawn('bash', ['-c', script, process.execPath, PROGRAM, study], {
    env: {
      ...process.env,
      WATTPROOF_DATA_DIR: folder,
      WATTPROOF_POWERCAP_ROOT: powercap_root,
      WATTPROOF_EVENT_SOURCE_ROOT: join(folder, 'no-event-sources'),
      WATTPROOF_NVML_LIBRARY: join(folder, 'no-nvml.so'),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  try {
    const [code] = await once(child, 'close');
    if (code !== exit_code) return `exit code ${code} instead of ${exit_code}: ${stderr.slice(-300)}`;
    const lines = stderr.split('\n').filter((line) => line.startsWith('wattproof: '));
    if (lines.length !== 1 || !lines[0]?.includes('cannot write')) return `it said ${stderr.slice(-300)}`;
    const { total, duration_s } = JSON.parse(stdout);
    const expected_j = POWER_W * duration_s;
    if (!(Math.abs(total.energy_j - expected_j) < 0.2 * expected_j))
      return `${total.energy_j} J instead of ${expected_j.toFixed(1)} J`;
    closeStudyFile(openStudyFile(study, 'read'));
    return null;
  } catch (error) {
    return `${error}: ${stderr.slice(-300)}`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
