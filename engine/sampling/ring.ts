// Carries samples from the sampler's thread to its owner: a ring of numbers in shared memory, allocated once, so that
// a reading allocates nothing and a busy owner loses nothing.

/** Numbers in one row: source (from 1), t_ns, power_w, energy_j (NaN: missing), flag number. */
export const FIELDS = 5;

/** Shared cells before the rows: rows ever written, rows ever read, rows dropped, (unused); then one Float64 stamp. */
const [WRITTEN, READ, DROPPED] = [0, 1, 2];
const HEAD_BYTES = 4 * 4 + 8;

/** The memory of a ring of `rows` rows. */
export const ringMemory = (rows: number): SharedArrayBuffer =>
  new SharedArrayBuffer(HEAD_BYTES + rows * FIELDS * 8);

/** Both ends of one ring, for a single writer (the thread) and a single reader (the owner). */
export class SampleRing {
  readonly #cells: Int32Array;
  readonly #stamp: Float64Array;
  readonly #rows: Float64Array;
  readonly #capacity: number;

  constructor(memory: SharedArrayBuffer) {
    this.#cells = new Int32Array(memory, 0, 4);
    this.#stamp = new Float64Array(memory, 16, 1);
    this.#rows = new Float64Array(memory, HEAD_BYTES);
    this.#capacity = this.#rows.length / FIELDS;
  }

  /** Appends a row. A full ring drops and counts it, and never overwrites unread rows. */
  write(source: number, t_ns: number, power_w: number, energy_j: number, flag: number): void {
    const cells = this.#cells;
    const written = cells[WRITTEN] as number;
    // Counted modulo 2^32: a difference survives the wrap of both.
    if (((written - Atomics.load(cells, READ)) | 0) >= this.#capacity) {
      Atomics.add(cells, DROPPED, 1);
      return;
    }
    const rows = this.#rows;
    const at = ((written >>> 0) % this.#capacity) * FIELDS;
    rows[at] = source;
    rows[at + 1] = t_ns;
    rows[at + 2] = power_w;
    rows[at + 3] = energy_j;
    rows[at + 4] = flag;
    Atomics.store(cells, WRITTEN, (written + 1) | 0);
  }

  /** Declares that everything up to this timestamp has been written. */
  reached(t_ns: number): void {
    this.#stamp[0] = t_ns;
  }

  /** The last timestamp declared; read it before {@link take}, so that the rows reach at least that far. */
  get t_until_ns(): number {
    return this.#stamp[0] as number;
  }

  /** All rows since the last call, oldest first, {@link FIELDS} numbers each, and the number dropped since then. */
  take(): { readonly packed: Float64Array; readonly dropped: number } {
    const cells = this.#cells;
    const read = cells[READ] as number;
    const count = (Atomics.load(cells, WRITTEN) - read) | 0;
    const packed = new Float64Array(count * FIELDS);
    const from = (read >>> 0) % this.#capacity;
    const first = Math.min(count, this.#capacity - from);
    packed.set(this.#rows.subarray(from * FIELDS, (from + first) * FIELDS));
    packed.set(this.#rows.subarray(0, (count - first) * FIELDS), first * FIELDS);
    Atomics.store(cells, READ, (read + count) | 0);
    return { packed, dropped: Atomics.exchange(cells, DROPPED, 0) };
  }
}
