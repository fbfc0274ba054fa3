// The screens of the window, in the order of the navigation: names, labels, and the page of the documentation each opens.
import type { HelpPage } from './help-page.ts';

export const SCREENS = {
  studies: { label: 'Studies', help: 'app' },
  hardware: { label: 'Hardware', help: 'measuring' },
  design: { label: 'Design', help: 'designs' },
  run: { label: 'Run', help: 'protocol' },
  results: { label: 'Results', help: 'statistics' },
  trials: { label: 'Trials', help: 'measuring' },
  report: { label: 'Report', help: 'report' },
} as const satisfies Readonly<Record<string, { label: string; help: HelpPage }>>;

export type ScreenName = keyof typeof SCREENS;
export type ScreenLabel = (typeof SCREENS)[ScreenName]['label'];

export const SCREEN_NAMES = Object.keys(SCREENS) as readonly ScreenName[];
