// What every part of the editor is given: the draft, what is wrong with it, and the way to change it.
import type { Backend } from '../../../core/trainer-protocol.ts';
import type { Draft, Origin } from './draft/draft.ts';
import type { Problem } from './draft/problems.ts';

export interface Editing {
  readonly draft: Draft;
  readonly origin: Origin;
  readonly problems: readonly Problem[];
  /** Empty while the machine has not told what it can run. */
  readonly backends: readonly Backend[];
  /** Folder of the data set that came with the app; null where there is none. */
  readonly dataset_dir: string | null;
  /** `field` names what is edited: steps in one field are one step to take back. */
  edit(field: string, part: Partial<Draft>): void;
}

/** What is wrong at a place, or null. */
export const problemAt = ({ problems }: Pick<Editing, 'problems'>, where: string): string | null =>
  problems.find((one) => one.where === where)?.text ?? null;

/** How many problems stand at places that begin so. */
export const problemsUnder = ({ problems }: Pick<Editing, 'problems'>, places: readonly string[]): number =>
  problems.filter(({ where }) => places.some((one) => where === one || where.startsWith(`${one}.`))).length;
