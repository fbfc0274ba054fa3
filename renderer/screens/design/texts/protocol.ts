// Texts of the protocol: everything around a training, and the rules fixed before the first trial.
export const PROTOCOL_TEXTS = {
  around: {
    title: 'Around each training',
    idle: 'Idle baseline before, s',
    idle_help: 'Power at rest, 0 to 600 s. Net energies need it.',
    cooldown: 'Cool-down after, s',
    cooldown_help: '0 to 600 s.',
    warmup: 'Warm-up trainings',
    warmup_help: 'Trainings of the first planned cell, before the first trial and not counted. 0 to 20.',
  },
  temperature: {
    title: 'Temperature',
    wait: 'Wait for cooling before each trial',
    wait_help: 'A warm chip leaks more: without a wait, later trials cost more energy.',
    band: 'Thermal band, K',
    band_help: 'Highest rise above the first idle baseline, 0.5 to 50 K.',
    longest: 'Longest wait, s',
    longest_help: 'A trial that is still warmer then starts anyway and is flagged. 1 to 3,600 s.',
  },
  outliers: {
    title: 'Outliers',
    rule: 'Outlier rule',
    rule_help: 'Fixed before the first trial. Results are shown with and without outliers.',
    rules: {
      none: 'No outlier rule',
      iqr: 'Interquartile ranges (Tukey)',
      mad: 'Median absolute deviations',
    },
    limit: 'Limit k',
    limit_help: {
      iqr: 'Interquartile ranges from the quartiles. 3 is Tukey’s “far out”.',
      mad: 'Robust standard deviations from the median. Iglewicz and Hoaglin take 3.5.',
    },
  },
  stop: {
    title: 'Ending early',
    stop: 'End as soon as the difference is known precisely enough',
    stop_help: 'For two cells only. Looks after every block and keeps the error rate (O’Brien and Fleming).',
    response: 'Response',
    half_width: 'Half-width of the interval, %',
    half_width_help: 'As a percentage of the second cell’s mean.',
    first_look: 'Replicates before the first look',
    first_look_help: 'At least 8. With fewer, the scatter is not known well enough.',
  },
} as const;
