// Chooses the folder and file name of new studies.
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import type { Settings } from '../../core/settings.ts';

/** The user's chosen folder, or the default one in the data folder. */
export const studiesDir = (data_dir: string, { studies_dir }: Pick<Settings, 'studies_dir'>): string =>
  studies_dir ?? join(data_dir, 'studies');

/** An unused path for a new study, from its name and time: `quick-benchmark-2026-01-31-1405.wattproof`. */
export async function newStudyPath(dir: string, name: string, unix_ms: number): Promise<string> {
  const slug =
    name
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-|-$/g, '')
      .slice(0, 60) || 'study';
  const now = new Date(unix_ms);
  const two = (n: number): string => String(n).padStart(2, '0');
  const stamp = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}-${two(now.getHours())}${two(now.getMinutes())}`;
  const base = join(dir, `${slug}-${stamp}`);
  for (let n = 1; ; n++) {
    const path = n === 1 ? `${base}.wattproof` : `${base}-${n}.wattproof`;
    if (await isFree(path)) return path;
  }
}

const isFree = (path: string): Promise<boolean> =>
  access(path).then(
    () => false,
    () => true,
  );
