// What the flags of a reading, an energy or a trial mean, in words that every screen and page shares.

/** A short name for a table, and a sentence that says what happened and what was made of it. */
export interface FlagWords {
  readonly label: string;
  readonly meaning: string;
}

const FLAGS: Readonly<Record<string, FlagWords>> = {
  read_failed: {
    label: 'read failed',
    meaning: 'The sensor gave no usable answer at times; nothing was put in its place.',
  },
  not_supported: { label: 'not supported', meaning: 'The device does not have this sensor.' },
  no_permission: {
    label: 'no permission',
    meaning: 'The system refused the reading; wattproof doctor tells how to allow it.',
  },
  device_lost: {
    label: 'device lost',
    meaning: 'The device fell off the bus or its driver was unloaded; the run went on with what was left.',
  },
  zero_reading: {
    label: 'zero reading',
    meaning: 'The sensor answered 0, which no running device draws; such answers count as missing.',
  },
  slow_read: {
    label: 'slow read',
    meaning: 'A reading took over a second, so nobody knows of which moment its value is; it was left out.',
  },
  suspended: {
    label: 'suspended',
    meaning: 'The machine slept meanwhile; nothing was made of the difference across the sleep.',
  },
  wrapped: {
    label: 'counter wrapped',
    meaning: 'The energy counter ran over its end once and was continued; the energy is whole.',
  },
  wrap_unknown: {
    label: 'wraps unknown',
    meaning:
      'The counter may have run over its end more than once between two readings; how often cannot be known.',
  },
  reset: {
    label: 'counter reset',
    meaning: 'The energy counter began anew, as after a driver reload; the step itself was left out.',
  },
  gap: {
    label: 'gap',
    meaning: 'Part of the phase has no reading; the interval is wider by what it may have drawn.',
  },
  short_phase: {
    label: 'short phase',
    meaning:
      'The phase is under twice the time the sensor averages over; its energy is blurred by what lies around it.',
  },
  counter_disagrees: {
    label: 'counter disagrees',
    meaning: 'The energy counter and the integrated power differ by more than 5 %.',
  },
  throttled: {
    label: 'throttled',
    meaning: 'A processor slowed itself down while training, for heat or for its supply.',
  },
  power_capped: {
    label: 'power capped',
    meaning: 'The GPU was held at its power limit for part of the training, as a fully used card is.',
  },
  foreign_gpu_process: {
    label: 'foreign program',
    meaning: 'Another program computed on a GPU: what it drew is in the energy.',
  },
  background_load: {
    label: 'background load',
    meaning:
      'More than 10 % of the processors were busy just before the training: with other programs, or with drawing this window.',
  },
  limit_changed: {
    label: 'limit changed',
    meaning: 'The GPU’s power limit is not the one of the first trial.',
  },
  clock_changed: {
    label: 'clock changed',
    meaning: 'The GPU’s mean clock is over 5 % off that of the first trial with the same settings.',
  },
  not_cooled: {
    label: 'not cooled',
    meaning:
      'The machine was still warmer than allowed when the longest wait was over; the trial began all the same.',
  },
  average_disagrees: {
    label: 'average disagrees',
    meaning: 'The sensor’s own average, integrated, differs from the energy by more than 5 %.',
  },
};

/** A flag no list knows, of a newer version: its own name, spelt out. */
export const flagWords = (flag: string): FlagWords =>
  FLAGS[flag] ?? { label: flag.replaceAll('_', ' '), meaning: '' };

/** Every flag with words. */
export const KNOWN_FLAGS: readonly string[] = Object.keys(FLAGS);
