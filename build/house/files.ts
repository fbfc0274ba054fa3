// Lists the files of the tree: tracked by git or not ignored, never built or downloaded ones.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

/** Paths from `root`, with forward slashes. */
export function filesOf(root: string): string[] {
  const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const listed = execFileSync('git', args, { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 26 }).split('\0');
  return listed.filter((file) => file !== '' && existsSync(path.join(root, file)));
}
