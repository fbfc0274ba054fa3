// Tables a reader can check: a numbered caption, headers that say what they head, digits that line up.
import { type Html, type HtmlPart, html } from '../../core/words/html.ts';

export interface Column<Row> {
  readonly title: HtmlPart;
  readonly cell: (row: Row, index: number) => HtmlPart;
  /** Numbers stand to the right; default `left`. */
  readonly align?: 'left' | 'right';
  /** Never broken into lines. */
  readonly keep?: boolean;
}

export interface TableInput<Row> {
  readonly caption: HtmlPart;
  /** The first one names the row. */
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  /** Under the table: what the letters mean. */
  readonly note?: HtmlPart;
  /** `wide` tables are set smaller. */
  readonly size?: 'normal' | 'wide';
}

/** Counts tables and figures through the document. */
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

/** Rows of a table that is kept on one page when printed. */
const SHORT = 12;

/** Nothing at all for no rows: an empty table says less than no table. */
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

/** Pairs of a word and what it stands for. */
export const definitions = (pairs: readonly (readonly [HtmlPart, HtmlPart])[]): Html =>
  html`<dl>${pairs.map(([term, text]) => html`<dt>${term}</dt><dd>${text}</dd>`)}</dl>`;

/** A list, or nothing. */
export const bullets = (items: readonly HtmlPart[]): Html | null =>
  items.length === 0 ? null : html`<ul>${items.map((item) => html`<li>${item}</li>`)}</ul>`;
