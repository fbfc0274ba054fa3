// Text fragments shared by several sections.

import type { StudyView } from '../../core/contract/ipc.ts';
import type { ReportModel } from '../../core/report/model.ts';
import type { Interval, Levels } from '../../core/statistics/analysis.ts';
import { DEFAULT_RESPONSE, type Response, responseNamed } from '../../core/study/responses.ts';
import { formatLevels, NOT_MEASURED } from '../../core/words/format.ts';
import { type Html, html } from '../../core/words/html.ts';

/** A small label that says how a number was obtained. */
export const badge = (kind: StudyView['kind']): Html =>
  kind === 'none' ? html`` : html`<span class="badge ${kind}">${kind}</span>`;

/** `2026-11-23 06:40 UTC`: the same wherever the report is made. */
export const utc = (unix_ms: number): string =>
  `${new Date(unix_ms).toISOString().slice(0, 16).replace('T', ' ')} UTC`;

/** The response that was analysed; training energy when there is no analysis. */
export const responseOf = ({ study }: ReportModel): Response =>
  responseNamed(study.analysis?.response ?? DEFAULT_RESPONSE);

/** The confidence level in words: `95 %`. */
export const confidence = (alpha: number): string => `${Number((100 * (1 - alpha)).toFixed(2))}\u00a0%`;

/** A cell named by the varied factors; a recording has none. */
export const cellName = ({ study }: ReportModel, levels: Levels): string =>
  formatLevels(levels, study.factors.length > 0 ? study.factors : undefined);

/** True for a flag that is a sentence, such as the reason for a failure. */
export const isMessage = (flag: string): boolean => flag.includes(' ');

/** A missing value in a table, kept short so that a column of them does not drown the numbers. */
export const missing = html`<span class="missing">${NOT_MEASURED}</span>`;

/** Formats a number, or shows in grey that it is missing. */
export const orMissing = (value: number | null, format: (value: number) => string): string | Html =>
  value === null ? missing : format(value);

/** An interval without its unit, for a column with the unit in its title. */
export const ends = (ci: Interval | null, format: (value: number) => string): string =>
  ci ? `[${format(ci[0])}, ${format(ci[1])}]` : '';

/** `a`, `a and b`, `a, b and c`. */
export function listed(items: readonly string[]): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} and ${last}`;
}
