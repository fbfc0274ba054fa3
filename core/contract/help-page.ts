// Help pages of the window: those of docs/, and the licence texts that the bundler collects.
export const DOC_PAGES = [
  'app',
  'measuring',
  'designs',
  'protocol',
  'statistics',
  'carbon',
  'report',
  'study-file',
  'glossary',
] as const;
export type DocPage = (typeof DOC_PAGES)[number];

export const HELP_PAGES = [...DOC_PAGES, 'licences'] as const;
export type HelpPage = (typeof HELP_PAGES)[number];

export const HELP_TITLES: Readonly<Record<HelpPage, string>> = {
  app: 'The window',
  measuring: 'Measuring',
  designs: 'Designs',
  protocol: 'Around a training',
  statistics: 'Statistics',
  carbon: 'Carbon',
  report: 'The report',
  'study-file': 'The study file',
  glossary: 'Glossary',
  licences: 'Licences',
};
