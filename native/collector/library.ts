// Binds the collector's library: the functions of collect.c and the layouts shared with it.
import koffi from 'koffi';
import { paddedBytes as padded, type RawCall } from './call-tape.ts';

/** Sizes of the structures in collect.c, bytes. */
const CALL_BYTES = 32;
const SCHEDULE_BYTES = 24;
export const RECORD_BYTES = 24;
const KIND = { read_at_start: 0, ask_device: 1, ask_device_counted: 2 } as const;
/** Most calls that one meter may make. */
export const MOST_CALLS = 64;

/** Due time of a meter, and its calls. */
export interface Schedule {
  readonly next_ns: number;
  readonly period_ns: number;
  readonly calls: readonly RawCall[];
}

export interface Limits {
  /** Time to return, in ns of CLOCK_MONOTONIC, like all times here. */
  readonly until_ns: number;
  /** Readings due this soon are made now. */
  readonly together_ns: number;
  /** A reading that takes this long ends the collection. */
  readonly hangs_ns: number;
  /** Calendar minus monotonic clock, ms, and the largest change that does not end the collection. */
  readonly calendar_ms: number;
  readonly negligible_ms: number;
}

/** One reading on the tape: its schedule, its times, and the offset of its calls' answers. */
export interface CollectedRecord {
  readonly schedule: number;
  readonly start_ns: number;
  readonly end_ns: number;
  readonly answers_at: number;
}

export interface Collector {
  /** The tape to which `collect` writes. */
  readonly tape: DataView<ArrayBuffer>;
  /** Sets the calls to make from now on; false when one of them cannot be found. */
  prepare(schedules: readonly (readonly RawCall[])[]): boolean;
  /** Blocks, makes the prepared calls at these deadlines (in the same order), and yields the readings. */
  collect(
    deadlines: readonly Omit<Schedule, 'calls'>[],
    limits: Limits,
    signal: Int32Array,
    signal_was: number,
  ): Generator<CollectedRecord>;
}

/** Wakes a collector that waits on this cell; its value must be changed first. */
export type Wake = (signal: Int32Array) => void;

const POINTER = 'void *';

/** @throws when the library cannot be loaded. */
function bind(path: string) {
  const library = koffi.load(path);
  const buffers = [POINTER, POINTER, 'int32_t', POINTER, POINTER, 'int32_t', POINTER, POINTER, 'int32_t'];
  return {
    collect: library.func('wattproof_collect', 'int32_t', buffers),
    wake: library.func('wattproof_wake', 'void', [POINTER]),
    symbol: library.func('wattproof_symbol', 'int64_t', ['const char *', 'const char *']),
  };
}

/** Binds the wake function alone, for the sampler's owner. Null without a library. */
export function openWake(path: string | null): Wake | null {
  if (path === null) return null;
  try {
    const { wake } = bind(path);
    return (signal) => void wake(signal);
  } catch {
    return null;
  }
}

/** Null without a library, or with one that does not load here: the sampler then waits and reads by itself. */
export function openCollector(path: string | null, tape_bytes: number): Collector | null {
  if (path === null) return null;
  let bound: ReturnType<typeof bind>;
  try {
    bound = bind(path);
  } catch {
    return null;
  }
  const addresses = new Map<string, bigint>();
  const addressOf = (library: string, name: string): bigint => {
    const key = `${library}\n${name}`;
    const known = addresses.get(key) ?? BigInt(bound.symbol(library, name));
    addresses.set(key, known);
    return known;
  };

  const tape = new DataView(new ArrayBuffer(tape_bytes));
  let calls = Buffer.alloc(0);
  let schedules = Buffer.alloc(0);
  let scratch = Buffer.alloc(0);
  let count = 0;

  function prepare(all: readonly (readonly RawCall[])[]): boolean {
    const flat = all.flat();
    if (all.some(({ length }) => length > MOST_CALLS)) return false;
    calls = Buffer.alloc(CALL_BYTES * flat.length);
    schedules = Buffer.alloc(SCHEDULE_BYTES * all.length);
    scratch = Buffer.alloc(flat.reduce((bytes, { out }) => bytes + padded(out.length), 0));
    count = all.length;
    let [slot, first] = [0, 0];
    flat.forEach((call, index) => {
      writeCall(call, calls, index * CALL_BYTES);
      calls.writeInt32LE(slot, index * CALL_BYTES + 24);
      scratch.set(call.out, slot);
      slot += padded(call.out.length);
    });
    all.forEach(({ length }, index) => {
      schedules.writeInt32LE(first, index * SCHEDULE_BYTES + 16);
      schedules.writeInt32LE(length, index * SCHEDULE_BYTES + 20);
      first += length;
    });
    return flat.every((call) => call.kind === 'read_at_start' || addressOf(call.library, call.name) !== 0n);
  }

  function writeCall(call: RawCall, into: Buffer, at: number): void {
    const is_file = call.kind === 'read_at_start';
    into.writeBigInt64LE(is_file ? BigInt(call.fd) : addressOf(call.library, call.name), at);
    if (!is_file) into.writeBigInt64LE(BigInt.asIntN(64, call.device), at + 8);
    const counted = !is_file && call.count !== null;
    into.writeInt32LE(
      is_file ? KIND.read_at_start : counted ? KIND.ask_device_counted : KIND.ask_device,
      at + 16,
    );
    into.writeInt32LE(counted ? call.count : 0, at + 20);
    into.writeInt32LE(call.out.length, at + 28);
  }

  const limit_cells = new Float64Array(5);

  function* collect(
    deadlines: readonly Omit<Schedule, 'calls'>[],
    { until_ns, together_ns, hangs_ns, calendar_ms, negligible_ms }: Limits,
    signal: Int32Array,
    signal_was: number,
  ): Generator<CollectedRecord> {
    deadlines.forEach(({ next_ns, period_ns }, index) => {
      schedules.writeDoubleLE(next_ns, index * SCHEDULE_BYTES);
      schedules.writeDoubleLE(period_ns, index * SCHEDULE_BYTES + 8);
    });
    limit_cells.set([until_ns, together_ns, hangs_ns, calendar_ms, negligible_ms]);
    const { buffer, byteLength } = tape;
    const bytes: number = bound.collect(
      calls,
      schedules,
      count,
      scratch,
      new Uint8Array(buffer),
      byteLength,
      limit_cells,
      signal,
      signal_was,
    );
    for (let at = 0; at < bytes; at += tape.getInt32(at + 20, true))
      yield {
        schedule: tape.getInt32(at + 16, true),
        start_ns: tape.getFloat64(at, true),
        end_ns: tape.getFloat64(at + 8, true),
        answers_at: at + RECORD_BYTES,
      };
  }
  return { tape, prepare, collect };
}
