// Makes text from files, devices and other programs harmless where it is shown: nothing in it moves a cursor, colours, rings,
// reorders or begins a line.

/**
 * Control characters of both blocks (ESC and CSI among them), line and paragraph separators, marks and isolates that change
 * the direction of writing, invisible tags, and halves of characters.
 */
const ACTIVE =
  /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufff9-\ufffb\ud800-\udfff\u{e0000}-\u{e007f}]/gu;

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

const escaped = (character: string): string => {
  const code = character.codePointAt(0) as number;
  if (code < 0x100) return SHORT[character] ?? `\\x${code.toString(16).padStart(2, '0')}`;
  return code < 0x10000 ? `\\u${code.toString(16)}` : `\\u{${code.toString(16)}}`;
};

/** One line in which every active character is spelt out, such as `\x1b` and `\n`. Twice gives the same as once. */
export const inert = (text: string): string => text.replace(ACTIVE, escaped);

/** A JSON document whose active characters are escaped as JSON does it: it reads the same. */
export const inertJson = (json: string): string =>
  json.replace(ACTIVE, (character) =>
    character === '\n'
      ? character
      : [...Array(character.length).keys()]
          .map((at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`)
          .join(''),
  );
