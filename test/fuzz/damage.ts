// Damages text and bytes at random: pieces cut, doubled, swapped and put in, among them what parsers stumble over.

type Random = () => number;

export const below = (random: Random, bound: number): number => Math.floor(random() * bound);
export const pick = <T>(random: Random, list: readonly T[]): T => list[below(random, list.length)] as T;

/** Pieces that have broken parsers: ends of lines, numbers out of range, names of prototypes, escapes, bidi marks. */
const PIECES = [
  '\0',
  '\n',
  '\r\n',
  '\t',
  '"',
  "'",
  '\\',
  '{',
  '}',
  '[',
  ']',
  ',',
  ';',
  ':',
  ': ',
  '- ',
  '#',
  '&a ',
  '*a',
  '!!binary ',
  '<<: ',
  '|',
  '>',
  '%',
  '---\n',
  '0',
  '-1',
  '-0',
  '1e999',
  '-1e999',
  '1e-400',
  '9007199254740993',
  '18446744073709551615',
  '0x1F',
  '1_000',
  '.5.',
  'NaN',
  '.inf',
  'Infinity',
  'null',
  '~',
  'true',
  'undefined',
  '__proto__',
  'constructor',
  'toString',
  '../../../etc/passwd',
  '\u001b[31m',
  '\u001b]8;;http://x\u0007',
  '\u202e',
  '\u2028',
  '\ud800',
  '\ufeff',
  'é😀',
  '=1+1',
  '$(id)',
  '%s%n',
  '<img src=x>',
] as const;

/** One to six random changes of a text. */
export function damagedText(text: string, random: Random): string {
  let out = text;
  for (let changes = 1 + below(random, 6); changes > 0; changes--) out = oneChange(out, random);
  return out;
}

function oneChange(text: string, random: Random): string {
  const at = below(random, text.length + 1);
  const [before, after] = [text.slice(0, at), text.slice(at)];
  switch (below(random, 8)) {
    case 0:
      return before + after.slice(1 + below(random, 12));
    case 1:
      return before + pick(random, PIECES) + after;
    case 2:
      return before + pick(random, PIECES) + after.slice(1 + below(random, 8));
    case 3:
      return before + before.slice(-below(random, 60)) + after;
    case 4:
      return before;
    case 5:
      return before + pick(random, PIECES).repeat(1 + below(random, 300)) + after;
    case 6:
      return swapLines(text, random);
    default:
      return text.replace(/-?\d+(\.\d+)?/g, (number) => (random() < 0.1 ? pick(random, PIECES) : number));
  }
}

function swapLines(text: string, random: Random): string {
  const lines = text.split('\n');
  const [a, b] = [below(random, lines.length), below(random, lines.length)];
  [lines[a], lines[b]] = [lines[b] as string, lines[a] as string];
  return lines.join('\n');
}

/** The same for bytes: also single bits, and bytes that are no UTF-8. */
export function damagedBytes(bytes: Uint8Array, random: Random): Buffer {
  const out = Buffer.from(damagedText(Buffer.from(bytes).toString('latin1'), random), 'latin1');
  for (let changes = below(random, 4); changes > 0 && out.length > 0; changes--) {
    const at = below(random, out.length);
    out[at] = (out[at] as number) ^ (1 << below(random, 8));
  }
  return out;
}
