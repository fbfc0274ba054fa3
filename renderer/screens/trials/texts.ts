// The words of the Trials screen and of the list of trials.

export const SCREEN = {
  lead: 'The power of each training, phase by phase, and the conditions it ran under.',
  not_opened: 'The study could not be opened',
} as const;

export const LIST = {
  title: 'Trials',
  shown: (shown: number, all: number) => `${shown.toLocaleString('en')} of ${all.toLocaleString('en')} shown`,
  note: (done: number, all: number) =>
    `${done.toLocaleString('en')} of ${all.toLocaleString('en')} trials done. Energy, power and time cover the training phase. Constant estimates count here, but not in the tests.`,
  open: (order: number) => `Open trial ${order}`,
  nothing: 'No trial matches the filters.',
  show_all: 'Show all trials',
  turn_to: (control: string) => `${control} page`,
  page: (page: number) => `Page ${page}`,
  filter: 'Show',
  kept: {
    all: 'All trials',
    done: 'In the statistics',
    not_done: 'Not finished',
    flagged: 'Flagged',
    left_out: 'Excluded by hand',
  },
  any_level: 'all',
} as const;

export const COLUMNS = {
  order: 'Order',
  block: 'Block',
  state: 'State',
  energy: (unit: string) => `Energy, ${unit}`,
  power: (unit: string) => `Power, ${unit}`,
  time: 'Time, s',
  throughput: 'Samples/s',
  accuracy: 'Accuracy',
  flags: 'Flags',
} as const;

export const EXCLUSION = {
  badge: 'excluded',
  why: (reason: string) => `Excluded from the statistics: ${reason}`,
  open: 'Exclude…',
  title: (trial: number) => `Exclude trial ${trial} from the statistics`,
  rule: 'Exclude a trial only if something outside the training went wrong: an opened door, an update, another program. An unexpected value alone is not a reason. Results and report name the trial and your reason, and give the answer with it included.',
  reason: 'Reason',
  cancel: 'Cancel',
  exclude: 'Exclude trial',
  close: 'Close',
  excluded: 'Excluded from the statistics by hand',
  totals: (reason: string) => `${reason}. The study’s totals still include its energy.`,
  include: 'Include again',
  done: 'Trial excluded',
  done_text: (trial: number) => `No test uses trial ${trial} now; the results say so.`,
  undo: 'Undo',
  undone: 'Trial included',
  undone_text: (trial: number) => `The statistics use trial ${trial} again.`,
  not_excluded: (trial: number) => `Trial ${trial} could not be excluded`,
  not_included: (trial: number) => `Trial ${trial} could not be included again`,
} as const;

export const TRIAL = {
  title: (trial: number, cell: string) => `Trial ${trial}: ${cell}`,
  whole: 'Whole trial',
  not_read: 'The trial could not be read',
  event: (time_s: string, flag: string, message: string) => `${time_s} s, ${flag}: ${message}`,
} as const;

export const TRACE = {
  none: 'This trial has no power readings.',
  label: (from_s: string, to_s: string) =>
    `Power over time, ${from_s} to ${to_s} s; the table of phases below gives the means`,
  zoom: 'Zoom to',
  slider: 'Part of the trial, s',
  from: 'From, s',
  to: 'To, s',
  readings: (n: number) =>
    `${n.toLocaleString('en')} readings in this trial. The chart shows the lowest and highest of each time slice.`,
  phases: 'Phases of the trial',
  columns: {
    phase: 'Phase',
    begin: 'Start, s',
    end: 'End, s',
    power: (source: string) => `${source}, W`,
  },
} as const;

export const ENERGIES = {
  label: (unit: string) => `Energy of the training by source, ${unit}`,
  columns: {
    source: 'Source',
    kind: 'Kind',
    energy: (unit: string) => `Energy, ${unit}`,
    interval: 'Interval',
    net: 'Net of idle',
    counter: 'Counter',
    integral: 'Integral',
    average: 'Average',
  },
} as const;

export const EPOCHS = {
  label: 'Epochs of the trial',
  columns: {
    epoch: 'Epoch',
    end: 'End, s',
    loss: 'Training loss',
    accuracy: 'Training accuracy',
  },
} as const;

export const CONDITIONS_TABLE = {
  label: 'Conditions of the trial',
  columns: { condition: 'Condition', value: 'Value' },
} as const;
