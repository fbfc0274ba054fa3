// The words of the Report screen.

export const SCREEN = {
  lead: 'One document that says what was found and how every number was obtained.',
  no_study: {
    title: 'No study is open',
    text: 'Choose a study above, or open a file in Results.',
    go: 'Go to Results',
  },
  not_opened: 'The study could not be opened',
} as const;

export const EXPORT = {
  title: 'Export',
  contents:
    'The report contains the verdict, the figures and the tables of cells, variance and comparisons. It also gives the CO₂ with its factor, how each energy was obtained, the machine, and every trial. It is a single file that opens without Wattproof.',
  html: 'Export HTML…',
  pdf: 'Export PDF…',
  nothing: 'No report exported in this session yet.',
  list: 'Exported reports',
  show: 'Show in folder',
  done: (format: string) => `Report exported as ${format}`,
  failed: 'The report was not exported',
  not_shown: 'The folder could not be shown',
  no_study: 'no study is open: open one in Results first',
} as const;

export const STUDY = {
  title: 'The study',
  name: 'Name',
  made: 'Created',
  trials: 'Trials',
  done: (done: number, all: number) => `${done} of ${all} done`,
  file: 'File',
} as const;

export const FACTOR = {
  title: 'CO₂ factor',
  change: 'Change…',
  none: 'No energy was recorded, so CO₂ cannot be computed.',
  emitted: 'Emitted',
  grams: (quantity: string) => `${quantity} CO₂e`,
  intensity: (number: string) => `${number} g/kWh`,
  pue: 'PUE',
} as const;
