// Texts of the window around its screens: navigation, dropped files, and notices of the shared state.
export const TEXTS = {
  window: {
    product: 'Wattproof',
    screens: 'Screens',
    settings: 'Settings',
    version: (version: string) => `Version ${version}`,
    not_opened: 'This file was not opened',
    command_failed: 'The command failed',
  },
  notices: { dismiss: 'Dismiss' },
  settings: {
    not_saved: 'The settings were not saved',
    not_read: 'The settings could not be read',
  },
  sweep: {
    not_found: 'The running sweep could not be found',
    not_started: 'The sweep did not start',
    not_aborted: 'The sweep could not be aborted',
    not_paused: 'The sweep could not be paused',
    not_resumed: 'The sweep could not be resumed',
    quick_not_started: 'The quick benchmark did not start',
  },
} as const;
