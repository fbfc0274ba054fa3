// HTML that inserted values cannot break: each is escaped unless it is HTML made here.

/** A piece of HTML that is safe to insert into another. */
export interface Html {
  readonly html: string;
}

export type HtmlPart = Html | string | number | null | undefined | false | readonly HtmlPart[];

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
};

/** Control characters, which XML forbids even when escaped. */
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g;

/** Text for an element or a quoted attribute, of HTML or SVG. Characters that XML forbids are dropped. */
export const escapeHtml = (text: string): string =>
  text.replaceAll(FORBIDDEN, '').replaceAll(/[&<>"'`]/g, (sign) => ESCAPES[sign] ?? '');

/**
 * `` html`<p>${anything}</p>` ``: strings are escaped, Html and lists of it are inserted as they are, null and false
 * are empty.
 */
export function html(strings: TemplateStringsArray, ...parts: readonly HtmlPart[]): Html {
  return { html: strings.reduce((text, string, index) => text + string + textOf(parts[index]), '') };
}

/** Marks HTML that was made elsewhere in the report as safe; never for anything from a study or a machine. */
export const trusted = (text: string): Html => ({ html: text });

function textOf(part: HtmlPart): string {
  if (part === null || part === undefined || part === false) return '';
  if (typeof part === 'number') return String(part);
  if (typeof part === 'string') return escapeHtml(part);
  return 'html' in part ? part.html : part.map(textOf).join('');
}
