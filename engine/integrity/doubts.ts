// Doubts about a study in sentences, for whoever sees its numbers: window, report and terminal show the same.
import { findingInWords } from '../../core/study/finding.ts';
import type { Depth } from '../../db/chain/check.ts';
import { readEvents } from '../../db/events.ts';
import type { StudyContents } from '../study/study-contents.ts';
import { quickCheck } from './quick-check.ts';

/** Event of a study that was put together from what was readable of another. */
export const SALVAGED = 'salvaged';

/** Empty for a study that is as it was stored. */
export function doubtsOf(contents: StudyContents, depth: Depth): string[] {
  const [first, ...more] = quickCheck(contents, depth);
  const changed =
    first === undefined
      ? []
      : [
          `Do not rely on these numbers: the study is not as it was stored. ${
            more.length === 0 ? 'The difference' : `The first of ${more.length + 1} differences`
          }: ${findingInWords(first)}. Check this study (wattproof verify) to see all.`,
        ];
  return [
    ...changed,
    ...readEvents(contents.file).flatMap(({ kind, message }) => (kind === SALVAGED ? [message] : [])),
  ];
}
