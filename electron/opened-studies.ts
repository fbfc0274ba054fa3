// Remembers studies opened from outside the app's own folder, newest first.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { writeWhole } from '../engine/report/write-whole.ts';
import { log } from './log.ts';

const AT_MOST = 20;
const Opened = z.array(z.string().min(1)).max(1000);

export interface OpenedStudies {
  list(): Promise<readonly string[]>;
  remember(study: string): Promise<void>;
}

/**
 * @param file stores the list; an unreadable file counts as empty, since only a list is lost
 * @param listed_dirs folders whose studies are listed anyway
 */
export function openedStudies(file: string, listed_dirs: () => readonly string[]): OpenedStudies {
  const read = async (): Promise<readonly string[]> => {
    try {
      return Opened.parse(JSON.parse(await readFile(file, 'utf8')));
    } catch {
      return [];
    }
  };
  const add = async (study: string): Promise<void> => {
    if (listed_dirs().includes(path.dirname(study))) return;
    const kept = [study, ...(await read()).filter((one) => one !== study)].slice(0, AT_MOST);
    try {
      await writeWhole(file, JSON.stringify(kept), 'the list of opened studies');
    } catch (error) {
      log.error('keeping the list of opened studies', error);
    }
  };
  /** One change at a time, since each begins with the list that the last one wrote. */
  let last: Promise<void> = Promise.resolve();
  return {
    async list() {
      await last;
      return read();
    },
    remember(study) {
      last = last.then(() => add(study));
      return last;
    },
  };
}
