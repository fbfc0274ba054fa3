// Passes on a meter's calls, so that they can be recorded once, made by the collector from then on, and their answers
// played back to the meter, which cannot tell the difference.

/** A call that the collector can make. `out` receives the answer; it may already contain a request. */
export type RawCall =
  | { readonly kind: 'read_at_start'; readonly fd: number; readonly out: Uint8Array }
  | {
      readonly kind: 'ask_device';
      readonly library: string;
      readonly name: string;
      readonly device: bigint;
      /** Second argument of functions that take a count before the buffer; null for all others. */
      readonly count: number | null;
      readonly out: Uint8Array;
    };

/** Result of a playback: all answers used; fewer (the meter now makes fewer calls); other, a call not on the tape. */
export type Playback = 'all' | 'fewer' | 'other';

const isSame = (a: RawCall, b: RawCall): boolean =>
  a.kind === 'read_at_start'
    ? b.kind === a.kind && a.fd === b.fd && a.out === b.out
    : b.kind === a.kind &&
      a.name === b.name &&
      a.device === b.device &&
      a.count === b.count &&
      a.out === b.out;

const CODE_BYTES = 8;
export const paddedBytes = (bytes: number): number => (bytes + 7) & ~7;

/** Bytes that the collector writes for one call: its code (64 bits), then its answer, padded. */
export const recordedBytes = ({ out }: RawCall): number => CODE_BYTES + paddedBytes(out.length);

export class CallTape {
  #noted: RawCall[] | null = null;
  #calls: readonly RawCall[] | null = null;
  #answers = new DataView(new ArrayBuffer(0));
  #at = 0;
  #taken = 0;
  #other = false;

  /** Makes a call, or answers it from the tape. Returns the call's own code. */
  pass(call: RawCall, make: () => number): number {
    if (this.#calls !== null && !this.#other) {
      const next = this.#calls[this.#taken];
      if (next !== undefined && isSame(next, call)) return this.#take(call);
      this.#other = true;
    }
    this.#noted?.push(call);
    return make();
  }

  #take(call: RawCall): number {
    const { out } = call;
    const answer = this.#at + CODE_BYTES;
    for (let i = 0; i < out.length; i++) out[i] = this.#answers.getUint8(answer + i);
    // Codes are small: the lower half is enough.
    const code = this.#answers.getInt32(this.#at, true);
    this.#at += recordedBytes(call);
    this.#taken++;
    return code;
  }

  /** Runs `read` live and returns its calls in order. */
  note(read: () => void): readonly RawCall[] {
    this.#noted = [];
    try {
      read();
      return this.#noted;
    } finally {
      this.#noted = null;
    }
  }

  /** Runs `read` on the answers at `at` of a record of `calls`. After `other` its result is void: read live. */
  play(calls: readonly RawCall[], answers: DataView<ArrayBuffer>, at: number, read: () => void): Playback {
    this.#calls = calls;
    this.#answers = answers;
    this.#at = at;
    this.#taken = 0;
    this.#other = false;
    try {
      read();
    } finally {
      this.#calls = null;
    }
    return this.#other ? 'other' : this.#taken < calls.length ? 'fewer' : 'all';
  }
}

/** One per thread, shared by the meters opened in it and their collector. */
export const callTape = new CallTape();
