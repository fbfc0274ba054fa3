// Opens or creates a study in a process of its own and prints what came of it, for the tests of unusual places.
import Database from 'better-sqlite3';
import { readWords } from '../../../build/words.ts';
import { readEvents } from '../../../db/events.ts';
import { closeStudyFile, createStudyFile, openStudyFile } from '../../../db/study-file.ts';

const USAGE = `node test/db/study-file/opener.ts read|write|create STUDY [UID]
Prints the number of events in the study, or why it cannot be opened. With UID, as that user: root may write everywhere.`;
const [mode = '', path = '', uid] = readWords({ usage: USAGE, least: 2, most: 3 });
if (uid !== undefined) {
  // Loads SQLite first: that user may not be allowed to read this checkout.
  new Database(':memory:').close();
  process.setgid?.(Number(uid));
  process.setuid?.(Number(uid));
}
try {
  const study = mode === 'create' ? createStudyFile(path) : openStudyFile(path, mode as 'read' | 'write');
  process.stdout.write(`${readEvents(study).length}\n`);
  closeStudyFile(study);
} catch (error) {
  process.stdout.write(`${error}\n`);
}
