// The words for checking a study and for saving what is readable of a damaged one.

const count = (n: number, what: string): string => `${n} ${what}${n === 1 ? '' : 's'}`;

export const DOUBTS = {
  title: 'These numbers may be wrong',
} as const;

export const STUDY_FILE = {
  menu: 'Check or save',
  check: 'Check this study',
  salvage: 'Save what is readable…',
  check_failed: 'The study could not be checked',
  salvage_failed: 'Nothing could be saved',
} as const;

export const CHECK = {
  title: 'Check of the study',
  good: 'The study is as it was recorded.',
  good_text: 'Every energy was computed again from the samples and agrees with the stored one.',
  bad: (n: number) => `The study is not as it was recorded: ${count(n, 'finding')}`,
  bad_text: 'The first finding is where the study stops being right. Do not rely on its numbers.',
  findings: 'Findings',
  where: 'Place',
  expected: 'Expected',
  found: 'Found',
  checked: 'What was checked',
  count: 'Number',
  close: 'Close',
} as const;

export const SAVED = {
  title: 'Saved from the damaged study',
  left: 'The damaged file was left as it is.',
  tables: 'Rows by table',
  table: 'Table',
  rows: 'Brought over',
  lost: 'Lost',
  open: 'Open the saved study',
  close: 'Close',
} as const;
