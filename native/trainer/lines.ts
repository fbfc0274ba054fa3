// Cuts a trainer's stdout into lines and the lines into messages, refusing what the protocol does not know.
import { TrainerMessage as Schema, type TrainerMessage } from '../../core/trainer-protocol.ts';

/** A line longer than this is not a message. */
const MAX_LINE = 1 << 20;

export type Line =
  | { readonly kind: 'message'; readonly message: TrainerMessage }
  | { readonly kind: 'rubbish'; readonly line: string };

/** Takes chunks as they come; answers what each completed. */
export class MessageLines {
  #rest = '';

  push(chunk: string): Line[] {
    const lines = (this.#rest + chunk).split('\n');
    this.#rest = lines.pop() ?? '';
    const out = lines.filter((line) => line.trim() !== '').map(parse);
    if (this.#rest.length > MAX_LINE) {
      out.push({ kind: 'rubbish', line: this.#rest });
      this.#rest = '';
    }
    return out;
  }

  /** What came last without its line end: half a message, or nothing. */
  end(): Line[] {
    const rest = this.#rest;
    this.#rest = '';
    return rest.trim() === '' ? [] : [parse(rest)];
  }
}

function parse(line: string): Line {
  try {
    const parsed = Schema.safeParse(JSON.parse(line));
    if (parsed.success) return { kind: 'message', message: parsed.data };
  } catch {
    // not JSON: rubbish like any other
  }
  return { kind: 'rubbish', line };
}

/** A line as it is quoted in an error. */
export const quoted = (line: string): string =>
  JSON.stringify(line.length > 80 ? `${line.slice(0, 77)}...` : line);
