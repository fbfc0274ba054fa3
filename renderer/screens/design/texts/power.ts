// Texts of the power card: detectable differences and the replicates they need. Parts between ** are bold.
export const POWER_TEXTS = {
  title: 'Replicates and power',
  replicates_help: 'Runs of each combination of levels. Also the number of blocks.',
  enter_replicates: 'Enter a whole number from 2 to 1,000. One replicate cannot be tested.',
  detectable: (replicates: number, d: string, alpha: number) =>
    `${replicates} replicates detect two cells **${d} standard deviations** apart (Cohen’s d), with 80 % power at alpha ${alpha}.`,
  detectable_pct: (spread: string, difference: string) =>
    ` With a spread of ${spread} %, that is a difference of **${difference} %**.`,
  saving: 'Saving to detect, %',
  spread: 'Spread within a cell, %',
  known_spread: (spread: string) => `Use ${spread} % from the open study`,
  enter_saving:
    'Enter a saving and a spread above 0. The spread is a cell’s standard deviation divided by its mean.',
  too_small: 'Even a million replicates would not detect that.',
  needed: (saving: string, spread: string, replicates: number) =>
    `To detect a saving of ${saving} % with a spread of ${spread} %, you need **${replicates} replicates**.`,
  use: (replicates: number) => `Use ${replicates}`,
  table: 'Differences that the replicates can detect',
  comparison: 'Comparison',
  detectable_d_column: 'Min. d',
  detectable_pct_column: 'Min. %',
  needed_column: 'Replicates needed',
  caption: [
    'Min. d and min. % are the smallest differences detected.',
    'A main effect is tested over all cells, so it needs fewer replicates.',
    'With more than two levels, d is between the two extreme ones.',
    'Alpha comes from the settings.',
  ].join(' '),
  curve: (d: string) =>
    `Power against replicates for a difference of ${d} standard deviations; the table beside it lists the replicates needed`,
  x_axis: 'Replicates per cell',
  y_axis: 'Power, %',
  wanted: (power_pct: number) => `${power_pct} % power`,
  two_cells: 'Two cells',
  main_effect: (factor: string) => `Main effect of ${factor}`,
} as const;
