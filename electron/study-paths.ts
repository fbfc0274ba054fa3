// Where studies lie on disk: names for new ones, and which were there last.
import { access, mkdir, readdir, stat } from 'node:fs/promises';
import path from 'node:path';

export const STUDY_EXTENSION = '.wattproof';
const MOST_RECENT = 30;

/** A path in `dir` that does not exist yet: date, time and the design's name. Makes `dir`. */
export async function newStudyPath(dir: string, name: string, now: Date): Promise<string> {
  await mkdir(dir, { recursive: true });
  const stamp = now.toISOString().slice(0, 19).replace('T', '-').replaceAll(':', '');
  const slug = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 40);
  const stem = path.join(dir, slug === '' ? stamp : `${stamp}-${slug}`);
  for (let copy = 1; ; copy += 1) {
    const file = `${stem}${copy === 1 ? '' : `-${copy}`}${STUDY_EXTENSION}`;
    if (await isMissing(file)) return file;
  }
}

const isMissing = (file: string): Promise<boolean> =>
  access(file).then(
    () => false,
    () => true,
  );

/** The studies in `dir`, newest first. */
export async function recentStudies(
  dir: string,
): Promise<{ path: string; name: string; modified_unix_ms: number }[]> {
  const names = await readdir(dir).catch(() => []);
  const files = names.filter((name) => name.endsWith(STUDY_EXTENSION)).map((name) => path.join(dir, name));
  const studies = await Promise.all(
    files.map(async (file) => ({
      path: file,
      name: path.basename(file, STUDY_EXTENSION),
      modified_unix_ms: (await stat(file)).mtimeMs,
    })),
  );
  return studies.sort((a, b) => b.modified_unix_ms - a.modified_unix_ms).slice(0, MOST_RECENT);
}
