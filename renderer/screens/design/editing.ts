// The state that every part of the editor shares: the draft, its problems and the means to edit it.
import type { Backend } from '../../../core/trainer-protocol.ts';
import type { Draft, Origin } from './draft/draft.ts';
import type { Problem } from './draft/problems.ts';

export interface Editing {
  readonly draft: Draft;
  readonly origin: Origin;
  readonly problems: readonly Problem[];
  /** Empty until the machine has been inspected. */
  readonly backends: readonly Backend[];
  /** Folder of the data set bundled with the app; null if there is none. */
  readonly dataset_dir: string | null;
  /** `field` names the edited field: successive edits of one field undo as one step. */
  edit(field: string, part: Partial<Draft>): void;
}

/** Problem at a place, or null. */
export const problemAt = ({ problems }: Pick<Editing, 'problems'>, where: string): string | null =>
  problems.find((one) => one.where === where)?.text ?? null;

/** Number of problems at these places or below them. */
export const problemsUnder = ({ problems }: Pick<Editing, 'problems'>, places: readonly string[]): number =>
  problems.filter(({ where }) => places.some((one) => where === one || where.startsWith(`${one}.`))).length;
