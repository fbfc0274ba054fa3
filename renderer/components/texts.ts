// The words of components that several screens share.
import type { TableFormat } from '../../core/tables/table-text.ts';

const TABLE_FORMATS: Readonly<Record<TableFormat, string>> = {
  latex: 'LaTeX',
  markdown: 'Markdown',
  csv: 'CSV',
};

export const COPY_TABLE = {
  open: 'Copy table',
  as: (format: TableFormat) => `As ${TABLE_FORMATS[format]}`,
  done: 'Table copied',
  done_text: (caption: string, format: TableFormat) =>
    `“${caption}” is on the clipboard as ${TABLE_FORMATS[format]}.`,
  failed: 'The table could not be copied',
} as const;

export const SAVE_FIGURE = {
  open: 'Save figure',
  svg: 'As SVG…',
  png: 'As PNG…',
  done: 'Figure saved',
  failed: 'The figure could not be saved',
} as const;

export const DROP = 'Drop a .wattproof file to open the study';
export const HOW_TITLE = 'How this was obtained';
export const SCROLLS = (label: string): string => `${label}, scrolls`;

export const KINDS = {
  measured: 'Read from a sensor or a hardware counter.',
  derived: 'Computed from measured values.',
  modelled: 'Estimated by a model: no sensor was read.',
  mixed: 'Some parts are measured, others are modelled.',
  missing: 'Not available on this machine.',
} as const;

export const LEAVE = {
  title: 'Leave the running sweep?',
  text: 'The sweep continues and nothing is lost. But opening studies and drawing figures loads this machine, so the current trial may be flagged.',
  leave: 'Leave and keep it running',
  stay: 'Stay here',
} as const;

export const LIVE = {
  label:
    'Power over the last minute in watts, with the parts stacked; the numbers above are the latest values',
  x: 'Seconds before now',
} as const;

export const MACHINE = {
  processor: 'Processor',
  temperature: 'Temperature',
  utilisation: 'Utilisation',
  sm_clock: 'SM clock',
  memory_clock: 'Memory clock',
  clocks: 'Clocks',
  unknown: 'not available',
  not_held: 'not throttled',
} as const;

export const REQUEST = { loading: 'Loading', retry: 'Try again' } as const;
