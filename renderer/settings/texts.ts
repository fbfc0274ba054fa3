// The words of the settings.

export const SETTINGS = {
  title: 'Settings',
  close: 'Close the settings',
  cancel: 'Cancel',
  save: 'Save',
  unusable: 'not usable',
} as const;

export const ELECTRICITY = {
  title: 'Electricity',
  region: {
    label: 'Region',
    help: 'Uses the average of the country’s grid. Leave empty for the world average; the report then says so.',
    placeholder: 'World average',
    choice: (name: string, intensity: string) => `${name} (${intensity} g/kWh)`,
  },
  own: {
    name: 'Own factor',
    label: 'Own factor, g CO₂e per kWh',
    help: 'Takes precedence over the region. Your supplier’s bill may state one.',
    placeholder: 'none',
  },
  pue: { label: 'PUE', help: 'Power usage effectiveness of the building; 1 for a workstation.' },
} as const;

export const STATISTICS = {
  title: 'Statistics',
  alpha: {
    label: 'Significance level',
    help: 'Choose it before you see the results; 0.05 is customary.',
  },
} as const;

export const MEASURING = {
  title: 'Measuring',
  rate: {
    label: 'Readings per second',
    help: '1 to 100 for all power sources; slower sources keep their own pace. Applies from the next sweep.',
  },
  counter_rate: {
    label: 'CPU counters, readings per second',
    help: '1 to 1000. Leave empty to use the rate above.',
    placeholder: 'same as above',
  },
} as const;

export const FOLDER = {
  title: 'Folder for new studies',
  note: 'Existing studies stay where they are and remain in the list.',
  choose: 'Choose…',
  show: 'Show',
  reset: 'Use the default folder',
  not_chosen: 'No folder could be chosen',
  not_shown: 'The folder could not be shown',
} as const;

export const APPEARANCE = {
  title: 'Appearance',
  unit: 'Unit of energy',
  units: { J: 'Joules', Wh: 'Watt-hours' },
  unit_note: 'For energies in this window. Reports and files always use joules.',
  theme: 'Theme',
  themes: { light: 'Light', dark: 'Dark', auto: 'Same as system' },
} as const;
