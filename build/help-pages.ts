// Converts pages of docs/ to HTML in the window's bundle: `import page from '../../docs/measuring.md'` gives its HTML.
import { Marked } from 'marked';
import type { Plugin } from 'vite';

const PAGE = /^([a-z-]+)\.md(#.*)?$/;

/** Links between pages keep their names for the window to follow; other links become text with the address. */
const marked = new Marked({
  gfm: true,
  renderer: {
    link({ href, tokens }) {
      const text = this.parser.parseInline(tokens);
      const page = PAGE.exec(href)?.[1];
      if (page !== undefined) return `<a href="#${page}" data-page="${page}">${text}</a>`;
      return /^https?:/.test(href) ? `${text} (${href.replaceAll('&', '&amp;')})` : text;
    },
    // No pictures: they show the window itself.
    image: () => '',
    html: () => '',
  },
});

/** Tables are wrapped in a scrolling frame: a table that scrolls itself is not a table to a screen reader. */
export const pageHtml = (markdown: string): string =>
  marked
    .parse(markdown, { async: false })
    .replaceAll('<table>', '<div class="table"><table>')
    .replaceAll('</table>', '</table></div>');

export function helpPages(): Plugin {
  return {
    name: 'help-pages',
    enforce: 'pre',
    transform(code, id) {
      if (!id.endsWith('.md')) return null;
      return { code: `export default ${JSON.stringify(pageHtml(code))};`, map: null };
    },
  };
}
