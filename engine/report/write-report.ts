// Reads a study file and writes its report file.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { closeStudyFile, openStudyFile } from '../../db/study-file.ts';
import { unixMs } from '../setup/clock.ts';
import { readContents } from '../study/study-contents.ts';
import type { ViewOptions } from '../study/study-view.ts';
import { asUnreadable } from '../study/unreadable.ts';
import { renderHtmlReport } from './html-report.ts';
import { modelFromStudy } from './model-from-study.ts';
import { writeWhole } from './write-whole.ts';

/**
 * Writes one self-contained HTML file and returns its path; an older report there is replaced completely or not at all.
 * @throws AuditError `study` when the study cannot be read or the report cannot be written.
 */
export async function writeReport(
  study_path: string,
  out_path: string,
  options: ViewOptions,
): Promise<string> {
  const study = openStudyFile(study_path, 'read');
  try {
    // Only a finished file has a hash: one that is still being written would change it.
    const contents = readContents(study, options.uuid);
    const at_rest = contents.head.state !== 'running';
    const file = { name: basename(study_path), sha256: at_rest ? await sha256(study_path) : null };
    const model = modelFromStudy(contents, { ...options, file, generated_unix_ms: unixMs() });
    await writeWhole(out_path, renderHtmlReport(model), 'the report');
    return out_path;
  } catch (error) {
    throw asUnreadable(study_path, error);
  } finally {
    closeStudyFile(study);
  }
}

async function sha256(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  return hash.digest('hex');
}
