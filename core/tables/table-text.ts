// A table as text for a dissertation: LaTeX with booktabs, Markdown, or CSV.
import { csvText } from './csv-text.ts';
import { latexText } from './latex-text.ts';
import { markdownText } from './markdown-text.ts';
import type { TextTable } from './text-table.ts';

export type { TextTable } from './text-table.ts';

export const TABLE_FORMATS = ['latex', 'markdown', 'csv'] as const;
export type TableFormat = (typeof TABLE_FORMATS)[number];

const WRITERS: Readonly<Record<TableFormat, (table: TextTable) => string>> = {
  latex: latexText,
  markdown: markdownText,
  csv: csvText,
};

export const tableText = (table: TextTable, format: TableFormat): string => WRITERS[format](table);
