// Lists the studies to open with a click: those in the app's folder and those opened from elsewhere.
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { RecentStudy } from '../core/contract/ipc.ts';

/** A study on disk, before it is handed to the page. */
type FoundStudy = Omit<RecentStudy, 'study'>;

export const STUDY_EXTENSION = '.wattproof';
const AT_MOST = 30;

/**
 * The studies in `dirs` and those of `elsewhere`, newest first. A folder that does not exist yet has none; a file that
 * vanishes meanwhile is skipped.
 */
export async function recentStudies(
  dirs: readonly string[],
  elsewhere: readonly string[] = [],
): Promise<readonly FoundStudy[]> {
  const folders = await Promise.all(
    dirs.map(async (dir) => {
      const names = await readdir(dir).catch(() => []);
      return names.filter((name) => name.endsWith(STUDY_EXTENSION)).map((name) => path.join(dir, name));
    }),
  );
  const studies = await Promise.all([...new Set([...folders.flat(), ...elsewhere])].map(describe));
  return studies
    .filter((study) => study !== null)
    .sort((a, b) => b.modified_unix_ms - a.modified_unix_ms)
    .slice(0, AT_MOST);
}

const describe = (file: string): Promise<FoundStudy | null> =>
  stat(file).then(
    ({ mtimeMs }) => ({
      path: file,
      name: path.basename(file, STUDY_EXTENSION),
      modified_unix_ms: mtimeMs,
    }),
    () => null,
  );
