// The help pages as HTML, each loaded when first opened.
import type { DocPage, HelpPage } from '../../core/contract/help-page.ts';
import { loadLicences } from './licences.ts';

const LOADERS: Readonly<Record<DocPage, () => Promise<{ default: string }>>> = {
  app: () => import('../../docs/app.md'),
  measuring: () => import('../../docs/measuring.md'),
  designs: () => import('../../docs/designs.md'),
  protocol: () => import('../../docs/protocol.md'),
  statistics: () => import('../../docs/statistics.md'),
  carbon: () => import('../../docs/carbon.md'),
  report: () => import('../../docs/report.md'),
  'study-file': () => import('../../docs/study-file.md'),
  glossary: () => import('../../docs/glossary.md'),
};

export const loadPage = async (page: HelpPage): Promise<string> =>
  page === 'licences' ? loadLicences() : (await LOADERS[page]()).default;
