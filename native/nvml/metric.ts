// One quantity of one device as a function that never throws: the place where return codes become an answer.
import type { Handle } from './bindings.ts';
import { type NvmlProblem, problemOf } from './errors.ts';

/** A value, or why there is none. */
export type NvmlReading<T = number> =
  | { readonly value: T; readonly problem: null }
  | { readonly value: null; readonly problem: NvmlProblem };

export type Metric<T = number> = () => NvmlReading<T>;

/** A metric of what is newer than a stamp: microseconds since 1970, 0 for all that the driver still has. */
export type SinceMetric<T> = (since_unix_us: number) => NvmlReading<T>;

/** What the metrics of one device share. */
export interface DeviceLink {
  handle: Handle;
  /** Set by the first metric that hears of it; from then on none asks the driver again. */
  lost: boolean;
  /** Called after UNINITIALIZED: initialises the library once more and renews the handles; false when that is spent. */
  revive: () => boolean;
}

/** How to get one quantity: the call fills a buffer and answers NVML's code, `value` takes the buffer apart. */
export interface MetricCall<T> {
  /** Null for a symbol that the driver lacks. */
  readonly call: ((handle: Handle) => number) | null;
  /** Null: the driver answered success and no usable value. */
  readonly value: () => T | null;
  /** What success without a usable value is called; unless told, `zero_reading`, how drivers say 0 watts. */
  readonly empty?: NvmlProblem;
}

const SUCCESS = 0;
const UNINITIALIZED = 1;
/**
 * A metric that has answered before is given up after so many refusals in a row: drivers polled faster than every
 * 50 ms sometimes say NOT_SUPPORTED once and go on (ml-energy/zeus, pull request 186). One that never answered is given
 * up at the first.
 */
const REFUSALS = 3;

const none = (problem: NvmlProblem) => ({ value: null, problem }) as const;

/** Builds a metric of a device. */
export function metric<T>(
  link: DeviceLink,
  { call, value, empty = 'zero_reading' }: MetricCall<T>,
): Metric<T> {
  let given_up: NvmlProblem | null = call === null ? 'not_supported' : null;
  let answered = false;
  let refusals = 0;

  return () => {
    if (link.lost) return none('device_lost');
    if (given_up !== null || call === null) return none(given_up ?? 'not_supported');
    let code = call(link.handle);
    if (code === UNINITIALIZED && link.revive()) code = call(link.handle);
    if (code === SUCCESS) {
      answered = true;
      refusals = 0;
      const got = value();
      return got === null ? none(empty) : { value: got, problem: null };
    }
    const problem = problemOf(code);
    if (problem === 'device_lost') link.lost = true;
    if (problem === 'not_supported' || problem === 'no_permission') {
      refusals++;
      if (!answered || refusals >= REFUSALS) given_up = problem;
    }
    return none(problem);
  };
}

/** The first of several ways to one quantity that this device supports: newer calls before the ones they replace. */
export function firstSupported<T>(...metrics: readonly Metric<T>[]): Metric<T> {
  let remaining = metrics;
  return () => {
    for (;;) {
      const [first, ...others] = remaining;
      if (first === undefined) return none('not_supported');
      const reading = first();
      if (reading.problem !== 'not_supported' || others.length === 0) return reading;
      remaining = others;
    }
  };
}
