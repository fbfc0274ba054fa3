// Opaque names of files. The main process gives one for a file that a dialog, a drop, a listing or a sweep named; the page
// can hand it back, but a path that the page makes up opens nothing.
import { z } from 'zod';

const handle = (kind: 'study' | 'report') =>
  z
    .string()
    .regex(
      new RegExp(`^${kind}-[\\w-]{22}$`),
      `expected the handle of a ${kind}, got something else; open it again`,
    );

export const StudyHandle = handle('study').brand<'StudyHandle'>();
export type StudyHandle = z.infer<typeof StudyHandle>;

/** A report exported by this window. */
export const ReportHandle = handle('report').brand<'ReportHandle'>();
export type ReportHandle = z.infer<typeof ReportHandle>;

/** A study that the main process handed to the page. */
export interface HandedStudy {
  readonly study: StudyHandle;
  /** Only to be shown. */
  readonly path: string;
}

/** What the engine tells of a study's path, as the page gets it. */
export type Handed<T extends { readonly study: string }> = Omit<T, 'study'> & HandedStudy;
