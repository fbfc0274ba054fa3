// The file for a bug report: versions, the doctor's findings and the log in one text that its sender reads first.
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { AuditError, messageOf } from '../../core/errors.ts';
import type { DoctorDocument } from '../../core/machine/doctor-document.ts';
import { logFiles } from '../setup/log.ts';
import type { EngineParts } from '../setup/parts.ts';
import { inspectMachine } from './doctor.ts';
import { type Personal, personalOfThisMachine, scrubbed } from './scrub.ts';

/** The end of each log file; what happened last is what a report is about. */
const MOST_LOG_CHARACTERS = 200_000;

/**
 * Writes the text; another file is replaced only with `replaces`, after the user said so.
 * @throws AuditError `usage` when the file exists, `input` when it cannot be written.
 */
export async function writeDiagnosis(
  parts: EngineParts,
  path: string,
  { replaces = false }: { readonly replaces?: boolean } = {},
): Promise<void> {
  if (!replaces && existsSync(path))
    throw new AuditError('usage', `${path} exists already and is not replaced; choose another name`);
  const text = diagnosisText(parts, await inspectMachine(parts), process.versions);
  try {
    writeFileSync(path, text, { flag: replaces ? 'w' : 'wx', mode: 0o600 });
  } catch (error) {
    throw new AuditError('input', `cannot write ${path}: ${messageOf(error)}; choose another folder`, {
      cause: error,
    });
  }
}

/** @param personal what to take out; default: of this machine */
export function diagnosisText(
  parts: Pick<EngineParts, 'app_version' | 'log' | 'env'>,
  document: DoctorDocument,
  versions: Readonly<Record<string, string | undefined>>,
  personal: Personal = personalOfThisMachine(),
): string {
  const { hostname_hash: _, gpus, ...machine } = document.machine;
  const doctor = {
    ...document,
    machine: { ...machine, gpus: gpus.map(({ uuid: _uuid, ...gpu }) => gpu) },
    log_file: basename(document.log_file),
    crash_folder: basename(document.crash_folder),
  };
  const named = ['electron', 'chrome', 'node', 'v8'].flatMap((name) =>
    versions[name] === undefined ? [] : [`${name} ${versions[name]}`],
  );
  const parts_of_text = [
    [
      'Wattproof diagnosis',
      'Read this file before you send it. It holds no study, no host or user name and no path of yours;',
      'if you find something you would not show, delete it.',
    ],
    ['== Versions', `wattproof ${parts.app_version}`, ...named, `${process.platform} ${process.arch}`],
    ['== Doctor', JSON.stringify(withoutIds(doctor), null, 2)],
    ['== Crash reports', ...crashLines(document.crash_folder)],
    ...logFiles(parts.log.path).map((path) => [`== Log ${basename(path)}`, endOf(path)]),
  ];
  const text = parts_of_text.map((lines) => lines.join('\n')).join('\n\n');
  return scrubbed(`${text}\n`, personal);
}

/** GPUs are named by their UUID; a number among them does as well. */
function withoutIds(doctor: object): unknown {
  const numbers = new Map<string, number>();
  return JSON.parse(
    JSON.stringify(doctor).replaceAll(/\b(GPU|MIG)-[0-9a-f]{8}[0-9a-f-]*/gi, (uuid, kind: string) => {
      numbers.set(uuid, numbers.get(uuid) ?? numbers.size);
      return `${kind}-${numbers.get(uuid)}`;
    }),
  );
}

/** Date and size of each crash report; they stay where they are, since they hold pieces of memory. */
function crashLines(folder: string): string[] {
  const found = filesBelow(folder).filter((path) => path.endsWith('.dmp'));
  if (found.length === 0) return ['none'];
  return found.map((path) => {
    const { mtime, size } = statSync(path);
    return `${mtime.toISOString()} ${size} bytes (not included)`;
  });
}

function filesBelow(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name));
  } catch {
    return [];
  }
}

function endOf(path: string): string {
  try {
    const text = readFileSync(path, 'utf8');
    if (text.length <= MOST_LOG_CHARACTERS) return text.trimEnd();
    return `(the last ${MOST_LOG_CHARACTERS} characters)\n${text.slice(-MOST_LOG_CHARACTERS).trimEnd()}`;
  } catch (error) {
    return `cannot be read: ${messageOf(error).replaceAll(dirname(path), '')}`;
  }
}
