// Tables of the report, with numbered captions, proper headers and aligned digits.
import { type Html, type HtmlPart, html } from '../../core/words/html.ts';

export interface Column<Row> {
  readonly title: HtmlPart;
  readonly cell: (row: Row, index: number) => HtmlPart;
  /** Numbers are right-aligned; default `left`. */
  readonly align?: 'left' | 'right';
  /** Keeps the cell on one line. */
  readonly keep?: boolean;
}

export interface TableInput<Row> {
  readonly caption: HtmlPart;
  /** The first column names the row. */
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  /** Printed below the table: explains its abbreviations. */
  readonly note?: HtmlPart;
  /** `wide` tables are set smaller. */
  readonly size?: 'normal' | 'wide';
}

/** Numbers the tables and figures of one document. */
export class Numbering {
  #tables = 0;
  #figures = 0;
  nextTable(): number {
    this.#tables += 1;
    return this.#tables;
  }
  nextFigure(): number {
    this.#figures += 1;
    return this.#figures;
  }
}

/** Most rows of a table that is kept on one page when printed. */
const SHORT = 12;

/** Null without rows: an empty table helps nobody. */
export function table<Row>(numbering: Numbering, input: TableInput<Row>): Html | null {
  const { caption, columns, rows, note, size = 'normal' } = input;
  if (rows.length === 0) return null;
  const head = columns.map(({ title, align }) => html`<th scope="col"${classOf({ align })}>${title}</th>`);
  const body = rows.map(
    (row, index) => html`<tr>${columns.map((column, at) => cellOf(column, row, index, at))}</tr>`,
  );
  return html`<div class="table ${size}${rows.length <= SHORT ? ' short' : ''}"><table>
<caption><b>Table ${numbering.nextTable()}.</b> ${caption}</caption>
<thead><tr>${head}</tr></thead>
<tbody>${body}</tbody>
</table>${note ? html`<p class="note">${note}</p>` : null}</div>
`;
}

function cellOf<Row>(column: Column<Row>, row: Row, index: number, at: number): Html {
  const content = column.cell(row, index);
  return at === 0
    ? html`<th scope="row"${classOf(column)}>${content}</th>`
    : html`<td${classOf(column)}>${content}</td>`;
}

const classOf = ({ align, keep }: { align?: 'left' | 'right' | undefined; keep?: boolean }): Html | null =>
  align === 'right' ? html` class="num"` : keep ? html` class="keep"` : null;

/** A list of terms and their values. */
export const definitions = (pairs: readonly (readonly [HtmlPart, HtmlPart])[]): Html =>
  html`<dl>${pairs.map(([term, text]) => html`<dt>${term}</dt><dd>${text}</dd>`)}</dl>`;

/** A bulleted list, or null when empty. */
export const bullets = (items: readonly HtmlPart[]): Html | null =>
  items.length === 0 ? null : html`<ul>${items.map((item) => html`<li>${item}</li>`)}</ul>`;
