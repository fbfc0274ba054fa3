// One quantity of one device as a function that never throws: turns return codes into a value or a problem.
import type { Handle } from './bindings.ts';
import { type NvmlProblem, problemOf } from './errors.ts';

/** A value, or the reason why there is none. */
export type NvmlReading<T = number> =
  | { readonly value: T; readonly problem: null }
  | { readonly value: null; readonly problem: NvmlProblem };

export type Metric<T = number> = () => NvmlReading<T>;

/** A metric of data newer than a time stamp: microseconds since 1970, 0 for all that the driver still has. */
export type SinceMetric<T> = (since_unix_us: number) => NvmlReading<T>;

/** State shared by the metrics of one device. */
export interface DeviceLink {
  handle: Handle;
  /** Set by the first metric that finds the device lost; from then on none calls the driver. */
  lost: boolean;
  /** Called after UNINITIALIZED: initialises the library again and renews the handles; false if already done once. */
  revive: () => boolean;
}

/** How to read one quantity: the call fills a buffer and returns NVML's code, `value` decodes the buffer. */
export interface MetricCall<T> {
  /** Null when the driver lacks the symbol. */
  readonly call: ((handle: Handle) => number) | null;
  /** Null: the driver reported success but no usable value. */
  readonly value: () => T | null;
  /** Problem for success without a usable value; by default `zero_reading`, for drivers that report 0 watts. */
  readonly empty?: NvmlProblem;
}

const SUCCESS = 0;
const UNINITIALIZED = 1;
/**
 * A metric that has worked before is given up after this many refusals in a row: drivers polled faster than every
 * 50 ms sometimes return NOT_SUPPORTED once and recover (ml-energy/zeus, pull request 186). One that never worked is
 * given up at the first.
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

/** The first call for a quantity that this device supports: newer calls before the ones they replace. */
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
