// The attack on a parser made up for a test of the thread that feeds it.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { onTestFinished } from 'vitest';
import { fuzzing } from './target.ts';

const errors = new URL('../../core/errors.ts', import.meta.url).href;

/** The attack on a parser that gets 0, 1, 2, 3 … as input and does what `feed` says. */
export function attackOn(feed: string) {
  const folder = mkdtempSync(join(tmpdir(), 'wattproof-target-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const module = join(folder, 'target.ts');
  const source = `import { AuditError } from '${errors}';
let n = -1;
export const target = { make: () => ++n, feed(n) { ${feed} } };`;
  writeFileSync(module, source);
  return fuzzing(pathToFileURL(module).href);
}
