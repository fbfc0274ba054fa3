// Remembers studies opened from outside the app's own folder, newest first.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { log } from './log.ts';

const AT_MOST = 20;
const Opened = z.array(z.string().min(1)).max(1000);

export interface OpenedStudies {
  list(): readonly string[];
  remember(study: string): void;
}

/**
 * @param file stores the list; an unreadable file counts as empty, since only a list is lost
 * @param listed_dirs folders whose studies are listed anyway
 */
export function openedStudies(file: string, listed_dirs: () => readonly string[]): OpenedStudies {
  const list = (): readonly string[] => {
    try {
      return Opened.parse(JSON.parse(readFileSync(file, 'utf8')));
    } catch {
      return [];
    }
  };
  return {
    list,
    remember(study) {
      if (listed_dirs().includes(path.dirname(study))) return;
      const kept = [study, ...list().filter((one) => one !== study)].slice(0, AT_MOST);
      try {
        writeFileSync(file, JSON.stringify(kept));
      } catch (error) {
        log.error('keeping the list of opened studies', error);
      }
    },
  };
}
