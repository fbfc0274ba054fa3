// Finds the paths and commands that a Markdown page names in code, links and code blocks.

export interface Mention {
  readonly line: number;
  readonly text: string;
  /** Links are relative to the page; code is read from the root. */
  readonly kind: 'link' | 'code' | 'command';
}

const CODE = /`([^`\n]+)`/g;
const LINK = /\]\(([^)\s]+)\)/g;
/** A line of a code block that a reader would type; the rest after # is a comment. */
const TYPED = /^(npm|npx|node|bash|wattproof) /;

export function mentionsOf(markdown: string): Mention[] {
  let in_block = false;
  return markdown.split('\n').flatMap((text, index): Mention[] => {
    const line = index + 1;
    if (/^\s*```/.test(text)) {
      in_block = !in_block;
      return [];
    }
    if (in_block) {
      const typed = text.trim().replace(/\s+#.*$/, '');
      return TYPED.test(typed) ? [{ line, text: typed, kind: 'command' }] : [];
    }
    const links = [...text.replaceAll(CODE, '').matchAll(LINK)].map(([, to = '']) => to);
    return [
      ...links.map((to): Mention => ({ line, text: to, kind: 'link' })),
      ...[...text.matchAll(CODE)].map(([, code = '']): Mention => ({ line, text: code, kind: 'code' })),
    ];
  });
}
