// The links of the hash chain: how they are made, stored and read. Each covers what was closed at one moment, and the
// link before it.
import { insertSql } from '../insert.ts';
import type { StudyFile } from '../study-file.ts';
import type { PartDigest } from './parts.ts';
import { sha256 } from './row-bytes.ts';

export const LINK_SUBJECTS = ['salvage', 'design', 'trial', 'exclusion', 'look', 'end'] as const;
export type LinkSubject = (typeof LINK_SUBJECTS)[number];

export interface Link {
  /** From 1, without gaps. */
  readonly position: number;
  readonly subject: LinkSubject;
  /** Number of the trial, the exclusion, the look, or the last planned trial; null for the others. */
  readonly subject_id: number | null;
  /** One line for each part: name, number of rows, SHA-256 of the rows. */
  readonly parts: string;
  readonly content_sha256: string;
  readonly link_sha256: string;
}

const COLUMNS = [
  'position',
  'subject',
  'subject_id',
  'parts',
  'content_sha256',
  'link_sha256',
] as const satisfies readonly (keyof Link)[];

/** The link before the first. */
export const NO_LINK = '0'.repeat(64);

const partsText = (parts: readonly PartDigest[]): string =>
  parts.map(({ name, rows, sha256: of_rows }) => `${name} ${rows} ${of_rows}\n`).join('');

export const contentOf = (subject: string, subject_id: number | null, parts: string): string =>
  sha256(`${subject} ${subject_id ?? '-'}\n${parts}`);

export const linkOf = (before: string, content: string): string => sha256(`${before}\n${content}\n`);

/** Adds a link; call it in the transaction that closes what it covers. */
export function appendLink(
  study: StudyFile,
  subject: LinkSubject,
  subject_id: number | null,
  parts: readonly PartDigest[],
): void {
  const last = study.db
    .prepare('select position, link_sha256 from chain order by position desc limit 1')
    .get() as Pick<Link, 'position' | 'link_sha256'> | undefined;
  const text = partsText(parts);
  const content_sha256 = contentOf(subject, subject_id, text);
  study.db.prepare(insertSql('chain', COLUMNS)).run({
    position: (last?.position ?? 0) + 1,
    subject,
    subject_id,
    parts: text,
    content_sha256,
    link_sha256: linkOf(last?.link_sha256 ?? NO_LINK, content_sha256),
  });
}

/** A study older than the chain has none, and gets none for what is closed later. */
export const hasChain = (study: StudyFile): boolean =>
  study.db.prepare('select 1 from chain limit 1').get() !== undefined;

export const readLinks = (study: StudyFile): Link[] =>
  study.db.prepare(`select ${COLUMNS.join(', ')} from chain order by position`).all() as Link[];

/** The parts that a link says it covers; those that cannot be read are absent. */
export function readParts(text: string): PartDigest[] {
  return text.split('\n').flatMap((line) => {
    const [, name, rows, of_rows] = /^(\w+) (\d+) ([0-9a-f]{64})$/.exec(line) ?? [];
    return name === undefined ? [] : [{ name, rows: Number(rows), sha256: of_rows as string }];
  });
}
