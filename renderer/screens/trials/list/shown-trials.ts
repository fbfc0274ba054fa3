// Filters and sorts the list of trials.
import { isAnalysed, type TrialRow } from '../../../../core/study/trial-row.ts';
import type { TrialColumn } from './trial-columns.tsx';

export interface Filter {
  /** By factor; a factor that is not named is not filtered. */
  readonly levels: Readonly<Record<string, string>>;
  readonly kept: 'all' | 'done' | 'not_done' | 'flagged' | 'left_out';
}
export interface Sort {
  /** Name of a column; `order` is the order in which the trials ran. */
  readonly by: string;
  readonly is_down: boolean;
}

export const NO_FILTER: Filter = { levels: {}, kept: 'all' };
export const IN_ORDER: Sort = { by: 'order', is_down: false };

const KEPT: Readonly<Record<Filter['kept'], (trial: TrialRow) => boolean>> = {
  all: () => true,
  done: isAnalysed,
  not_done: ({ state }) => state !== 'done',
  flagged: ({ flags }) => flags.length > 0,
  left_out: ({ excluded }) => excluded !== null,
};

/** Equal values stay in the order in which they ran; missing ones come last in either direction. */
export function shownTrials(
  trials: readonly TrialRow[],
  filter: Filter,
  sort: Sort,
  columns: readonly Pick<TrialColumn, 'name' | 'value'>[],
): TrialRow[] {
  const value = columns.find(({ name }) => name === sort.by)?.value ?? ((trial: TrialRow) => trial.order);
  const way = sort.is_down ? -1 : 1;
  return trials
    .filter(
      (trial) =>
        KEPT[filter.kept](trial) &&
        Object.entries(filter.levels).every(([factor, level]) => trial.levels[factor] === level),
    )
    .map((trial) => ({ trial, key: value(trial) }))
    .sort((a, b) => {
      if (a.key === b.key) return a.trial.order - b.trial.order;
      if (a.key === null) return 1;
      if (b.key === null) return -1;
      const step =
        typeof a.key === 'number' && typeof b.key === 'number'
          ? a.key - b.key
          : String(a.key).localeCompare(String(b.key), 'en', { numeric: true });
      return way * step || a.trial.order - b.trial.order;
    })
    .map(({ trial }) => trial);
}
