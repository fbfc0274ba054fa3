// Labels and explanations of the flags of readings, energies and trials, shared by every screen and page.

/** A short name for a table, and a sentence that says what happened and what was done about it. */
export interface FlagWords {
  readonly label: string;
  readonly meaning: string;
}

const FLAGS: Readonly<Record<string, FlagWords>> = {
  read_failed: {
    label: 'read failed',
    meaning: 'Some readings of the sensor failed; they are missing and not filled in.',
  },
  not_supported: { label: 'not supported', meaning: 'The device does not have this sensor.' },
  no_permission: {
    label: 'no permission',
    meaning: 'The system refused access to the sensor; wattproof doctor shows how to allow it.',
  },
  device_lost: {
    label: 'device lost',
    meaning: 'The device fell off the bus or its driver was unloaded; the run continued without it.',
  },
  zero_reading: {
    label: 'zero reading',
    meaning: 'The sensor returned 0, which no running device draws; such readings count as missing.',
  },
  slow_read: {
    label: 'slow read',
    meaning: 'A reading took over a second, so the time of its value is unknown; it was excluded.',
  },
  suspended: {
    label: 'suspended',
    meaning: 'The machine was suspended; the counter’s difference across that time is not used.',
  },
  wrapped: {
    label: 'counter wrapped',
    meaning: 'The energy counter overflowed once; this is corrected and no energy is missing.',
  },
  wrap_unknown: {
    label: 'wraps unknown',
    meaning: 'The counter may have overflowed more than once between two readings; how often is unknown.',
  },
  reset: {
    label: 'counter reset',
    meaning: 'The energy counter restarted, as after a driver reload; that one step was excluded.',
  },
  gap: {
    label: 'gap',
    meaning:
      'Part of the phase has no readings; the interval is wider to cover what may have been drawn there.',
  },
  cut_short: {
    label: 'cut short',
    meaning: 'The trial ended in the middle of this phase; its energy goes up to the last reading.',
  },
  short_phase: {
    label: 'short phase',
    meaning:
      'The phase is shorter than twice the sensor’s averaging time; what came before and after blurs its energy.',
  },
  counter_disagrees: {
    label: 'counter disagrees',
    meaning: 'The energy counter and the integrated power differ by more than 5 %.',
  },
  throttled: {
    label: 'throttled',
    meaning: 'A processor slowed down during training because of heat or its power supply.',
  },
  power_capped: {
    label: 'power capped',
    meaning: 'The GPU ran at its power limit for part of the training, as a fully used card does.',
  },
  foreign_gpu_process: {
    label: 'foreign program',
    meaning: 'Another program was using a GPU; the energy includes what it drew.',
  },
  background_load: {
    label: 'background load',
    meaning:
      'Over 10 % of the processors were busy just before the training, with other programs or drawing this window.',
  },
  limit_changed: {
    label: 'limit changed',
    meaning: 'The GPU’s power limit differs from that of the first trial.',
  },
  clock_changed: {
    label: 'clock changed',
    meaning: 'The GPU’s mean clock differs by over 5 % from the first trial with the same settings.',
  },
  not_cooled: {
    label: 'not cooled',
    meaning: 'The machine was still warmer than allowed after the longest wait; the trial started anyway.',
  },
  stamps_late: {
    label: 'stamps late',
    meaning:
      'The trainer’s messages came over 50 ms after their stamps, so the begin and end of its phases are not confirmed.',
  },
  trainer_disagrees: {
    label: 'trainer disagrees',
    meaning: 'Figures of the trainer do not fit each other; the study’s events say which.',
  },
  network_differs: {
    label: 'network differs',
    meaning: 'The trainer’s network has another number of parameters than the order leads to.',
  },
  data_differs: {
    label: 'data differ',
    meaning: 'The trainer used another number of examples than an earlier trial with the same data.',
  },
  same_weights: {
    label: 'same weights',
    meaning:
      'The final weights are those of a trial with other settings, so a setting may have been ignored.',
  },
  average_disagrees: {
    label: 'average disagrees',
    meaning: 'The integral of the sensor’s own average differs from the energy by more than 5 %.',
  },
};

/** Words for a flag; an unknown one, from a newer version, is its own name spelt out. */
export const flagWords = (flag: string): FlagWords =>
  FLAGS[flag] ?? { label: flag.replaceAll('_', ' '), meaning: '' };

/** All flags that have words. */
export const KNOWN_FLAGS: readonly string[] = Object.keys(FLAGS);
