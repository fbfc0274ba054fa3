// Checks the Electron that a release ships: a supported line, with its fixes of the last 30 days; and what npm audit says.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type Judgement, judgeAudit, judgeElectron, type Releases } from './electron-line/judge.ts';
import { readWords } from './words.ts';

readWords({
  usage:
    'node build/electron-line.ts\nAsks the npm registry whether the Electron of a release is supported and has its newest fixes.',
});

const ROOT = path.join(import.meta.dirname, '..');
const config = readFileSync(path.join(ROOT, 'build', 'electron-builder.yml'), 'utf8');
const shipped = /^electronVersion: (\S+)$/m.exec(config)?.[1] ?? 'none';

const npm = (...words: string[]): string =>
  spawnSync('npm', [...words, '--json'], { cwd: ROOT, encoding: 'utf8', shell: process.platform === 'win32' })
    .stdout;

function releases(): Releases | null {
  try {
    return JSON.parse(npm('view', 'electron', 'time')) as Releases;
  } catch {
    return null;
  }
}

const found = releases();
const judgements: Judgement[] = [
  found === null
    ? { is_good: false, line: 'the registry does not answer, so nothing is known about Electron; try again' }
    : judgeElectron(shipped, found, Date.now()),
  judgeAudit(npm('audit', '--omit=dev')),
];
for (const { is_good, line } of judgements) process.stdout.write(`${is_good ? 'good' : 'wrong'}: ${line}\n`);
process.exitCode = judgements.every(({ is_good }) => is_good) ? 0 : 1;
